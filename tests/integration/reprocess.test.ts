import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { DEFAULT_OPTIONS, type RefineOptions } from '../../src/document/index.ts';
import { transaction } from '../../src/store/database.ts';
import { diffRun } from '../../src/store/diff.ts';
import { exportArticles } from '../../src/store/export.ts';
import { pageHistory } from '../../src/store/history.ts';
import { discardRun, lossOf, promoteRun, pruneVersions } from '../../src/store/promote.ts';
import { pagesToReprocess } from '../../src/store/reprocess.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { COPIES } from '../support/copies.ts';
import { broken, counted } from '../support/invariants.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { redis, withDatabase } from '../support/services.ts';

const PAGES = 40;
/** Those of one site, whose rules change. */
const COURIER = 30;

/** Better rules: what the council publishes is said on every page of the site. Pages of the other are not outdated. */
const BETTER: RefineOptions = {
  ...DEFAULT_OPTIONS,
  sites: [
    {
      site: 'courier.example',
      rules: [{ name: 'minutes', phrase: 'publishes the minutes of its meetings', as: 'template' }],
      disabledRules: [],
    },
  ],
};

/** Rules that went wrong: no paragraph is left. */
const RUINOUS: RefineOptions = {
  ...DEFAULT_OPTIONS,
  sites: [{ site: '*', rules: [{ name: 'everything', selector: 'p', as: 'drop' }], disabledRules: [] }],
};

let folder: string;
let input: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-reprocess-'));
  input = join(folder, 'pages.jsonl');
  const pages = Array.from({ length: PAGES }, (_, number) => {
    const host = number % 4 === 0 ? 'gazette.example' : 'www.courier.example';
    return JSON.stringify({ url: `https://${host}/${number}`, html: articleHtml(number) });
  });
  writeFileSync(input, pages.join('\n'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exported = async (winnow: Winnow): Promise<string> => {
  let text = '';
  for await (const line of exportArticles(winnow.database, { blocks: true })) text += `${line}\n`;
  return text;
};

const withWinnow = async (
  redisUrl: string | null,
  work: (winnow: Winnow) => Promise<void>,
): Promise<void> => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl, concurrency: 1 });
  try {
    await work(winnow);
  } finally {
    await winnow.close();
    await drop();
  }
};

const diffOf = (winnow: Winnow, run: number) =>
  transaction(winnow.database, (connection) => diffRun(connection, run, 2));

describe.each(['postgres', 'redis'] as const)('a reprocess on the %s queue', (kind) => {
  let redisUrl: string | null = null;
  let skipped = false;

  beforeAll(async () => {
    if (kind === 'postgres') return;
    const service = await redis();
    redisUrl = service?.url ?? null;
    skipped = service === null;
  });

  test('lies beside what readers see until it is promoted, and is then what an ingest with its rules gives', async ({
    skip,
  }) => {
    skip(skipped, 'no Redis');
    let wanted = '';
    await withWinnow(redisUrl, async (winnow) => {
      await winnow.ingest([input], { refine: BETTER });
      wanted = await exported(winnow);
    });
    await withWinnow(redisUrl, async (winnow) => {
      await winnow.ingest([input]);
      const before = await exported(winnow);
      const run = await winnow.reprocess({ outdated: true }, { refine: BETTER });
      expect(run).toMatchObject({
        kind: 'reprocess',
        state: 'done',
        staging: 'staged',
        pages: COURIER,
        pending: 0,
      });
      expect(await exported(winnow)).toBe(before);

      const diff = await diffOf(winnow, run.id);
      expect(diff.totals).toMatchObject({
        pages: COURIER,
        changed: COURIER,
        failed: 0,
        articlesAdded: 0,
        articlesGone: 0,
      });
      expect(diff.fields).toEqual([{ field: 'text', articles: COURIER }]);
      expect(diff.fieldSamples).toEqual([]);
      expect(diff.rules).toMatchObject([
        {
          roleBefore: 'paragraph',
          roleAfter: 'template',
          ruleAfter: 'site:minutes',
          lines: COURIER,
          sites: 1,
        },
      ]);
      expect(diff.sites).toEqual([{ host: 'www.courier.example', pages: COURIER, lines: COURIER }]);
      expect(diff.samples[0]!.stretches.filter(({ kind: sort }) => sort !== 'same')).toMatchObject([
        { kind: 'removed', text: expect.stringContaining('publishes the minutes of its meetings') },
      ]);

      const polls = await pollWhile(winnow, promoteRun(winnow.database, run.id));
      expect(polls.length).toBeGreaterThan(0);
      expect(polls.filter(({ whole }) => whole !== PAGES)).toEqual([]);
      expect(await exported(winnow)).toBe(wanted);
      expect(await broken(winnow.database)).toEqual({});
      expect((await diffOf(winnow, run.id)).totals).toEqual(diff.totals);
      expect(await winnow.status(run.id)).toMatchObject({ staging: 'promoted' });
      expect(await pagesToReprocess(winnow.database, { outdated: true }, BETTER)).toEqual([]);
    });
  });

  test('promotes itself unless too much text would vanish', async ({ skip }) => {
    skip(skipped, 'no Redis');
    await withWinnow(redisUrl, async (winnow) => {
      await winnow.ingest([input]);
      const before = await exported(winnow);
      const ruined = await winnow.reprocess({}, { refine: RUINOUS, promoteBelow: 0.3 });
      expect(ruined).toMatchObject({ state: 'done', staging: 'staged' });
      expect(await lossOf(winnow.database, ruined.id)).toBeGreaterThan(0.9);
      expect(await exported(winnow)).toBe(before);

      const better = await winnow.reprocess({ outdated: true }, { refine: BETTER, promoteBelow: 0.5 });
      expect(better).toMatchObject({ state: 'done', staging: 'promoted' });
      expect(await exported(winnow)).not.toBe(before);
    });
  });
});

