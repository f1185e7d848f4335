import { z } from 'zod';
import { WinnowError } from '../../errors.ts';
import { listViews, type View } from '../../store/browse/columns.ts';
import { cellText } from '../../store/row-text.ts';
import { seconds, statement } from '../api/sql.ts';
import type { App, Context } from '../context.ts';
import { problemOf } from '../problems.ts';
import type { Ask, Question } from '../questions.ts';
import { sendRows, untilLeft } from '../send-rows.ts';
import { show } from './layout.tsx';
import { pathWith } from './parts/pager.tsx';

const MOST_ROWS = 1000;

/** Letters of a value that are shown. */
const MOST_LETTERS = 500;

const EXAMPLES: readonly (readonly [string, string])[] = [
  [
    'Who wrote most, and for whom?',
    `select author, host, count(*) as articles, sum(words) as words
from articles, unnest(authors) as author
group by 1, 2 order by 3 desc limit 50`,
  ],
  [
    'Who and what was named most in the last month of the articles?',
    `select name, type, sum(mentions) as mentions
from entity_days
where month = (select date_trunc('month', max(published_on)) from articles where published_on <= current_date)
group by entity_id, name, type order by 3 desc limit 50`,
  ],
  [
    'Which rules set the most lines aside?',
    `select rule, role, count(*) as lines, min(text) as for_example
from page_lines where article is null
group by 1, 2 order by 3 desc limit 50`,
  ],
  [
    'Which articles stand on several sites?',
    `select title, url, articles as copies, published_on
from article_clusters where kept order by articles desc, published_on limit 50`,
  ],
  [
    'How did the pages of each run end?',
    `select run_id, kind, state, pages, loaded, unchanged, duplicate, empty, rejected, failed
from runs order by run_id desc`,
  ],
];

/** An answer, as far as a page shows it. */
interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly { readonly text: string; readonly isNumber: boolean }[])[];
  readonly isWhole: boolean;
}

/** Ends a query of which enough rows have come. */
class Enough extends Error {}

const shown = (value: unknown) => {
  const text = cellText(value);
  return {
    text: text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text,
    isNumber: typeof value === 'number',
  };
};

const answerTo = async (ask: Ask, question: Question, gone: AbortSignal): Promise<Answer> => {
  const rows: Answer['rows'][number][] = [];
  let columns: readonly string[] = [];
  const take = async (part: readonly (readonly unknown[])[], names: readonly string[]): Promise<void> => {
    columns = names;
    for (const row of part) rows.push(row.map(shown));
    if (rows.length > MOST_ROWS) throw new Enough();
  };
  try {
    await ask(question, take, gone);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { columns, rows: rows.slice(0, MOST_ROWS), isWhole: rows.length <= MOST_ROWS };
};

const Result = ({ answer: { columns, rows, isWhole } }: { readonly answer: Answer }) => (
  <section aria-label="Answer">
    <p class="dim">
      {isWhole
        ? `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`
        : `the first ${MOST_ROWS} rows; CSV and JSON lines hold all`}
    </p>
    <div class="scroll answer">
      <table>
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={index} class={rows[0]?.[index]?.isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map(({ text, isNumber }, column) => (
                <td key={column} class={isNumber ? 'number' : undefined} dir={isNumber ? undefined : 'auto'}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const Views = ({ views }: { readonly views: readonly View[] }) => (
  <aside class="views">
    <h2>What can be asked</h2>
    <input type="search" data-filter placeholder="part of a name or meaning" aria-label="Find views" hidden />
    {views.map(({ view, meaning, columns }) => (
      <details key={view}>
        <summary>
          <code>{view}</code>
        </summary>
        {meaning !== null && <p class="dim">{meaning}</p>}
        <dl class="facts">
          {columns.map((column) => (
            <div key={column.column}>
              <dt>
                <code>{column.column}</code> {column.type}
              </dt>
              <dd>{column.meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    ))}
  </aside>
);

interface SqlProps {
  readonly statement: string;
  readonly views: readonly View[];
  readonly answer?: Answer;
  readonly problem?: string;
}

const Sql = ({ statement, views, answer, problem }: SqlProps) => (
  <>
    <h1>SQL</h1>
    <div class="beside">
      <div>
        <form class="question" method="post" action="/sql">
          <textarea
            name="statement"
            rows={8}
            required
            spellcheck={false}
            autofocus
            aria-label="Question in SQL"
            placeholder="select title, url from articles limit 10"
          >
            {statement}
          </textarea>
          <div class="filters">
            <button type="submit" title="Ctrl-Enter">
              Run
            </button>
            <button type="submit" name="as" value="csv">
              CSV
            </button>
            <button type="submit" name="as" value="jsonl">
              JSON lines
            </button>
            <label>
              give up after <input type="number" name="timeout" min={1} max={300} value={30} /> s
            </label>
          </div>
        </form>
        <script src="/assets/sql.js" type="module" />
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {answer !== undefined && <Result answer={answer} />}
        <section>
          <h2>For example</h2>
          <ul class="plain">
            {EXAMPLES.map(([question, sql]) => (
              <li key={question}>
                <a href={pathWith('/sql', { statement: sql })}>{question}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <Views views={views} />
    </div>
  </>
);

const form = z.object({ statement, timeout: seconds, as: z.enum(['csv', 'jsonl']).optional() });

/** `/sql`: a link to it fills a statement in; only who sees it runs it. */
export const addSqlPage = (app: App, context: Context): void => {
  const { reads, ask, tokens, closing } = context;
  app.get(
    '/sql',
    { schema: { querystring: z.object({ statement: statement.optional() }) } },
    async (request, reply) => {
      const { statement = '' } = request.query;
      const views = await listViews(reads);
      return show(reply, request, tokens, {
        title: 'SQL',
        body: <Sql statement={statement} views={views} />,
      });
    },
  );
  app.post('/sql', { config: { needs: 'read' }, schema: { body: form } }, async (request, reply) => {
    const { statement, timeout, as } = request.body;
    const question = { statement, seconds: timeout };
    if (as !== undefined) {
      reply.header('content-disposition', `attachment; filename="answer.${as}"`);
      return sendRows(reply, context, question, as);
    }
    const views = await listViews(reads);
    const answered = await answerTo(ask, question, untilLeft(reply, closing)).catch((error: unknown) => {
      if (error instanceof WinnowError) return problemOf(error);
      throw error;
    });
    const isProblem = 'code' in answered;
    return show(isProblem ? reply.code(answered.status) : reply, request, tokens, {
      title: 'SQL',
      body: (
        <Sql
          statement={statement}
          views={views}
          {...(isProblem ? { problem: answered.message } : { answer: answered })}
        />
      ),
    });
  });
};
