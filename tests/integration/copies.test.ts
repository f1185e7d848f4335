// Articles that are nearly the same are derived step by step: the result must not show in which steps.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/document/index.ts';
import { type Database, type Queryable, transaction } from '../../src/store/database.ts';
import { forgetPages, pagesToForget } from '../../src/store/forget.ts';
import { migrate } from '../../src/store/migrate.ts';
import { discardRun, promoteRun } from '../../src/store/promote.ts';
import { decideShown, deriveAgain } from '../../src/store/settle.ts';
import type { Winnow } from '../../src/winnow.ts';
import { COPIES } from '../support/copies.ts';
import { broken, counted } from '../support/invariants.ts';
import { beginRun, linkTexts, type PlainPage, putPlainPage } from '../support/small-store.ts';
import { withStore, withWinnow } from '../support/stores.ts';

const NOUNS = 'harbour crane tide ferry customs warehouse pilot lantern rope barge quay mooring'.split(' ');
const VERBS = 'lifted measured repainted inspected sold moved counted borrowed'.split(' ');

/** A paragraph of its own for every number. */
const said = (number: number): string => {
  const pick = (list: readonly string[], step: number): string =>
    list[(number * step + Math.floor(number / 7) + step) % list.length]!;
  return `When the ${pick(NOUNS, 1)} of ward ${number} was ${pick(VERBS, 3)}, somebody ${pick(VERBS, 5)} the ${pick(NOUNS, 7)} and wrote it down for the ${pick(NOUNS, 5)}.`;
};

interface Page {
  readonly url: string;
  readonly day: string;
  readonly texts: readonly string[];
}

const lineOf = ({ url, day, texts }: Page): string =>
  JSON.stringify({
    url,
    html: `<html lang="en"><head><meta property="article:published_time" content="${day}"></head><body><article>
      <h1>What was heard on ${day}</h1>${texts.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`,
  });

const STORY = [1, 2, 3, 4].map(said);
const first: Page = { url: 'https://first.example/', day: '2020-01-01', texts: STORY };
const second: Page = { url: 'https://second.example/', day: '2020-01-02', texts: [...STORY, said(5)] };
const third: Page = { url: 'https://third.example/', day: '2020-01-03', texts: [said(6), ...STORY] };
const other: Page = { url: 'https://other.example/', day: '2020-01-01', texts: [7, 8, 9, 10].map(said) };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-copies-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = async (winnow: Winnow, pages: readonly Page[]): Promise<void> => {
  const file = join(folder, 'pages.jsonl');
  writeFileSync(file, pages.map(lineOf).join('\n'));
  await winnow.ingest([file]);
};

const column = async (database: Database, sql: string): Promise<unknown[]> =>
  (await database.query<{ value: unknown }>(sql)).rows.map((row) => row.value);

/** What readers see of articles that are nearly the same, of a store that is in order. */
const seen = async ({ database }: Winnow) => {
  expect(await broken(database)).toEqual({});
  return {
    distinct: await column(database, 'select url as value from winnow.distinct_articles order by url'),
    clusters: await column(
      database,
      `select concat_ws(' ', place, 'of', articles, kept, url) as value from winnow.article_clusters order by url`,
    ),
    repeats: await column(
      database,
      `select concat_ws(' ', url, other_url, paragraphs, share, other_share, kind) as value
       from winnow.article_repeats order by url, other_url`,
    ),
  };
};

