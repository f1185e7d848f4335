import { FILE_EXTENSIONS } from '../../read/index.ts';
import { grantOfRequest } from '../access.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { workersOf } from './workers.ts';

const Workers = ({ workers }: { readonly workers: number | null }) => (
  <p id="workers" data-refresh="10" class={workers === 0 ? 'notice' : 'dim'}>
    {workers === 0 ? (
      <>
        No worker is running. What you send is stored, and its pages wait until somebody starts{' '}
        <code>winnow work</code>, on any machine, or <code>winnow serve --work</code>.
      </>
    ) : workers === null ? (
      'Whether a worker is running could not be found out.'
    ) : (
      `Workers running: ${workers}`
    )}
  </p>
);

const ACCEPTED = [...FILE_EXTENSIONS, 'gz'].map((extension) => `.${extension}`).join(',');

const PRIORITIES = [
  [10, 'before all others'],
  [0, 'in its turn'],
  [-10, 'after all others'],
] as const;

const Form = ({ most }: { readonly most: number }) => (
  <>
    <form id="upload" class="upload" data-most={most}>
      <label>
        Files, or drop them here
        <input type="file" name="files" multiple accept={ACCEPTED} required />
      </label>
      <label>
        Refined
        <select name="priority">
          {PRIORITIES.map(([priority, name]) => (
            <option key={priority} value={priority} selected={priority === 0}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Send</button>
      <noscript>Sending files from this page needs JavaScript; the command below does not.</noscript>
    </form>
    <ol id="uploads" class="uploads" aria-live="polite" />
    <script src="/assets/upload.js" type="module" />
  </>
);

/** `/ingest` */
export const addIngestPage = (app: App, { winnow, tokens, maxUpload }: Context): void => {
  app.get('/ingest', async (request, reply) => {
    const mayWrite = grantOfRequest(tokens, request) === 'all';
    const at = `${request.protocol}://${request.host}`;
    const token = tokens.all === null ? '' : `-H "Authorization: Bearer $WINNOW_TOKEN" `;
    return show(reply, request, tokens, {
      title: 'Ingest',
      body: (
        <>
          <h1>Ingest pages</h1>
          <p>
            HTML, flattened text, JSONL, WARC, WET and feeds, each also as <code>.gz</code>. Each file becomes
            a run; pages that are there already are left as they are.
          </p>
          <Workers workers={await workersOf(winnow)} />
          {mayWrite ? <Form most={maxUpload} /> : <p class="notice">Sending pages needs WINNOW_TOKEN.</p>}
          <h2>From a command line</h2>
          <pre class="scroll">{`curl -X POST ${token}-T crawl.warc.gz '${at}/api/ingest?name=crawl.warc.gz'`}</pre>
          <p class="dim">
            Files on the machines of the workers: <code>winnow ingest --detach PATH</code>, or a schedule.
          </p>
        </>
      ),
    });
  });
};
