import { ERRORS } from '../../errors.ts';
import { type Overview, readOverview } from '../../store/browse/overview.ts';
import { type ListedRun, listRunsBriefly } from '../../store/browse/runs.ts';
import { plural } from '../../words.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { amount, held } from './parts/amount.tsx';
import { isOpen, RunTable } from './parts/run-table.tsx';
import { workersOf } from './workers.ts';

const LATEST = { limit: 5, offset: 0 };

const HELD = [
  ['pages', '/pages'],
  ['articles', '/articles'],
  ['sites', '/sites'],
  ['entities', '/entities'],
] as const;

const Holdings = ({ overview }: { readonly overview: Overview }) => (
  <ul class="tiles">
    {HELD.map(([name, path]) => (
      <li key={name}>
        <a class="tile" href={path}>
          <strong>{held(overview[name])}</strong> {name}
        </a>
      </li>
    ))}
  </ul>
);

const Beginning = () => (
  <div class="empty">
    <p>
      Nothing is here yet. Pages <a href="/ingest">come in from here</a>, or by the command line:
    </p>
    <pre class="scroll">winnow ingest crawl/*.warc.gz</pre>
  </div>
);

interface QueueProps extends Pick<Overview, 'queue'> {
  readonly workers: number | null;
}

const Queue = ({ queue, workers }: QueueProps) => (
  <>
    <h2>Queue</h2>
    {queue.length > 0 && workers === 0 && (
      <p class="notice">
        No worker is running: start <code>winnow work</code>, on any machine, or{' '}
        <code>winnow serve --work</code>.
      </p>
    )}
    {queue.length === 0 ? (
      <p class="dim">Nothing waits.</p>
    ) : (
      <ul>
        {queue.map(({ run, paused, waiting, queued }) => (
          <li key={run}>
            <a href={`/runs/${run}`}>{`run ${run}`}</a>
            {paused ? ', paused' : ''}: {plural(waiting, 'chunk')} waiting, {amount(queued)} given to workers
          </li>
        ))}
      </ul>
    )}
  </>
);

const Failures = ({ failures }: Pick<Overview, 'failures'>) =>
  failures.length === 0 ? null : (
    <>
      <h2>Open failures</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>code</th>
              <th class="number">pages</th>
              <th>meaning</th>
            </tr>
          </thead>
          <tbody>
            {failures.map(({ code, pages }) => (
              <tr key={code}>
                <td>
                  <a href={`/failures?code=${code}`}>{code}</a>
                </td>
                <td class="number">{amount(pages)}</td>
                <td>{ERRORS[code]?.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

const isMoving = (overview: Overview, runs: readonly ListedRun[]): boolean =>
  overview.queue.length > 0 || runs.some(isOpen);

/** `/` */
export const addOverviewPage = (app: App, { reads, winnow, tokens }: Context): void => {
  app.get('/', async (request, reply) => {
    const overview = await readOverview(reads);
    const runs = await listRunsBriefly(reads, LATEST);
    const workers = overview.queue.length === 0 ? null : await workersOf(winnow);
    return show(reply, request, tokens, {
      title: 'Overview',
      body: (
        <>
          <h1>Overview</h1>
          {runs.length === 0 ? (
            <Beginning />
          ) : (
            <div id="overview" data-refresh={isMoving(overview, runs) ? 5 : undefined}>
              <Holdings overview={overview} />
              <h2>Latest runs</h2>
              <RunTable runs={runs} />
              <Queue queue={overview.queue} workers={workers} />
              <Failures failures={overview.failures} />
            </div>
          )}
        </>
      ),
    });
  });
};
