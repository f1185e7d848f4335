import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { compare } from '../../src/dedupe/index.ts';
import { listClusters, pageRepeats } from '../../src/store/read-repeats.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { withDatabase } from '../support/services.ts';

const FIRST =
  'The harbour board of Little Quay met on Tuesday to hear the engineer on the state of the outer wall.';
const SECOND =
  'A statement will be made when the tide tables have been checked by the committee and both of its members agree.';
const pilot = (boat: number): string =>
  `Nobody on the quay had seen the pilot boat number ${boat} leave, said the keeper of the lock, who was counting barges.`;
const OTHER =
  'The ferry went aground beside the old lighthouse in the first storm of the year, with nobody aboard but a dog.';

const page = (url: string, day: string, paragraphs: readonly string[]): string =>
  JSON.stringify({
    url,
    html: `<html><head><meta property="article:published_time" content="${day}"></head><body><article><h1>About ${day}</h1>
      ${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`,
  });

let folder: string;
let winnow: Winnow;
let drop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-repeats-'));
  const made = await withDatabase();
  drop = made.drop;
  winnow = await open({ ...readSettings({}), databaseUrl: made.url, concurrency: 1 });
  const file = join(folder, 'pages.jsonl');
  const reprint = [FIRST.replace('outer wall', 'outre wall'), SECOND, pilot(3)];
  // The reprint comes first here: what is kept follows from the dates.
  const lines = [
    page('https://mirror.example/b', '2020-01-05', reprint),
    page('https://courier.example/c', '2020-02-01', [pilot(4), OTHER]),
    page('https://courier.example/a', '2020-01-02', [FIRST, SECOND, pilot(3)]),
  ];
  writeFileSync(file, lines.join('\n'));
  await winnow.ingest([file]);
});

afterAll(async () => {
  await winnow?.close();
  await drop?.();
  rmSync(folder, { recursive: true, force: true });
});

test('a page shows what it repeats, what differs, and what only looks alike', async () => {
  const shown = await pageRepeats(winnow.database, 'https://mirror.example/b');
  const first = shown.find((one) => one.text.startsWith('The harbour board'))!;
  expect(first).toMatchObject({
    kept: false,
    links: [{ kind: 'edited', redundant: true, kept: true, url: 'https://courier.example/a' }],
  });
  const changed = first.links[0]!.differences.filter(({ kind }) => kind !== 'same');
  expect(changed.map(({ kind, text }) => `${kind} ${text.trim()}`)).toEqual(['removed outre', 'added outer']);
  const second = shown.find((one) => one.text === SECOND)!;
  expect(second.links).toMatchObject([{ kind: 'same', url: 'https://courier.example/a' }]);
  const boats = shown.find((one) => one.text === pilot(3))!;
  expect(boats.links.find((link) => link.text === pilot(4))).toMatchObject({ redundant: false });
});

test('clusters name the copy that is kept, and sites narrow them down', async () => {
  const clusters = await listClusters(winnow.database, 'mirror.example', 10);
  expect(clusters.map((one) => [one.text, one.occurrences, one.keptUrl])).toEqual(
    [
      [SECOND, 2, 'https://courier.example/a'],
      [pilot(3), 2, 'https://courier.example/a'],
      [FIRST, 2, 'https://courier.example/a'],
    ].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
  );
});

test.each([null, 'mirror.example', 'courier.example', 'nowhere.example'])(
  'the list of %s is that of the view',
  async (host) => {
    const { rows } = await winnow.database.query(
      `select repeat_id as "repeatId", occurrences, texts, pages, sites, first_on as "firstOn", last_on as "lastOn",
       kept_url as "keptUrl", text
     from winnow.repeat_clusters
     where $1::text is null or repeat_id in (select repeat_id from winnow.repeat_counts where host = $1)
     order by occurrences desc, text collate "C"`,
      [host],
    );
    expect(rows.length > 0).toBe(host !== 'nowhere.example');
    expect(await listClusters(winnow.database, host, 1000)).toEqual(rows);
    expect(await listClusters(winnow.database, host, 2)).toEqual(rows.slice(0, 2));
  },
);

test('articles with the same paragraphs are one cluster, the first by date kept', async () => {
  const { rows } = await winnow.database.query(
    'select url, kept, articles from winnow.article_clusters order by place',
  );
  expect(rows).toEqual([
    { url: 'https://courier.example/a', kept: true, articles: 2 },
    { url: 'https://mirror.example/b', kept: false, articles: 2 },
  ]);
});

test('what only a hidden version of a page says ties nothing together that readers see', async () => {
  const between =
    'When the old crane on the eastern quay was lifted from its rails by the crew of the barge, the keeper of the lock ' +
    'wrote down the hour and the height of the tide, as he had done on every working day since the storm.';
  const misspelt = (every: number): string =>
    between
      .split(' ')
      .map((word, at) =>
        at % 3 === every && at < 24 && word.length > 2 ? word.replace(/(.)(.)$/, '$2$1') : word,
      )
      .join(' ');
  const [one, other] = [misspelt(1), misspelt(2)];
  expect([compare(one, between).repeat, compare(other, between).repeat, compare(one, other).repeat]).toEqual([
    true,
    true,
    false,
  ]);
  const load = async (name: string, lines: readonly string[]): Promise<void> => {
    writeFileSync(join(folder, name), lines.join('\n'));
    await winnow.ingest([join(folder, name)]);
  };
  const shown = async (): Promise<number> => {
    const { rows } = await winnow.database.query(
      'select from winnow.repeated_paragraphs where text = any($1)',
      [[one, between, other]],
    );
    return rows.length;
  };
  await load('bridge.jsonl', [
    page('https://one.example/', '2021-01-01', [one, pilot(11)]),
    page('https://between.example/', '2021-01-02', [between, pilot(12)]),
    page('https://other.example/', '2021-01-03', [other, pilot(13)]),
  ]);
  expect(await shown()).toBe(3);
  await load('gone.jsonl', [page('https://between.example/', '2021-01-04', [OTHER, pilot(14)])]);
  expect(await shown()).toBe(0);
});
