import type { RunStatus } from '../../../store/runs.ts';
import { Action } from './action.tsx';
import { isOpen } from './run-table.tsx';

/** What may be done to a run that goes on. */
export const RunControl = ({ run }: { readonly run: RunStatus }) =>
  isOpen(run) ? (
    <p class="actions">
      <Action path={`/api/runs/${run.id}/${run.paused ? 'resume' : 'pause'}`}>
        {run.paused ? 'Resume' : 'Pause'}
      </Action>
      <Action
        path={`/api/runs/${run.id}/cancel`}
        question={`End run ${run.id} now? What is loaded stays, the rest is left out.`}
      >
        Cancel
      </Action>
    </p>
  ) : null;

/** Whether a run waits to be promoted or discarded. */
const isUndecided = ({ staging, state }: RunStatus): boolean =>
  staging === 'staged' && (state === 'done' || state === 'cancelled');

/** Promoting and discarding a run. */
export const Decide = ({ run }: { readonly run: RunStatus }) =>
  isUndecided(run) ? (
    <p class="actions">
      <Action
        path={`/api/runs/${run.id}/promote`}
        question={`Let readers see what run ${run.id} made? What they see now is kept as the version before.`}
      >
        Promote
      </Action>
      <Action
        path={`/api/runs/${run.id}/discard`}
        question={`Remove what run ${run.id} made? It can only be made again.`}
        then={`/runs/${run.id}`}
      >
        Discard
      </Action>
    </p>
  ) : null;

interface DecisionProps {
  readonly run: RunStatus;
  readonly mayChange: boolean;
}

/** Of a reprocess: what readers see of it, what it changes, and what may be decided. */
export const Decision = ({ run, mayChange }: DecisionProps) => {
  if (run.staging === 'direct') return null;
  if (run.staging === 'discarded') return <p>It was discarded: readers see nothing of it.</p>;
  return (
    <>
      <p>
        {run.staging === 'promoted' ? 'Readers see it. ' : 'Readers do not see it yet. '}
        {!isOpen(run) && (
          <a href={`/runs/${run.id}/changes`}>
            {run.staging === 'promoted' ? 'What it changed' : 'What would change'}
          </a>
        )}
      </p>
      {mayChange && <Decide run={run} />}
    </>
  );
};