describe('stages that run alone', () => {
  const SEEDS = join(import.meta.dirname, '..', '..', 'seeds');
  const NAMELESS: RefineOptions = { ...DEFAULT_OPTIONS, entities: false };

  test('find names in stored texts, without a look at the pages, as an ingest would have', async () => {
    let wanted = '';
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([SEEDS]);
      wanted = await exported(winnow);
    });
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([SEEDS], { refine: NAMELESS });
      expect(await exported(winnow)).not.toBe(wanted);
      await winnow.database.query('update winnow.content set bytes = $1', [Buffer.from('gone')]);
      const run = await winnow.reprocess({ outdated: true }, { stages: ['entities'] });
      expect(run.outcomes).toMatchObject({ loaded: run.pages - 1, duplicate: 1 });
      expect(Object.keys(run.timings).sort()).toEqual(['dedupe', 'entities', 'load', 'read']);

      const diff = await diffOf(winnow, run.id);
      expect(diff.fields.map(({ field }) => field)).toEqual(['names']);
      expect(diff.names[0]).toMatchObject({ lost: 0 });
      expect(diff.rules).toEqual([]);

      await promoteRun(winnow.database, run.id);
      expect(await exported(winnow)).toBe(wanted);
      expect(
        await pagesToReprocess(winnow.database, { outdated: true }, DEFAULT_OPTIONS, ['entities']),
      ).toEqual([]);
    });
  });

  test('leave the versions of the other stages as they were', async () => {
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([input]);
      const outdated = (stages: readonly ['entities'] | null) =>
        pagesToReprocess(winnow.database, { outdated: true }, DEFAULT_OPTIONS, stages);
      const age = (stages: object) =>
        winnow.database.query(
          `update winnow.pipeline set version = version || '-old', stages = stages || $1`,
          [JSON.stringify(stages)],
        );
      await age({ clean: 'old' });
      expect(await outdated(null)).toHaveLength(PAGES);
      await age({ clean: 'old', entities: 'old' });
      expect(await outdated(['entities'])).toHaveLength(PAGES);
      const { id } = await winnow.reprocess({ outdated: true }, { stages: ['entities'], promoteBelow: 0 });
      expect(await winnow.status(id)).toMatchObject({ staging: 'promoted' });
      const { rows } = await winnow.database.query(
        `select distinct stages ->> 'clean' as clean, stages ->> 'entities' = 'old' as old
         from winnow.pages join winnow.pipelines using (pipeline)`,
      );
      expect(rows).toEqual([{ clean: 'old', old: false }]);
      expect(await outdated(['entities'])).toEqual([]);
      expect(await outdated(null)).toHaveLength(PAGES);
    });
  });
});

/** Pages that readers see whole, asked again and again while something goes on. */
const pollWhile = async (winnow: Winnow, work: Promise<unknown>): Promise<{ whole: number }[]> => {
  let going = true;
  const polls: { whole: number }[] = [];
  const polling = (async () => {
    while (going) {
      // Whole: its article and its lines come from one pipeline, and the article's text is that of its lines.
      const { rows } = await winnow.database.query<{ whole: number }>(
        `select count(*)::int as whole from winnow.articles a
         where (select string_agg(text, E'\\n\\n' order by ordinal) from winnow.page_lines l
                where l.page_id = a.page_id and l.current and l.pipeline = a.pipeline
                  and article = 1 and role = 'paragraph') = a.text`,
      );
      polls.push(rows[0]!);
    }
  })();
  await work;
  going = false;
  await polling;
  return polls;
};

