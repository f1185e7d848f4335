import { expect, test } from 'vitest';
import { get, page, SEEDS, served } from '../../support/server.ts';

const server = served([SEEDS]);

interface Cluster {
  readonly repeatId: number;
  readonly occurrences: number;
  readonly text: string;
}

const clusters = async (query = ''): Promise<Cluster[]> =>
  (await get(server.app, `/api/repeats?limit=200${query}`)).json.items;

const ids = (of: readonly Cluster[]): number[] => of.map(({ repeatId }) => repeatId);

test('repeats are listed by how often they occur, as the view has them, in parts that join', async () => {
  const all = await clusters();
  const { rows } = await server.winnow.database.query(
    `select repeat_id as id from winnow.repeat_clusters order by occurrences desc, text collate "C"`,
  );
  expect(ids(all)).toEqual(rows.map(({ id }) => id).slice(0, 200));
  expect(all.length).toBeGreaterThan(20);
  const first = (await get(server.app, '/api/repeats?limit=3')).json;
  const second = (await get(server.app, `/api/repeats?limit=3&offset=${first.next}`)).json;
  expect([...ids(first.items), ...ids(second.items)]).toEqual(ids(all).slice(0, 6));
});

test('repeats of a site are those that it holds', async () => {
  const { rows } = await server.winnow.database.query(
    `select host, array_agg(distinct repeat_id) as ids
     from winnow.repeated_paragraphs join winnow.pages using (page_id) where host is not null
     group by host order by count(*) desc limit 1`,
  );
  const { host, ids: wanted } = rows[0];
  const found = ids(await clusters(`&site=${host.toUpperCase()}`));
  expect(found.sort()).toEqual(wanted.map(Number).sort());
  expect(await clusters('&site=nowhere.example')).toEqual([]);
});

test('a paragraph stands where the view says, the one that is kept first', async () => {
  const [cluster] = await clusters();
  const { repeatId, occurrences } = cluster!;
  const all = (await get(server.app, `/api/repeats/${repeatId}/places?limit=200`)).json.items;
  expect(all).toHaveLength(Math.min(occurrences, 200));
  const { rows } = await server.winnow.database.query(
    `select page_id as "pageId", ordinal, kept from winnow.repeated_paragraphs where repeat_id = $1`,
    [repeatId],
  );
  const short = (each: { pageId: number; ordinal: number; kept: boolean }): string =>
    `${each.pageId} ${each.ordinal} ${each.kept}`;
  expect(all.map(short).sort()).toEqual(rows.map(short).sort());
  expect(all.map(({ kept }: { kept: boolean }) => kept)).toEqual(
    all.map((_: unknown, index: number) => index === 0),
  );
  const second = (await get(server.app, `/api/repeats/${repeatId}/places?limit=1&offset=1`)).json.items;
  expect(second).toEqual(all.slice(1, 2));
});

test('what differs is shown word by word', async () => {
  const { rows } = await server.winnow.database.query(
    `select paragraph_id as id, other_paragraph_id as other from winnow.paragraph_links
     where repeat and kind = 'edited' order by similarity limit 1`,
  );
  const { id, other } = rows[0];
  const shown = (await get(server.app, `/api/repeats/${id}`)).json;
  const link = shown.links.find((each: { paragraphId: number }) => each.paragraphId === other);
  const without = (kind: string): string =>
    link.differences
      .filter((each: { kind: string }) => each.kind !== kind)
      .map(({ text }: { text: string }) => text)
      .join('');
  expect(without('added')).toBe(shown.text);
  expect(link.differences.some(({ kind }: { kind: string }) => kind === 'added')).toBe(true);

  const { html } = await page(server.app, `/repeats/${id}`);
  expect(html).toContain('<ins>');
  expect(html).toContain(`href="/repeats/${other}"`);
  expect(html).toContain('Where it stands');
});

test('what repeats nothing is not there', async () => {
  const { rows } = await server.winnow.database.query(
    `select id from winnow.paragraph where id not in (select paragraph_id from winnow.repeated_paragraphs)
       and id not in (select paragraph_id from winnow.paragraph_links)
       and id not in (select other_paragraph_id from winnow.paragraph_links) limit 1`,
  );
  expect((await get(server.app, `/api/repeats/${rows[0].id}`)).status).toBe(404);
});

test('the console lists the same repeats', async () => {
  const { html } = await page(server.app, '/repeats?site=');
  for (const { repeatId } of (await clusters()).slice(0, 50))
    expect(html).toContain(`href="/repeats/${repeatId}"`);
});
