import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeEntities, splitEntity, undoDecision } from '../../src/store/entities/decide.ts';
import { findEntityLines, theEntity } from '../../src/store/entities/find.ts';
import { putGazetteer } from '../../src/store/entities/gazetteer.ts';
import { showEntity } from '../../src/store/entities/show.ts';
import type { Winnow } from '../../src/winnow.ts';
import { withWinnow } from '../support/stores.ts';

const page = (path: string, day: number, ...paragraphs: string[]): string =>
  JSON.stringify({
    url: `https://${path}`,
    html: `<html lang="en"><head><title>Report ${path}</title><meta property="article:published_time" content="2026-03-0${day}"></head>
<body><article><h1>Report ${path}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}
<p>Nobody who was asked about it on that day wanted to say more than what had been said at the meeting before.</p></article></body></html>`,
  });

const UNION = 'National Council of Coastal Workers';
const PAGES = [
  page(
    'one.example/strike',
    1,
    `The ${UNION} (NCCW) called a strike in Lagos on Monday, said Wanjiru Otieno, a lawmaker who speaks for it.`,
    `The NCCW said that President Leyla Haddad had been told. Wanjiru Otieno and Leyla Haddad met later.`,
  ),
  page(
    'two.example/answer',
    2,
    `President Leyla Haddad answered the ${UNION} (NCCW) in Nairobi, where Wanjiru Otieno had asked for talks.`,
  ),
  page('two.example/later', 3, 'A spokesman for the NCCW said in Lagos that the strike would go on.'),
  page(
    'three.example/rowing',
    4,
    'Wanjiru Otieno, the coach of the Brackwater Rowers, said in Oslo that Tomas Brandt would not row again.',
  ),
];
/** The same pages with another ending, as an archive has them that was read again later. */
const later = (line: string): string => line.replace('at the meeting before', 'at the meeting');

let folder: string;
let number = 0;
const fileOf = (lines: readonly string[]): string => {
  const file = join(folder, `${number++}.jsonl`);
  writeFileSync(file, lines.join('\n'));
  return file;
};

/** Every entity with its forms and articles, and why; nothing that another database would number otherwise. */
const account = async ({ database }: Winnow): Promise<unknown[]> => {
  const { rows } = await database.query(
    `select name, type, external_id, mentions, articles, forms, first_on, last_on,
       (select array_agg(distinct reason || ' ' || coalesce(detail, '') || ' ' || score) from winnow.entity_evidence e
        where e.entity_id = entities.entity_id) as evidence,
       (select array_agg(distinct reason || ' ' || detail || ' ' || score || ' ' || applied) from winnow.entity_merges m
        where m.entity_id = entities.entity_id and reason <> 'decision') as merges
     from winnow.entities order by name collate "C", first_on, articles, forms`,
  );
  return rows;
};