describe('articles that are nearly the same', () => {
  test('are those of the pages that are there, whatever came first and whatever is gone', async () => {
    let together: Awaited<ReturnType<typeof seen>> | undefined;
    await withWinnow(async (winnow) => {
      await read(winnow, [third, other, first, second]);
      together = await seen(winnow);
      expect(together.distinct).toEqual([first.url, other.url]);
      expect(together.clusters).toEqual([
        `1 of 3 t ${first.url}`,
        `2 of 3 f ${second.url}`,
        `3 of 3 f ${third.url}`,
      ]);
      expect(together.repeats).toHaveLength(6);

      // An upgrade of a store that has articles derives the same.
      await winnow.database.query(
        `drop table winnow.article_copy, winnow.article_pair, winnow.compared cascade;
         delete from winnow.migration where name = '0024_copies.sql'`,
      );
      await migrate(winnow.database);
      expect(await seen(winnow)).toEqual(together);
    });
    await withWinnow(async (winnow) => {
      const forget = async (url: string): Promise<void> => {
        const selection = { url, site: null, before: null };
        await forgetPages(winnow.database, await pagesToForget(winnow.database, selection));
      };
      await read(winnow, [third, other]);
      expect((await seen(winnow)).distinct).toEqual([other.url, third.url]);
      await read(winnow, [second]);
      expect((await seen(winnow)).distinct).toEqual([other.url, second.url]);
      await read(winnow, [first]);
      expect(await seen(winnow)).toEqual(together);
      // The kept one goes, and with it all but one.
      await forget(first.url);
      const { distinct, clusters } = await seen(winnow);
      expect(distinct).toEqual([other.url, second.url]);
      expect(clusters).toEqual([`1 of 2 t ${second.url}`, `2 of 2 f ${third.url}`]);
      await forget(second.url);
      expect(await seen(winnow)).toMatchObject({ distinct: [other.url, third.url], clusters: [] });
    });
  });

  test('are others when a promoted reprocess leaves less of their text', async () => {
    await withWinnow(async (winnow) => {
      await read(winnow, [first, second, other]);
      const before = await seen(winnow);
      expect(before.distinct).toEqual([first.url, other.url]);
      const rules = [2, 3, 4].map((number) => ({
        name: `ward-${number}`,
        phrase: `of ward ${number} was`,
        as: 'template' as const,
      }));
      const refine = {
        ...DEFAULT_OPTIONS,
        sites: [{ site: 'second.example', rules, disabledRules: [] }],
      };
      const run = await winnow.reprocess({ site: 'second.example' }, { refine });
      expect(await seen(winnow)).toEqual(before);
      const breakOff = () => {
        throw new Error('broken off');
      };
      await expect(promoteRun(winnow.database, run.id, breakOff)).rejects.toThrow('broken off');
      // Its pages are shown, and what follows from them is not derived yet.
      await expect(discardRun(winnow.database, run.id)).rejects.toThrow(/promote it to its end/);
      await promoteRun(winnow.database, run.id);
      const after = await seen(winnow);
      expect(after.distinct).toEqual([first.url, other.url, second.url]);
      expect(after.clusters).toEqual([]);
    });
  });

  test('are not when they share what more than fifty have, from the moment on at which it is so', async () => {
    const copies = Array.from({ length: 51 }, (_, number) => ({
      url: `https://paper-${number + 100}.example/`,
      day: '2020-01-01',
      texts: [...STORY, said(200 + number)],
    }));
    await withWinnow(async (winnow) => {
      await read(winnow, [...copies.slice(1), other]);
      const few = await seen(winnow);
      expect(few.repeats).toHaveLength(50 * 49);
      expect(few.distinct).toEqual([other.url, copies[1]!.url]);
      await read(winnow, [copies[0]!]);
      const many = await seen(winnow);
      expect(many.repeats).toEqual([]);
      expect(many.distinct).toHaveLength(52);
      const selection = { url: copies[0]!.url, site: null, before: null };
      await forgetPages(winnow.database, await pagesToForget(winnow.database, selection));
      expect(await seen(winnow)).toEqual(few);
    });
  });
});

