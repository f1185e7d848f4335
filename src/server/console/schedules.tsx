import { type Firing, listFirings } from '../../store/firings.ts';
import { listSchedules } from '../../store/schedules.ts';
import { grantOfRequest } from '../access.ts';
import { dueSchedule } from '../api/schedules.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Action } from './parts/action.tsx';
import { Moment } from './parts/moment.tsx';

type Due = ReturnType<typeof dueSchedule>;

const Run = ({ run }: { readonly run: number | null }) =>
  run === null ? null : <a href={`/runs/${run}`}>{`run ${run}`}</a>;

const Buttons = ({ name, paused }: Pick<Due, 'name' | 'paused'>) => {
  const path = `/api/schedules/${encodeURIComponent(name)}`;
  return (
    <span class="actions">
      <Action path={`${path}/${paused ? 'resume' : 'pause'}`}>{paused ? 'Resume' : 'Pause'}</Action>
      <Action path={`${path}/fire`} question={`Have ${name} done now?`}>
        Fire now
      </Action>
      <Action path={path} method="DELETE" question={`Remove ${name}? What it did is kept.`}>
        Remove
      </Action>
    </span>
  );
};

const Schedules = ({
  schedules,
  mayChange,
}: {
  readonly schedules: readonly Due[];
  readonly mayChange: boolean;
}) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>schedule</th>
          <th>due</th>
          <th>next (UTC)</th>
          <th>last (UTC)</th>
          <th>was</th>
          <th>run</th>
          <th>command</th>
          {mayChange && <th />}
        </tr>
      </thead>
      <tbody>
        {schedules.map((one) => (
          <tr key={one.name}>
            <td>{one.name}</td>
            <td class="short">{`${one.cron} ${one.tz}`}</td>
            <td class="short">{one.next === null ? 'paused' : <Moment at={one.next} />}</td>
            <td class="short">
              <Moment at={one.lastDueAt} />
            </td>
            <td>{one.lastState}</td>
            <td class="short">
              <Run run={one.lastRun} />
            </td>
            <td>
              <code>{one.command.join(' ')}</code>
            </td>
            {mayChange && (
              <td>
                <Buttons name={one.name} paused={one.paused} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Firings = ({ firings }: { readonly firings: readonly Firing[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>due (UTC)</th>
          <th>schedule</th>
          <th>state</th>
          <th>run</th>
          <th>detail</th>
        </tr>
      </thead>
      <tbody>
        {firings.map((firing) => (
          <tr key={firing.firing_id}>
            <td class="short">
              <Moment at={firing.due_at} />
            </td>
            <td>{firing.schedule}</td>
            <td>{firing.state}</td>
            <td class="short">
              <Run run={firing.run_id} />
            </td>
            <td>{firing.detail ?? (firing.by_hand ? 'by hand' : null)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const LATEST = 20;

/** `/schedules` */
export const addSchedulesPage = (app: App, { reads, tokens }: Context): void => {
  app.get('/schedules', async (request, reply) => {
    const schedules = (await listSchedules(reads)).map(dueSchedule);
    const firings = await listFirings(reads, null, LATEST);
    return show(reply, request, tokens, {
      title: 'Schedules',
      body: (
        <>
          <h1>Schedules</h1>
          {schedules.length === 0 ? (
            <p class="empty">
              No schedule yet. One is added by the command line, such as{' '}
              <code>winnow schedule add nightly --cron '0 3 * * *' -- reprocess --outdated --promote</code>
            </p>
          ) : (
            <Schedules schedules={schedules} mayChange={grantOfRequest(tokens, request) === 'all'} />
          )}
          {firings.length > 0 && (
            <>
              <h2>What they did</h2>
              <Firings firings={firings} />
            </>
          )}
        </>
      ),
    });
  });
};