const formsOf = async ({ database }: Winnow, name: string): Promise<string[][]> => {
  const { rows } = await database.query<{ forms: string[] }>(
    'select forms from winnow.entities where $1 = any(forms) order by articles desc, entity_id',
    [name],
  );
  return rows.map((row) => row.forms);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-entities-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('entities over all articles', () => {
  test('join what articles say of one thing, and keep two people of one name apart', async () => {
    await withWinnow(async (winnow) => {
      await winnow.ingest([fileOf(PAGES)]);
      expect(await formsOf(winnow, 'NCCW')).toEqual([['NCCW', UNION]]);
      const [council] = await findEntityLines(winnow.database, 'NCCW');
      expect(council).toMatchObject({ name: UNION, type: 'organization', articles: 3 });
      const otienos = await findEntityLines(winnow.database, 'Wanjiru Otieno');
      expect(otienos.map(({ articles }) => articles)).toEqual([2, 1]);
      const shown = await showEntity(winnow.database, await theEntity(winnow.database, 'NCCW'));
      expect(shown.companions.map(({ name }) => name)).toContain('Leyla Haddad');
      expect(shown.sites[0]).toMatchObject({ host: 'one.example', firstOn: '2026-03-01' });
      expect(shown.merges).toMatchObject([{ reason: 'acronym', detail: 'NCCW', applied: true }]);
    });
  });

  test('are the same for the same pages in another order and in several runs, also when pages change', async () => {
    let expected: unknown[] = [];
    const changed = [...PAGES.slice(0, 3).map(later), PAGES[3]!];
    await withWinnow(async (winnow) => {
      await winnow.ingest([fileOf(changed)]);
      expected = await account(winnow);
      expect(expected.length).toBeGreaterThan(5);
    });
    await withWinnow(async (winnow) => {
      await winnow.ingest([fileOf([PAGES[3]!, PAGES[2]!])]);
      await winnow.ingest([fileOf([PAGES[1]!, PAGES[0]!])]);
      await winnow.ingest([fileOf(changed.slice(0, 3))]);
      expect(await account(winnow)).toEqual(expected);
    });
  });

  test('obey what people decided, also for pages that are read later', async () => {
    await withWinnow(async (winnow) => {
      const { database } = winnow;
      await winnow.ingest([fileOf(PAGES)]);
      const before = await account(winnow);
      const [one, other] = await findEntityLines(database, 'Wanjiru Otieno');
      const merged = await mergeEntities(database, [String(one!.id), String(other!.id)]);
      expect(merged.entities).toMatchObject([{ name: 'Wanjiru Otieno', articles: 3 }]);
      const split = await splitEntity(database, 'NCCW', { forms: ['NCCW'], pages: [] });
      expect(split.entities.map(({ name }) => name).sort()).toEqual(['NCCW', UNION]);
      expect(await formsOf(winnow, UNION)).toEqual([['NCCW', UNION]]);
      expect(await formsOf(winnow, 'NCCW')).toEqual([['NCCW', UNION], ['NCCW']]);

      await winnow.ingest([fileOf(PAGES.map(later))]);
      expect((await findEntityLines(database, 'Wanjiru Otieno')).map(({ articles }) => articles)).toEqual([
        3,
      ]);
      expect(await formsOf(winnow, 'NCCW')).toHaveLength(2);

      await undoDecision(database, merged.decision);
      await undoDecision(database, split.decision);
      expect(await account(winnow)).toEqual(before);
    });
  });

  test('are what a gazetteer of the user says, now and later, until it is removed', async () => {
    await withWinnow(async (winnow) => {
      const { database } = winnow;
      await winnow.ingest([fileOf(PAGES.slice(0, 3))]);
      const before = await account(winnow);
      const loaded = await putGazetteer(database, 'harbour', [
        { type: 'organization', name: 'Coastal Union', aliases: ['NCCW', UNION], externalId: 'Q77' },
        { type: 'event', name: 'the strike', aliases: ['strike'], externalId: null },
      ]);
      expect(loaded).toMatchObject({ entries: 2, forms: 5, ambiguous: 0 });
      expect(loaded.found).toBeGreaterThan(0);
      const [union] = await findEntityLines(database, 'Q77');
      expect(union).toMatchObject({ name: 'Coastal Union', articles: 3, externalId: 'Q77' });
      const [strike] = await findEntityLines(database, 'the strike');
      expect(strike).toMatchObject({ type: 'event', articles: 2 });

      await winnow.ingest([fileOf(PAGES.slice(0, 3).map(later))]);
      expect(await findEntityLines(database, 'Q77')).toMatchObject([{ articles: 3 }]);
      expect(await findEntityLines(database, 'the strike')).toMatchObject([{ articles: 2 }]);

      await putGazetteer(database, 'harbour', []);
      expect(await account(winnow)).toEqual(before);
    });
  });
});

describe('what articles state', () => {
  test('is stored as days and amounts', async () => {
    await withWinnow(async (winnow) => {
      await winnow.ingest([
        fileOf([
          page(
            'one.example/cost',
            4,
            'The board said on Monday that the lock, opened in May 2019, cost €3.5 million, 12.5 % more.',
          ),
        ]),
      ]);
      const dates = await winnow.database.query(
        'select form, value, first_on, last_on from winnow.stated_dates',
      );
      expect(dates.rows).toEqual([
        { form: 'Monday', value: '2026-03-02', first_on: '2026-03-02', last_on: '2026-03-02' },
        { form: 'May 2019', value: '2019-05', first_on: '2019-05-01', last_on: '2019-05-31' },
      ]);
      const sums = await winnow.database.query('select form, currency, amount from winnow.stated_sums');
      expect(sums.rows).toEqual([{ form: '€3.5 million', currency: 'EUR', amount: '3500000' }]);
      const shares = await winnow.database.query('select form, percent from winnow.stated_shares');
      expect(shares.rows).toEqual([{ form: '12.5 %', percent: '12.5' }]);
    });
  });
});
