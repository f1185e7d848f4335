import { listRules, RULE_BLOCKS, RULE_PAGES, readRule } from '../../store/browse/rules.ts';
import { oneRuleQuery, ruleQuery, withRule } from '../api/rules.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Narrowed } from './parts/narrowed.tsx';
import { Pager, pathWith } from './parts/pager.tsx';
import { placeOf } from './parts/repeat.tsx';
import { Legend } from './parts/roles.tsx';
import { RuleUses } from './parts/rule-uses.tsx';

interface SampleProps {
  readonly path: string;
  readonly query: {
    readonly site?: string | undefined;
    readonly since?: string | undefined;
    readonly until?: string | undefined;
  };
  /** What is asked for beside the sample. */
  readonly role?: string | undefined;
  readonly pages: number;
}

/** Which pages were looked at, and a way to ask for others. */
const Sample = ({ path, query, role, pages }: SampleProps) => (
  <>
    <form class="filters" action={path}>
      {role !== undefined && <input type="hidden" name="role" value={role} />}
      <input name="site" value={query.site} placeholder="site" aria-label="Site" />
      <label>
        refined from <input type="date" name="since" value={query.since} />
      </label>
      <label>
        before <input type="date" name="until" value={query.until} />
      </label>
      <button type="submit">Show</button>
    </form>
    <Narrowed path={path} query={{ ...query, role }} />
    <p class="dim">
      {pages < RULE_PAGES
        ? `On all ${pages} pages that are meant`
        : `On the ${pages} pages that were refined last of those that are meant`}
      , the first {RULE_BLOCKS} lines of each.
    </p>
  </>
);

/** `/rules` and `/rules/:name` */
export const addRules = (app: App, { reads, tokens }: Context): void => {
  app.get('/rules', { schema: { querystring: ruleQuery } }, async (request, reply) => {
    const { query } = request;
    const { pages, rules } = await listRules(reads, query, oneMore(query));
    const { items, next } = partOf(rules, query);
    const { site, since, until } = query;
    return show(reply, request, tokens, {
      title: 'Rules',
      body: (
        <>
          <h1>What rules set aside</h1>
          <Sample path="/rules" query={{ site, since, until }} pages={pages} />
          <Legend />
          {items.length === 0 ? (
            <p class="empty">Nothing was set aside.</p>
          ) : (
            <RuleUses rules={items} query={{ site, since, until }} />
          )}
          <Pager path="/rules" query={query} next={next} />
        </>
      ),
    });
  });
  app.get(
    '/rules/:name',
    { schema: { params: withRule, querystring: oneRuleQuery } },
    async (request, reply) => {
      const { role, ...sample } = request.query;
      const { rule, pages, sites, examples } = await readRule(
        reads,
        request.params.name,
        role ?? null,
        sample,
      );
      const path = `/rules/${encodeURIComponent(rule)}`;
      return show(reply, request, tokens, {
        title: rule,
        body: (
          <>
            <h1>
              <bdi>{rule}</bdi>
            </h1>
            <Sample path={path} query={sample} role={role} pages={pages} />
            {examples.length === 0 ? (
              <p class="empty">It set nothing aside.</p>
            ) : (
              <>
                <h2>What it sets aside</h2>
                <div class="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>line</th>
                        <th>as</th>
                        <th class="number">times</th>
                        <th>such as</th>
                      </tr>
                    </thead>
                    <tbody>
                      {examples.map((example, index) => (
                        <tr key={index}>
                          <td class="example">
                            <bdi>{example.text}</bdi>
                          </td>
                          <td>
                            {example.role}
                            {example.confidence !== null && ` ${example.confidence.toFixed(2)}`}
                          </td>
                          <td class="number">{example.blocks}</td>
                          <td>
                            <a href={placeOf(example.pageId, example.ordinal)}>
                              {example.host ?? `page ${example.pageId}`}
                            </a>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                <h2>On which sites</h2>
                <div class="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>site</th>
                        <th class="number">lines</th>
                        <th class="number">pages</th>
                      </tr>
                    </thead>
                    <tbody>
                      {sites.map(({ host, blocks, pages: of }) => (
                        <tr key={host}>
                          <td>
                            {host === null ? (
                              'pages without an address'
                            ) : (
                              <a href={pathWith(path, { ...sample, role, site: host })}>{host}</a>
                            )}
                          </td>
                          <td class="number">{blocks}</td>
                          <td class="number">{of}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </>
            )}
          </>
        ),
      });
    },
  );
};
