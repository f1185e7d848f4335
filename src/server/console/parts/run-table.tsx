import { OUTCOMES, type Outcome } from '../../../document/index.ts';
import type { ListedRun } from '../../../store/browse/runs.ts';
import { amount } from './amount.tsx';
import { Moment } from './moment.tsx';

type Standing = Pick<ListedRun, 'state' | 'paused' | 'staging'>;

/** Whether something still becomes of a run by itself. */
export const isOpen = ({ state }: Pick<ListedRun, 'state'>): boolean =>
  state === 'reading' || state === 'running' || state === 'settling';

/** Where a run stands, in words. */
export const standingOf = ({ state, paused, staging }: Standing): string =>
  [state, ...(paused ? ['paused'] : []), ...(staging === 'direct' ? [] : [staging])].join(', ');

const count = (pages: number): string => (pages === 0 ? '' : amount(pages));

interface RowProps {
  readonly run: ListedRun;
  readonly outcomes: readonly Outcome[];
}

const Row = ({ run, outcomes }: RowProps) => (
  <tr>
    <td>
      <a href={`/runs/${run.id}`}>{`run ${run.id}`}</a>
    </td>
    <td>{run.kind}</td>
    <td>{standingOf(run)}</td>
    <td class="number">{amount(run.pages)}</td>
    {outcomes.map((outcome) => (
      <td key={outcome} class={outcome === 'failed' && run.outcomes.failed > 0 ? 'number bad' : 'number'}>
        {count(run.outcomes[outcome])}
      </td>
    ))}
    <td class="number">{count(run.pending)}</td>
    <td class="short">
      <Moment at={new Date(run.startedAt)} />
    </td>
    <td class="source" title={run.source ?? undefined}>
      {run.source}
    </td>
  </tr>
);

/** Runs with their totals: pages are the sum of the columns beside them. */
export const RunTable = ({ runs }: { readonly runs: readonly ListedRun[] }) => {
  const outcomes = OUTCOMES.filter((outcome) => runs.some((run) => run.outcomes[outcome] > 0));
  return (
    <div class="scroll">
      <table class="runs">
        <thead>
          <tr>
            <th>run</th>
            <th>kind</th>
            <th>state</th>
            <th class="number">pages</th>
            {outcomes.map((outcome) => (
              <th key={outcome} class="number">
                {outcome}
              </th>
            ))}
            <th class="number">pending</th>
            <th>begun (UTC)</th>
            <th>source</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Row key={run.id} run={run} outcomes={outcomes} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
