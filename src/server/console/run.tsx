import { OUTCOMES, type RefineOptions } from '../../document/index.ts';
import { type RunStatus, readRun, runStatus } from '../../store/runs.ts';
import { duration } from '../../words.ts';
import { grantOfRequest } from '../access.ts';
import { withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { amount } from './parts/amount.tsx';
import { Facts } from './parts/facts.tsx';
import { Moment } from './parts/moment.tsx';
import { pathWith } from './parts/pager.tsx';
import { Decision, RunControl } from './parts/run-actions.tsx';
import { isOpen, standingOf } from './parts/run-table.tsx';

const Progress = ({ run }: { readonly run: RunStatus }) => {
  const ended = run.pages - run.pending;
  const left = run.secondsLeft === null || run.secondsLeft === 0 ? '' : `, ${duration(run.secondsLeft)} left`;
  const speed = run.rate === 0 ? '' : `, ${run.rate} pages/s${left}`;
  return (
    <p>
      <progress
        class="progress"
        value={ended}
        max={Math.max(run.pages, 1)}
        aria-label="Pages that have ended"
      />{' '}
      {`${amount(ended)} of ${amount(run.pages)} pages${run.state === 'reading' ? ', still reading' : ''}${speed}`}
    </p>
  );
};

/** How each page ended; the rows add up to the last. */
const Outcomes = ({ run }: { readonly run: RunStatus }) => {
  const rows = [
    ...OUTCOMES.map((outcome) => [outcome, run.outcomes[outcome]] as const),
    [run.state === 'cancelled' ? 'left out' : 'pending', run.pending] as const,
  ];
  return (
    <table class="sum">
      <caption>How its pages ended</caption>
      <tbody>
        {rows
          .filter(([, pages]) => pages > 0)
          .map(([name, pages]) => (
            <tr key={name}>
              <th scope="row">
                {name === 'failed' ? <a href={pathWith('/failures', { run: run.id })}>failed</a> : name}
              </th>
              <td class="number">{amount(pages)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">pages</th>
          <td class="number">{amount(run.pages)}</td>
        </tr>
      </tfoot>
    </table>
  );
};

const Skipped = ({ skipped }: Pick<RunStatus, 'skipped'>) =>
  Object.keys(skipped).length === 0 ? null : (
    <table class="sum">
      <caption>Records that are not pages</caption>
      <tbody>
        {Object.entries(skipped).map(([reason, count]) => (
          <tr key={reason}>
            <th scope="row">{reason}</th>
            <td class="number">{amount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** Shares of the time below this are left out. */
const LEAST_SHARE = 0.01;

const Timings = ({ timings }: Pick<RunStatus, 'timings'>) => {
  const total = Object.values(timings).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const stages = Object.entries(timings)
    .filter(([, milliseconds]) => milliseconds > total * LEAST_SHARE)
    .sort((a, b) => b[1] - a[1]);
  return stages.length === 0 ? null : (
    <table class="sum">
      <caption>Where the time went, over all workers</caption>
      <tbody>
        {stages.map(([stage, milliseconds]) => (
          <tr key={stage}>
            <th scope="row">{stage}</th>
            <td class="number">{duration(milliseconds / 1000)}</td>
            <td class="number">{`${Math.round((100 * milliseconds) / total)} %`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Errors = ({ run }: { readonly run: RunStatus }) =>
  run.errors.length === 0 ? null : (
    <>
      <h2>What failed or was rejected</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>code</th>
              <th>stage</th>
              <th>site</th>
              <th class="number">pages</th>
            </tr>
          </thead>
          <tbody>
            {run.errors.map(({ code, stage, site, pages }) => (
              <tr key={`${code} ${stage} ${site}`}>
                <td>
                  <a href={pathWith('/failures', { run: run.id, code, state: 'all' })}>{code}</a>
                </td>
                <td>{stage}</td>
                <td>{site}</td>
                <td class="number">{amount(pages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

const factsOf = (run: RunStatus, options: RefineOptions) => {
  const { entities, disabledRules, sites = [], templates = [], habits = [] } = options;
  return [
    ['kind', run.kind],
    ['state', standingOf(run)],
    ['begun (UTC)', <Moment at={new Date(run.startedAt)} />],
    ['ended (UTC)', run.finishedAt === null ? null : <Moment at={new Date(run.finishedAt)} />],
    ['priority', run.priority === 0 ? null : run.priority],
    ['sources', run.sources.join(', ')],
    [
      'articles',
      run.articles > 0 && (run.staging === 'direct' || run.staging === 'promoted') ? (
        <a href={pathWith('/articles', { run: run.id })}>{amount(run.articles)}</a>
      ) : (
        amount(run.articles)
      ),
    ],
    ['pipeline', run.pipeline],
    ['names', entities ? 'are found' : 'are not looked for'],
    ['rules switched off', disabledRules.join(', ')],
    ['sites with rules', sites.map(({ site }) => site).join(', ')],
    ['sites with learned templates', templates.length === 0 ? null : amount(templates.length)],
    ['sites whose habits are known', habits.length === 0 ? null : amount(habits.length)],
  ] as const;
};

/** `/runs/:id` */
export const addRunPage = (app: App, { reads, tokens }: Context): void => {
  app.get('/runs/:id', { schema: { params: withId } }, async (request, reply) => {
    const run = await runStatus(reads, request.params.id);
    const { options } = await readRun(reads, run.id);
    const mayChange = grantOfRequest(tokens, request) === 'all';
    return show(reply, request, tokens, {
      title: `Run ${run.id}`,
      body: (
        <>
          <h1>{`Run ${run.id}`}</h1>
          <div id="run" class="beside" data-refresh={isOpen(run) ? 3 : undefined}>
            <div>
              <Progress run={run} />
              {mayChange && <RunControl run={run} />}
              <Decision run={run} mayChange={mayChange} />
              <div class="sums">
                <Outcomes run={run} />
                <Skipped skipped={run.skipped} />
                <Timings timings={run.timings} />
              </div>
              <Errors run={run} />
            </div>
            <aside>
              <Facts facts={factsOf(run, options)} />
            </aside>
          </div>
        </>
      ),
    });
  });
};
