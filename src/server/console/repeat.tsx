import type { RepeatPlace } from '../../store/browse/repeats.ts';
import { placesOf } from '../../store/browse/repeats.ts';
import { type ShownLink, type ShownParagraph, verdictOn } from '../../store/read-repeats.ts';
import { repeatOf, withParagraph } from '../api/repeats.ts';
import { oneMore, part, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Outward } from './parts/outward.tsx';
import { Pager } from './parts/pager.tsx';

/** Sites that are shown beside. */
const SHOWN_SITES = 20;

const TAGS = { same: 'span', removed: 'del', added: 'ins' } as const;

/** What differs between the paragraph and another one, word by word. */
const Differences = ({ link }: { readonly link: ShownLink }) => (
  <p class="differences" dir="auto">
    {link.differences.map(({ kind, text }, index) => {
      const Tag = TAGS[kind];
      return <Tag key={index}>{text}</Tag>;
    })}
  </p>
);

const Links = ({ links }: { readonly links: readonly ShownLink[] }) =>
  links.length === 0 ? null : (
    <section>
      <h2>Nearly the same</h2>
      <ul class="plain links">
        {links.map((link) => (
          <li key={link.paragraphId}>
            <Differences link={link} />
            <p class="dim">
              <a href={`/repeats/${link.paragraphId}`}>
                {link.kind === 'same'
                  ? 'the same words'
                  : `${link.kind}, ${Math.round(link.similarity * 100)} %`}
              </a>
              , {verdictOn(link)}
              {link.kept && <span class="mark">kept</span>} {link.publishedOn}{' '}
              {link.url === null ? 'on a page without an address' : <Outward url={link.url} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const Places = ({ places }: { readonly places: readonly RepeatPlace[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>published</th>
          <th>article or page</th>
          <th>site</th>
          <th>as</th>
          <th class="number">alike</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={`${place.pageId} ${place.ordinal}`}>
            <td class="day">{place.published}</td>
            <td class="said" dir="auto">
              {place.articleId === null ? (
                <a href={`/pages/${place.pageId}`}>{place.url ?? `page ${place.pageId}`}</a>
              ) : (
                <a href={`/articles/${place.articleId}`}>{place.title ?? 'untitled'}</a>
              )}
            </td>
            <td>{place.host}</td>
            <td>{place.role}</td>
            <td class="number">{Math.round(place.similarity * 100)} %</td>
            <td>{place.kept && <span class="mark">kept</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** How often it occurs on each site, most often first. */
const Sites = ({ counts }: { readonly counts: ShownParagraph['counts'] }) => {
  const sites = new Map<string | null, number>();
  for (const { host, occurrences } of counts) sites.set(host, (sites.get(host) ?? 0) + occurrences);
  const rows = [...sites].sort((one, other) => other[1] - one[1]);
  return rows.length === 0 ? null : (
    <aside>
      <h2>By site</h2>
      <table>
        <tbody>
          {rows.slice(0, SHOWN_SITES).map(([host, occurrences]) => (
            <tr key={host}>
              <td>{host === null ? 'no address' : <a href={`/repeats?site=${host}`}>{host}</a>}</td>
              <td class="number">{occurrences}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN_SITES && <p class="dim">and {rows.length - SHOWN_SITES} more</p>}
    </aside>
  );
};

/** `/repeats/:paragraph` */
export const addRepeat = (app: App, { reads, tokens }: Context): void => {
  app.get(
    '/repeats/:paragraph',
    { schema: { params: withParagraph, querystring: part } },
    async (request, reply) => {
      const { query } = request;
      const { paragraph } = request.params;
      const shown = await repeatOf(reads, paragraph);
      const { items, next } = partOf(await placesOf(reads, paragraph, oneMore(query)), query);
      return show(reply, request, tokens, {
        title: 'A repeated paragraph',
        body: (
          <>
            <h1>A repeated paragraph</h1>
            <blockquote class="text" dir="auto">
              {shown.text}
            </blockquote>
            <p class="dim">
              {shown.kept ? 'This is the text that is kept.' : 'Another text is kept for it.'}
            </p>
            <div class="beside">
              <div>
                <Links links={shown.links.filter(({ paragraphId }) => paragraphId !== shown.paragraphId)} />
                <section>
                  <h2>Where it stands</h2>
                  <Places places={items} />
                  <Pager path={`/repeats/${paragraph}`} query={query} next={next} />
                </section>
              </div>
              <Sites counts={shown.counts} />
            </div>
          </>
        ),
      });
    },
  );
};
