import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/document/index.ts';
import { learnSites } from '../../src/store/habits.ts';
import { pagesToReprocess } from '../../src/store/reprocess.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { withDatabase } from '../support/services.ts';

const TOPICS = ['Night boat', 'School roof', 'Harbour fees', 'Lamp room', 'Goat market', 'Old lock'];

const prose = (topic: string): string =>
  `${topic} was what the council of Skarrow talked about on Tuesday for most of an evening that ended late, after
two winters in which nobody had spoken of it at all and the islanders had begun to think that it was settled.`;

/** Two sites: one puts its slogan beside every title and writes the day first, the other does neither. */
const page = (site: string, topic: string, title: string, date: string): string =>
  JSON.stringify({
    url: `https://${site}/${topic.toLowerCase().replace(' ', '-')}`,
    html: `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><article>
<p class="date">${date}</p><p>${prose(topic)}</p><p>${prose(`The cost of the ${topic.toLowerCase()}`)}</p>
</article></main></body></html>`,
  });

const LINES = TOPICS.flatMap((topic, n) => [
  page(
    'gazette.example',
    topic,
    `${topic} - Word from the isles`,
    n < 3 ? `${14 + n}/03/2022` : '03/04/2022',
  ),
  page('courier.example', topic, `${topic} - Part ${n}`, '03/04/2022'),
]);

let winnow: Winnow;
let drop: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  const made = await withDatabase();
  drop = made.drop;
  winnow = await open({ databaseUrl: made.url, redisUrl: null, concurrency: 1 });
  folder = mkdtempSync(join(tmpdir(), 'winnow-learn-'));
  writeFileSync(join(folder, 'pages.jsonl'), `${LINES.join('\n')}\n`);
});

afterAll(async () => {
  await winnow?.close();
  await drop?.();
  if (folder) rmSync(folder, { recursive: true });
});

const articles = async (host: string): Promise<{ title: string; published: string }[]> => {
  const { rows } = await winnow.database.query<{ title: string; published: string }>(
    'select title, published from winnow.articles where host = $1 order by url',
    [host],
  );
  return rows;
};

describe('what is learned of sites', () => {
  test('is what many of its pages show, and makes the next run refine them, and no others, anew', async () => {
    await winnow.ingest([folder]);
    expect(await articles('gazette.example')).toContainEqual({
      title: 'Goat market - Word from the isles',
      published: '2022-03-04',
    });
    expect(await learnSites(winnow.database)).toEqual([
      { host: 'gazette.example', pages: 6, titleAffixes: ['Word from the isles'], dayFirst: true },
    ]);
    expect(await pagesToReprocess(winnow.database, { outdated: true }, DEFAULT_OPTIONS)).toHaveLength(6);
    const again = await winnow.ingest([folder]);
    expect(again.outcomes).toMatchObject({ loaded: 6, unchanged: 6 });
    expect(await pagesToReprocess(winnow.database, { outdated: true }, DEFAULT_OPTIONS)).toEqual([]);
    expect(await articles('gazette.example')).toContainEqual({
      title: 'Goat market',
      published: '2022-04-03',
    });
    expect(await articles('courier.example')).toContainEqual({
      title: 'Goat market - Part 4',
      published: '2022-03-04',
    });
  });

  test('stays known when titles no longer show it', async () => {
    const before = await learnSites(winnow.database);
    expect(await learnSites(winnow.database)).toEqual(before);
    expect(before[0]?.titleAffixes).toEqual(['Word from the isles']);
    expect((await winnow.ingest([folder])).outcomes.unchanged).toBe(LINES.length);
  });
});

describe('claims', () => {
  test('show every source of a value, and which was believed', async () => {
    const { rows } = await winnow.database.query(
      `select field, value, source, chosen from winnow.claims
       where url = 'https://gazette.example/goat-market' and field in ('title', 'published') order by place`,
    );
    expect(rows).toEqual([
      { field: 'title', value: 'Goat market', source: 'title-element', chosen: true },
      { field: 'published', value: '2022-04-03', source: 'block:date', chosen: true },
    ]);
  });
});