describe('versions of pages', () => {
  test('a run that is discarded leaves nothing behind, and can be made again', async () => {
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([input]);
      const before = await exported(winnow);
      const versions = async (): Promise<number> =>
        (await winnow.database.query('select * from winnow.page_versions')).rows.length;
      const run = await winnow.reprocess({ site: 'courier.example' }, { refine: BETTER });
      expect(run.pages).toBe(COURIER);
      expect(await versions()).toBe(PAGES + COURIER);
      const paragraphs = async (): Promise<number> =>
        (await winnow.database.query('select from winnow.paragraph')).rows.length;
      const known = await paragraphs();
      // A line that only this version of a page has.
      await winnow.database.query(
        `with line as (
           insert into winnow.paragraph (text_hash, normal_hash, text)
           values (decode(md5('only here'), 'hex'), decode(md5('only here'), 'hex'), 'only here') returning id)
         update winnow.block set paragraph_id = line.id from line
         where (refinement_id, ordinal) = (
           select refinement_id, ordinal from winnow.block join winnow.refinement on id = refinement_id
           where run_id = $1 limit 1)`,
        [run.id],
      );
      expect(await paragraphs()).toBe(known + 1);
      expect(await discardRun(winnow.database, run.id)).toBe(COURIER);
      expect(await paragraphs()).toBe(known);
      expect(await versions()).toBe(PAGES);
      expect(await exported(winnow)).toBe(before);
      expect(await counted(winnow.database, COPIES)).toEqual({});
      await expect(promoteRun(winnow.database, run.id)).rejects.toMatchObject({ code: 'RUN_NOT_STAGED' });
      const again = await winnow.reprocess({ site: 'courier.example' }, { refine: BETTER });
      expect(again.outcomes).toMatchObject({ loaded: COURIER });
    });
  });

  test('a page that fails keeps the version before', async () => {
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([input]);
      const before = await exported(winnow);
      const run = await winnow.reprocess({}, { refine: BETTER });
      await winnow.database.query(
        `update winnow.refinement set outcome = 'failed', code = 'REFINE_FAILED' where run_id = $1`,
        [run.id],
      );
      expect(await promoteRun(winnow.database, run.id)).toBe(0);
      expect(await exported(winnow)).toBe(before);
    });
  });

  test('are listed for each page, and go when they have been replaced for long enough', async () => {
    await withWinnow(null, async (winnow) => {
      await winnow.ingest([input]);
      const run = await winnow.reprocess({}, { refine: BETTER });
      await promoteRun(winnow.database, run.id);
      const { versions } = await pageHistory(winnow.database, 'https://www.courier.example/1');
      expect(versions.map(({ shown, run: by }) => [shown, by])).toEqual([
        [false, 1],
        [true, run.id],
      ]);
      expect(versions[0]!.text).toContain('publishes the minutes');
      expect(versions[1]!.text).not.toContain('publishes the minutes');
      expect(await pruneVersions(winnow.database, 1)).toBe(0);
      expect(await pruneVersions(winnow.database, 0)).toBe(COURIER);
      expect(await counted(winnow.database, COPIES)).toEqual({});
      expect(await pagesToReprocess(winnow.database, { outdated: true }, BETTER)).toEqual([]);
    });
  });
});

describe('a selection', () => {
  test('takes pages by what is known of them, and no statement but a condition', async () => {
    await withWinnow(null, async (winnow) => {
      const { id } = await winnow.ingest([input]);
      const count = async (selection: Parameters<typeof pagesToReprocess>[1]): Promise<number> =>
        (await pagesToReprocess(winnow.database, selection, DEFAULT_OPTIONS)).length;
      expect(await count({})).toBe(PAGES);
      expect(await count({ outdated: true })).toBe(0);
      expect(await count({ site: 'courier.example' })).toBe(COURIER);
      expect(await count({ site: 'ourier.example' })).toBe(0);
      expect(await count({ pageType: 'forum' })).toBe(0);
      expect(await count({ failed: true })).toBe(0);
      expect(await count({ run: id })).toBe(PAGES);
      expect(await count({ until: '2001-01-01' })).toBe(0);
      expect(await count({ site: 'gazette.example', where: `articles = 1 -- all of them` })).toBe(
        PAGES - COURIER,
      );
      for (const where of [
        'articles =',
        'true); delete from winnow.page; --',
        '1 = (select 1 from winnow.page)',
      ])
        await expect(count({ where })).rejects.toMatchObject({ code: 'SQL_REFUSED' });
      await expect(count({ since: 'yesteryear' })).rejects.toMatchObject({ code: 'SQL_REFUSED' });
      expect(await count({})).toBe(PAGES);
    });
  });
});