describe('what is derived step by step', () => {
  const POOL = Array.from({ length: 40 }, (_, number) =>
    number % 10 === 9 ? `Short ${number}` : said(number + 100),
  );
  /** Near repeats of each other by way of a third that is rare: what ties two that about as many share as may comes and goes. */
  const LINKS = [0, 3, 6].flatMap((number) => [
    [POOL[number]!, POOL[number + 2]!] as const,
    [POOL[number + 1]!, POOL[number + 2]!] as const,
  ]);

  /** A page whose paragraphs others have as well: some have those that about as many share as may. */
  const randomPage = (pick: (below: number) => number, known: PlainPage[]): PlainPage => {
    const common = pick(3) > 0 ? [POOL[pick(40) === 0 ? 2 : pick(2)]!] : [];
    const texts = Array.from({ length: 1 + pick(4) }, () => POOL[3 + pick(POOL.length - 3)]!);
    const page = {
      address: `https://x.example/${pick(90)}`,
      fetchedAt: new Date(Date.UTC(2020, 0, 1, 0, pick(1000))).toISOString(),
      day: pick(4) === 0 ? null : `2020-01-0${1 + pick(9)}`,
      // Some have the bytes of another one.
      texts:
        known.length > 0 && pick(5) === 0
          ? known[pick(known.length)]!.texts
          : [...new Set([...common, ...texts])],
    };
    known.push(page);
    return page;
  };

  /** Loads a run of pages, which is yet to be settled. */
  const load = (database: Database, pages: readonly PlainPage[], pipeline = 'of a test') =>
    transaction(database, async (connection) => {
      const run = await beginRun(connection, pipeline);
      const ids: number[] = [];
      for (const page of pages) ids.push(await putPlainPage(connection, run, page));
      await linkTexts(connection, LINKS);
      return { run, ids };
    });

  const settle = async (database: Database, loaded: Awaited<ReturnType<typeof load>>): Promise<void> => {
    await transaction(database, (connection) => decideShown(connection, loaded.ids));
    await deriveAgain(database, loaded.run);
  };

  const countPairs = async (database: Database): Promise<unknown> =>
    (await column(database, 'select count(*) as value from winnow.article_pair'))[0];

  test('knows what is tied when the paragraph between comes and goes, and what is too common then', async () => {
    await withStore(async (database) => {
      const page = (number: number, texts: readonly string[]): PlainPage => ({
        address: `https://x.example/${number}`,
        fetchedAt: '2020-01-01',
        day: null,
        texts,
      });
      const some = (paragraph: number, from: number, to: number): PlainPage[] =>
        Array.from({ length: to - from }, (_, number) =>
          page(from + number, [POOL[paragraph]!, `Of page ${from + number}`]),
        );
      const step = async (pages: readonly PlainPage[]): Promise<unknown> => {
        await settle(database, await load(database, pages));
        expect(await counted(database, COPIES)).toEqual({});
        return countPairs(database);
      };
      const between = page(100, [POOL[2]!]);
      const without = { ...page(100, [POOL[20]!]), fetchedAt: '2020-01-02' };
      expect(await step([...some(0, 0, 20), ...some(1, 30, 50)])).toBe(2 * 20 * 19);
      expect(await step([between])).toBe(41 * 40);
      expect(await step([without])).toBe(2 * 20 * 19);
      expect(await step([...some(0, 20, 30), ...some(1, 50, 60)])).toBe(2 * 30 * 29);
      // The copy that is kept, and goes with its page.
      expect(await step([{ ...page(101, [POOL[2]!, 'Too many']), day: '2019-01-01' }])).toBe(0);
      const { rows } = await database.query<{ id: number }>(
        `select id from winnow.page where address ~ '/10[01]$'`,
      );
      await forgetPages(
        database,
        rows.map(({ id }) => id),
      );
      expect(await counted(database, COPIES)).toEqual({});
      expect(await countPairs(database)).toBe(2 * 30 * 29);
    });
  });

  test.each([1, 2, 3])('is what follows from the whole, seed %i', async (seed) => {
    let state = seed;
    const pick = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const known: PlainPage[] = [];
    const loadSome = (database: Database, count: number) =>
      load(
        database,
        Array.from({ length: count }, () => randomPage(pick, known)),
        `pipeline ${pick(2)}`,
      );
    await withStore(async (database) => {
      const counts = new Set<unknown>();
      await settle(database, await loadSome(database, 60));
      for (let round = 0; round < 20; round++) {
        // Runs are settled in another order than they were loaded in, and see what the others have loaded.
        const runs = [await loadSome(database, 1 + pick(6)), await loadSome(database, 1 + pick(6))];
        for (const run of pick(2) === 0 ? runs : runs.reverse()) await settle(database, run);
        if (pick(2) === 0) {
          const { rows } = await database.query<{ id: number }>('select id from winnow.page order by key');
          const gone = rows.map(({ id }) => id).filter(() => pick(25) === 0);
          if (gone.length > 0) await forgetPages(database, gone);
        }
        expect(await counted(database, COPIES), `round ${round}`).toEqual({});
        counts.add(await countPairs(database));
      }
      expect(counts.size).toBeGreaterThan(10);
    });
  });
});

