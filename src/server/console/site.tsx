import type { Counted } from '../../store/browse/sites.ts';
import { siteWithAll, withHost } from '../api/sites.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Facts } from './parts/facts.tsx';
import { Moment } from './parts/moment.tsx';
import { pathWith } from './parts/pager.tsx';
import { RuleUses } from './parts/rule-uses.tsx';

type Site = Awaited<ReturnType<typeof siteWithAll>>;

/** What the pages of a site are, with their numbers, each leading to them. */
const Counts = ({
  host,
  field,
  counts,
}: {
  readonly host: string;
  readonly field: string;
  readonly counts: readonly Counted[];
}) => (
  <>
    {counts.map(({ value, pages }) =>
      value === null ? (
        <span key="none" class="mark">
          unknown <span class="dim">{pages}</span>
        </span>
      ) : (
        <a key={value} class="mark" href={pathWith('/pages', { site: host, [field]: value })}>
          {value} <span class="dim">{pages}</span>
        </a>
      ),
    )}
  </>
);

const factsOf = (site: Site) =>
  [
    ['pages', <a href={pathWith('/pages', { site: site.host })}>{site.pages}</a>],
    ['articles', <a href={pathWith('/articles', { site: site.host })}>{site.articles}</a>],
    ['outcomes', <Counts host={site.host} field="outcome" counts={site.outcomes} />],
    ['page types', <Counts host={site.host} field="type" counts={site.pageTypes} />],
    ['languages', <Counts host={site.host} field="language" counts={site.languages} />],
    ['domain', site.domain === site.host ? null : site.domain],
    ['first seen (UTC)', <Moment at={site.firstSeen} />],
    ['last seen (UTC)', <Moment at={site.lastSeen} />],
  ] as const;

const Habit = ({ habit }: { readonly habit: NonNullable<Site['habit']> }) => (
  <Facts
    facts={[
      ['learned from', `${habit.pages} pages`],
      [
        'beside its titles',
        habit.titleAffixes.length === 0
          ? null
          : habit.titleAffixes.map((affix) => (
              <bdi key={affix} class="mark">
                {affix}
              </bdi>
            )),
      ],
      ['03/04/2020 is', habit.dayFirst === null ? null : habit.dayFirst ? '3 April' : '4 March'],
    ]}
  />
);

const Templates = ({ templates }: { readonly templates: Site['templates'] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>text</th>
          <th>used</th>
          <th>where</th>
          <th class="number">pages</th>
          <th class="number">share</th>
          <th>first</th>
          <th>last</th>
        </tr>
      </thead>
      <tbody>
        {templates.map(({ id, text, active, place, pages, share, firstOn, lastOn }) => (
          <tr key={id} class={active ? undefined : 'dim'}>
            <td class="example">
              <bdi>{text}</bdi>
            </td>
            <td>{active ? 'yes' : 'retired'}</td>
            <td>{place}</td>
            <td class="number">{pages}</td>
            <td class="number">{Math.round(share * 100)} %</td>
            <td>{firstOn}</td>
            <td>{lastOn}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** `/sites/:host` */
export const addSite = (app: App, { reads, tokens }: Context): void => {
  app.get('/sites/:host', { schema: { params: withHost } }, async (request, reply) => {
    const site = await siteWithAll(reads, request.params.host);
    const { host, habit, templates, removed } = site;
    return show(reply, request, tokens, {
      title: host,
      body: (
        <>
          <h1>{host}</h1>
          <div class="across">
            <Facts facts={factsOf(site)} />
          </div>
          <h2>What was learned of it</h2>
          {habit === null && templates.length === 0 && (
            <p class="dim">
              Nothing: <code>winnow learn</code> looks for what it always does the same way,{' '}
              <code>winnow templates learn</code> for text of its own that recurs.
            </p>
          )}
          {habit !== null && <Habit habit={habit} />}
          {templates.length > 0 && <Templates templates={templates} />}
          <h2>What is set aside there</h2>
          <p class="dim">On the {removed.pages} of its pages that were refined last.</p>
          <RuleUses rules={removed.rules} query={{ site: host }} />
        </>
      ),
    });
  });
};
