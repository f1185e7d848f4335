import { z } from 'zod';
import { edgesOf, type Stretch, wordDiff } from '../../dedupe/index.ts';
import { type PageVersion, pageHistory } from '../../store/history.ts';
import { id, part, withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Pager, pathWith } from './parts/pager.tsx';

const query = part.extend({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  to: id.optional().describe('version whose changes are shown'),
});

/** Words of an unchanged stretch that are shown beside a change. */
const CONTEXT = 30;

/** Letters of each text that are compared. */
const COMPARED = 200_000;

const TAGS = { same: 'span', removed: 'del', added: 'ins' } as const;

const Differences = ({ stretches }: { readonly stretches: readonly Stretch[] }) => (
  <div class="text diff" dir="auto">
    {stretches.map(({ kind, text }, index) => {
      const Tag = TAGS[kind];
      const said =
        kind === 'same' ? edgesOf(text, CONTEXT, index === 0, index === stretches.length - 1) : text;
      return (
        <>
          <Tag key={index}>{said}</Tag>{' '}
        </>
      );
    })}
  </div>
);

interface ChangeProps {
  readonly before: PageVersion;
  readonly after: PageVersion;
}

/** What changed from one version to the next. */
const Change = ({ before, after }: ChangeProps) => {
  const stretches = wordDiff(before.text.slice(0, COMPARED), after.text.slice(0, COMPARED));
  return (
    <>
      <h2>
        From version {before.version} to {after.version}
      </h2>
      {stretches.every(({ kind }) => kind === 'same') ? (
        <p>The same text.</p>
      ) : (
        <Differences stretches={stretches} />
      )}
      {Math.max(before.text.length, after.text.length) > COMPARED && (
        <p class="dim">Compared are the first {COMPARED} letters.</p>
      )}
    </>
  );
};

const stateOf = (version: PageVersion) => {
  if (version.shown) return 'now';
  if (version.replacedAt === null) return 'no';
  return (
    <>
      until <Moment at={version.replacedAt} />
    </>
  );
};

interface VersionProps {
  readonly page: number;
  readonly version: PageVersion;
  readonly hasBefore: boolean;
  readonly query: Readonly<Record<string, unknown>>;
}

const Version = ({ page, version, hasBefore, query: asked }: VersionProps) => (
  <tr>
    <td class="number">{version.version}</td>
    <td>
      <Moment at={version.fetchedAt} />
    </td>
    <td>
      <Moment at={version.madeAt} />
    </td>
    <td class="number">
      <a href={`/runs/${version.run}`}>{version.run}</a>
    </td>
    <td>{version.pipeline}</td>
    <td>{version.outcome}</td>
    <td class="number">{version.articles}</td>
    <td class="number">{version.words}</td>
    <td>{stateOf(version)}</td>
    <td>
      {hasBefore && (
        <a href={`${pathWith(`/pages/${page}/history`, { ...asked, to: version.version })}#change`}>
          what changed
        </a>
      )}
      {version.page !== page && (
        <>
          {' '}
          <a href={`/pages/${version.page}`}>line by line</a>
        </>
      )}
    </td>
  </tr>
);

/** `/pages/:id/history` */
export const addHistory = (app: App, { reads, tokens }: Context): void => {
  app.get(
    '/pages/:id/history',
    { schema: { params: withId, querystring: query } },
    async (request, reply) => {
      const page = request.params.id;
      const { limit, offset, to } = request.query;
      // The one more is what the oldest that is shown came from.
      const { url, versions } = await pageHistory(reads, page, { limit: limit + 1, offset });
      const newest = versions.reverse();
      const shown = newest.slice(0, limit);
      const chosen = to === undefined ? 0 : newest.findIndex(({ version }) => version === to);
      const after = newest[chosen];
      const before = newest[chosen + 1];
      return show(reply, request, tokens, {
        title: `Versions of ${url ?? `page ${page}`}`,
        body: (
          <>
            <h1>Versions</h1>
            <p>
              <a href={`/pages/${page}`}>
                <bdi>{url ?? `page ${page}`}</bdi>
              </a>
            </p>
            <p class="dim">
              Each content that was read at this address, by each pipeline that refined it; newest first.
            </p>
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th class="number">version</th>
                    <th>fetched (UTC)</th>
                    <th>made (UTC)</th>
                    <th class="number">run</th>
                    <th>pipeline</th>
                    <th>outcome</th>
                    <th class="number">articles</th>
                    <th class="number">words</th>
                    <th>readers see it</th>
                    <th />
                  </tr>
                </thead>
                <tbody>
                  {shown.map((version, index) => (
                    <Version
                      key={version.version}
                      page={page}
                      version={version}
                      hasBefore={index + 1 < newest.length}
                      query={request.query}
                    />
                  ))}
                </tbody>
              </table>
            </div>
            <Pager
              path={`/pages/${page}/history`}
              query={{ limit, offset }}
              next={newest.length > limit ? offset + limit : null}
            />
            {after !== undefined && before !== undefined && (
              <section id="change">
                <Change before={before} after={after} />
              </section>
            )}
          </>
        ),
      });
    },
  );
};