/** Rows of all tables that a transaction has read so far. */
const rowsRead = async (connection: Queryable): Promise<number> => {
  const { rows } = await connection.query<{ n: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables
     where schemaname = 'winnow'`,
  );
  return rows[0]!.n;
};

describe('a large store', () => {
  test('is asked for one site, one article or a few of them without being read', async () => {
    await withStore((database) =>
      transaction(database, async (connection) => {
        await connection.query(`
          insert into winnow.site (host) select format('site%s.example', n) from generate_series(0, 999) n;
          insert into winnow.content (hash, size, encoding, bytes) values (sha256('x'), 0, 'none', '');
          insert into winnow.page (key, url, address, site_id, content_hash, media_type, seen_at)
            select substring(sha256(n::text::bytea) for 16), url, url, site.id, sha256('x'), 'text/html', now()
            from generate_series(1, 4000) n
            join winnow.site on host = format('site%s.example', n % 1000),
              format('https://%s/%s', host, n) url;
          insert into winnow.pipeline (version, options) values ('of a test', '{}');
          insert into winnow.run (kind, pipeline_id) select 'ingest', id from winnow.pipeline;
          insert into winnow.refinement (page_id, pipeline_id, run_id, outcome, page_type)
            select page.id, pipeline_id, run.id, 'loaded', 'article' from winnow.page, winnow.run;
          insert into winnow.article (refinement_id, ordinal, teaser, text, words, search)
            select id, 1, false, '', 0, '' from winnow.refinement;
          insert into winnow.compared (article_id, letters) select id, 100 from winnow.article;
          insert into winnow.article_pair (article_id, other_id, paragraphs, share, other_share)
            select a.id, b.id, 1, 1, 1 from winnow.article a join winnow.article b on a.id / 4 = b.id / 4 and a.id <> b.id;
          insert into winnow.article_copy (article_id, kept_id, place, copies)
            select id, min(id) over of_cluster, rank() over of_cluster, count(*) over (partition by id / 4)
            from winnow.article window of_cluster as (partition by id / 4 order by id);
          analyze`);
        const readBy = async (sql: string): Promise<number> => {
          const before = await rowsRead(connection);
          expect((await connection.query(sql)).rows.length, sql).toBeGreaterThan(0);
          return (await rowsRead(connection)) - before;
        };
        const { rows } = await connection.query<{ id: number }>(
          'select max(id) - 2 as id from winnow.article',
        );
        for (const sql of [
          `select * from winnow.distinct_articles where host = 'site8.example'`,
          'select * from winnow.distinct_articles limit 20',
          `select * from winnow.article_clusters where host = 'site8.example'`,
          `select * from winnow.article_clusters where article_id = ${rows[0]!.id}`,
          'select * from winnow.article_clusters limit 20',
          `select * from winnow.article_repeats where article_id = ${rows[0]!.id}`,
          `select repeats.* from winnow.article_repeats repeats join winnow.articles using (article_id)
           where host = 'site8.example'`,
          'select * from winnow.article_repeats limit 20',
        ])
          expect(await readBy(sql), sql).toBeLessThan(3000);
      }),
    );
  });
});
