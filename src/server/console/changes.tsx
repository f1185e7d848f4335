import { listPageChanges, type PageChange } from '../../store/browse/changes.ts';
import { type RunDiff, readDiff } from '../../store/diff.ts';
import { runStatus } from '../../store/runs.ts';
import { plural } from '../../words.ts';
import { grantOfRequest } from '../access.ts';
import { oneMore, part, partOf, withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { problemOf } from '../problems.ts';
import { show } from './layout.tsx';
import { amount } from './parts/amount.tsx';
import { FieldSamples, NameChanges, RuleChanges, SiteChanges, TextSamples } from './parts/changes.tsx';
import { Facts } from './parts/facts.tsx';
import { Pager } from './parts/pager.tsx';
import { Decide } from './parts/run-actions.tsx';

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 2 : 0)} %`;

const signed = (count: number): string => (count < 0 ? amount(count) : `+${amount(count)}`);

const factsOf = ({ totals, fields }: RunDiff) =>
  [
    ['pages that change', `${amount(totals.changed)} of ${amount(totals.pages)}`],
    [
      'pages that failed',
      totals.failed === 0 ? null : `${amount(totals.failed)}: they keep the version before`,
    ],
    [
      'articles',
      `${amount(totals.articlesAdded)} added, ${amount(totals.articlesGone)} gone, ${plural(totals.splitAnew, 'page')} split anew`,
    ],
    [
      'words',
      `${amount(totals.wordsBefore)} before, ${signed(totals.wordsAfter - totals.wordsBefore)} after; ${percent(totals.loss)} vanish`,
    ],
    ['fields', fields.map(({ field, articles }) => `${field} of ${amount(articles)}`).join(', ')],
  ] as const;

const Change = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <>
    {before !== after && <del>{before}</del>} {before === after ? after : <ins>{after}</ins>}
  </>
);

const Pages = ({ changes }: { readonly changes: readonly PageChange[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>page</th>
          <th>outcome</th>
          <th>type</th>
          <th class="number">articles</th>
          <th class="number">words</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.page}>
            <td class="address">
              <a href={`/pages/${change.page}`}>{change.url ?? `page ${change.page}`}</a>
            </td>
            <td>
              <Change before={change.outcomeBefore} after={change.outcomeAfter} />
            </td>
            <td>
              <Change before={change.pageTypeBefore} after={change.pageTypeAfter} />
            </td>
            <td class="number">
              <Change before={amount(change.articlesBefore)} after={amount(change.articlesAfter)} />
            </td>
            <td class="number">
              <Change before={amount(change.wordsBefore)} after={amount(change.wordsAfter)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** Articles that are shown word by word. */
const SAMPLES = 5;

/** The whole difference; null when it takes longer than what is read may take. */
const diffWithin = async ({ winnow, querySeconds }: Context, run: number): Promise<RunDiff | null> => {
  try {
    return await readDiff(winnow.database, run, SAMPLES, querySeconds);
  } catch (error) {
    if (problemOf(error).code === 'QUERY_TIMEOUT') return null;
    throw error;
  }
};

/** `/runs/:id/changes` */
export const addChanges = (app: App, context: Context): void => {
  const { reads, tokens } = context;
  app.get('/runs/:id/changes', { schema: { params: withId, querystring: part } }, async (request, reply) => {
    const { query } = request;
    const { id } = request.params;
    const run = await runStatus(reads, id);
    const isFirst = query.offset === 0;
    const diff = isFirst ? await diffWithin(context, id) : null;
    const { items, next } = partOf(await listPageChanges(reads, id, oneMore(query)), query);
    const title = `What run ${id} ${run.staging === 'promoted' ? 'changed' : 'would change'}`;
    return show(reply, request, tokens, {
      title,
      body: (
        <>
          <p>
            <a href={`/runs/${id}`}>{`run ${id}`}</a>
          </p>
          <h1>{title}</h1>
          {diff !== null && <Facts facts={factsOf(diff)} />}
          {isFirst && diff === null && (
            <p>
              Its lines take too long to compare here; <code>{`winnow diff ${id}`}</code> takes the time.
            </p>
          )}
          {grantOfRequest(tokens, request) === 'all' && <Decide run={run} />}
          <h2>Pages that gain or lose words or articles, or change their kind</h2>
          {items.length === 0 ? <p class="dim">None.</p> : <Pages changes={items} />}
          <Pager path={`/runs/${id}/changes`} query={query} next={next} />
          {diff !== null && (
            <>
              <RuleChanges rules={diff.rules} />
              <SiteChanges sites={diff.sites} />
              <FieldSamples samples={diff.fieldSamples} />
              <NameChanges names={diff.names} />
              <TextSamples samples={diff.samples} />
            </>
          )}
        </>
      ),
    });
  });
};
