import { expect, test } from 'vitest';
import { textIn } from '../../support/markup.ts';
import { get, page, SEEDS, served } from '../../support/server.ts';

const server = served([SEEDS]);

const HOST = 'www.tidewater-ledger.example';

const query = async (sql: string, values: readonly unknown[] = []) =>
  (await server.winnow.database.query(sql, [...values])).rows;

test('sites are listed with what the store holds of them, those with the most pages first', async () => {
  const { items } = (await get(server.app, '/api/sites')).json;
  const rows = await query(
    `select host, count(*) as pages, count(*) filter (where outcome = 'failed') as failed,
       (select count(*) from winnow.article join winnow.refinement on refinement.id = refinement_id and current
        join winnow.page on page.id = page_id and latest and duplicate_of is null join winnow.site on site.id = site_id
        where site.host = pages.host) as articles
     from winnow.pages where host is not null group by host order by count(*) desc, host collate "C"`,
  );
  expect(
    items.map(({ host, pages, failed, articles }: Record<string, unknown>) => ({
      host,
      pages,
      failed,
      articles,
    })),
  ).toEqual(rows);
  const ledger = items.find(({ host }: { host: string }) => host === HOST);
  expect(ledger.languages).toEqual(['en']);
  expect(ledger.pageTypes).toContain('article');
  expect(Date.parse(ledger.firstSeen)).toBeLessThanOrEqual(Date.parse(ledger.lastSeen));
  const two = (await get(server.app, '/api/sites?limit=2&offset=2')).json;
  expect(two.items).toEqual(items.slice(2, 4));
  expect(two.next).toBe(4);
  const below = (await get(server.app, '/api/sites?host=tidewater-ledger.example')).json.items;
  expect(below.map(({ host }: { host: string }) => host)).toEqual([HOST]);
  const { html } = await page(server.app, '/sites');
  for (const { host } of items) expect(html).toContain(`href="/sites/${host}"`);
});

test('a site is shown with its pages counted, what was learned of it, and what is removed there', async () => {
  await query(
    `insert into winnow.site_habit (site_id, title_affixes, day_first, pages)
     select id, '{"The Tidewater Ledger"}', true, 4 from winnow.site where host = $1`,
    [HOST],
  );
  await query(
    `insert into winnow.template (site_id, normal_hash, text, role, place, pages, share)
     select id, decode(repeat('ab', 16), 'hex'), 'Printed on <b>both</b> sides.', 'paragraph', 'end', 3, 0.75
     from winnow.site where host = $1`,
    [HOST],
  );
  const site = (await get(server.app, `/api/sites/${HOST}`)).json;
  const sum = (counts: { pages: number }[]) => counts.reduce((total, { pages }) => total + pages, 0);
  for (const counts of [site.outcomes, site.languages, site.pageTypes]) expect(sum(counts)).toBe(site.pages);
  expect(site.habit).toMatchObject({ titleAffixes: ['The Tidewater Ledger'], dayFirst: true, pages: 4 });
  expect(site.templates).toMatchObject([{ text: 'Printed on <b>both</b> sides.', active: true, pages: 3 }]);
  expect(site.removed.rules[0].blocks).toBeGreaterThan(0);
  const { status, html } = await page(server.app, `/sites/${HOST}`);
  expect(status).toBe(200);
  expect(textIn(html)).toContain('Printed on <b>both</b> sides.');
  expect(textIn(html)).toContain('3 April');
  expect(html).toContain(`href="/pages?site=${HOST}&amp;type=article"`);
  expect((await get(server.app, '/api/sites/nowhere.example')).status).toBe(404);
  expect((await page(server.app, '/sites/nowhere.example')).status).toBe(404);
});

test('what each rule sets aside is counted on the pages that readers see', async () => {
  const { pages, items } = (await get(server.app, '/api/rules?limit=200')).json;
  const [{ shown }] = await query(
    `select count(*) as shown from winnow.pages where latest and duplicate_of is null and outcome is not null`,
  );
  expect(pages).toBe(shown);
  const rows = await query(
    `select rule, role, count(*) as blocks, count(distinct page_id) as pages
     from winnow.page_lines join winnow.pages using (page_id)
     where current and article is null and latest and duplicate_of is null
     group by rule, role order by count(*) desc, rule, role`,
  );
  expect(
    items.map(({ rule, role, blocks, pages: of }: Record<string, unknown>) => ({
      rule,
      role,
      blocks,
      pages: of,
    })),
  ).toEqual(rows);
  const none = (await get(server.app, '/api/rules?until=2020-01-01')).json;
  expect([none.pages, none.items]).toEqual([0, []]);
  const { html } = await page(server.app, '/rules');
  for (const { rule, role } of items.slice(0, 20))
    expect(html).toContain(`href="/rules/${encodeURIComponent(rule)}?role=${role}"`);
});

test('a rule shows the lines that it sets aside, and on which sites', async () => {
  const { sites, examples } = (await get(server.app, '/api/rules/html%3Anav-element?role=navigation')).json;
  const rows = await query(
    `select pages.host, count(*) as blocks, count(distinct page_id) as pages
     from winnow.page_lines join winnow.pages using (page_id)
     where current and article is null and latest and duplicate_of is null and rule = 'html:nav-element'
       and role = 'navigation' group by pages.host order by count(*) desc, pages.host collate "C"`,
  );
  expect(sites).toEqual(rows);
  for (const { pageId, ordinal, text } of examples.slice(0, 3)) {
    const line = (await get(server.app, `/api/pages/${pageId}/lines?from=${ordinal}&limit=1`)).json.items[0];
    expect([line.text.slice(0, 500), line.rule]).toEqual([text, 'html:nav-element']);
  }
  const there = (await get(server.app, `/api/rules/html%3Anav-element?site=${HOST}`)).json;
  expect(there.sites.map(({ host }: { host: string }) => host)).toEqual([HOST]);
  const { html } = await page(server.app, '/rules/html%3Anav-element?role=navigation');
  expect(textIn(html)).toContain(examples[0].text);
  expect((await page(server.app, '/rules/no%3Asuch')).html).toContain('It set nothing aside');
});
