import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { exportArticles } from '../../src/store/export.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { broken } from '../support/invariants.ts';
import { generateListing, SITE } from '../support/listing-generator/generate.ts';
import { withDatabase } from '../support/services.ts';

const listing = generateListing('wordpress-classic', 2);
const [first, second] = listing.entries.map(({ url }) => url ?? '');
const PROSE =
  'The council had promised the money nine years ago, and nobody in the room could remember who had signed the letter. ';

const fullPage = (url: string, title: string): string =>
  JSON.stringify({
    url,
    html: `<html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>
      ${[1, 2, 3, 4].map((number) => `<p>${PROSE.repeat(2)} Part ${number} of ${title}.</p>`).join('')}</article></body></html>`,
  });

const archive = JSON.stringify({ url: `${SITE}/tag/harbour`, html: listing.html });
const whole = [
  fullPage(`${first}#comments`, listing.entries[0]?.title ?? ''),
  fullPage(second ?? '', listing.entries[1]?.title ?? ''),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-teasers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ingests runs of pages one after another into a store of their own. */
const withRuns = async (runs: readonly string[][], work: (winnow: Winnow) => Promise<void>) => {
  const { url, drop } = await withDatabase();
  const winnow = await open({ ...readSettings({}), databaseUrl: url, redisUrl: null, concurrency: 1 });
  try {
    for (const [number, lines] of runs.entries()) {
      const file = join(folder, `${number}.jsonl`);
      writeFileSync(file, lines.join('\n'));
      await winnow.ingest([file]);
    }
    await work(winnow);
  } finally {
    await winnow.close();
    await drop();
  }
};

const exported = async (winnow: Winnow): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of exportArticles(winnow.database, { blocks: false })) lines.push(line);
  return lines;
};

describe('an entry whose article is there whole', () => {
  const orders = {
    'when it came after the listing': [[archive], whole],
    'when it came before the listing': [whole, [archive]],
    'when they came together': [[whole[1] ?? '', archive, whole[0] ?? '']],
  };
  let expected: string[] | undefined;

  test.each(Object.entries(orders))('is its teaser, %s', async (_, runs) => {
    await withRuns(runs, async (winnow) => {
      const { rows } = await winnow.database.query<{
        url: string;
        full_title: string | null;
        ordinal: number;
      }>('select url, full_title, ordinal from winnow.teasers order by ordinal');
      expect(rows.map(({ full_title }) => full_title)).toEqual(
        listing.entries.map(({ title }, index) => (index < 2 ? title : null)),
      );
      const shown = await winnow.database.query<{ title: string; teaser: boolean }>(
        'select title, teaser from winnow.articles order by page_url, ordinal',
      );
      const titles = shown.rows.map(({ title }) => title).sort();
      expect(titles).toEqual(listing.entries.map(({ title }) => title).sort());
      expect(shown.rows.filter(({ teaser }) => !teaser)).toHaveLength(2);
      const bounds = await winnow.database.query('select article from winnow.boundaries where parted');
      expect(bounds.rows).toHaveLength(listing.entries.length);
      const lines = await exported(winnow);
      expected ??= lines;
      expect(lines).toEqual(expected);
    });
  });
});

test('the same entry on two pages is counted once, and neither counts when its article is there whole', async () => {
  const again = JSON.stringify({ url: `${SITE}/tag/quay`, html: `${listing.html}\n` });
  const teasers = async (winnow: Winnow): Promise<{ seen: number; distinct: number }> => {
    expect(await broken(winnow.database)).toEqual({});
    const { rows } = await winnow.database.query<{ seen: number; distinct: number }>(
      `select (select count(*) from winnow.articles where teaser) as seen,
         (select count(*) from winnow.distinct_articles where teaser) as distinct`,
    );
    return rows[0]!;
  };
  let before = { seen: 0, distinct: 0 };
  await withRuns([[archive, again]], async (winnow) => {
    before = await teasers(winnow);
    expect(before.distinct).toBeLessThan(before.seen);
    const file = join(folder, 'whole.jsonl');
    writeFileSync(file, whole.join('\n'));
    await winnow.ingest([file]);
    expect(await teasers(winnow)).toEqual({ seen: before.seen - 4, distinct: before.distinct - 2 });
  });
});

test('the posts of a thread are in the view of parts', async () => {
  const post = (name: string, day: number, words: string): string =>
    `<div class="post"><div><a class="username" href="/members/${name}">${name}</a></div>
     <div><time datetime="2021-03-0${day}T10:00:00Z">March ${day}, 2021</time></div><p>${words}</p></div>`;
  const html = `<html lang="en"><head><title>Where is the ferry?</title>
    <script type="application/ld+json">{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"Where is the ferry?"}</script></head>
    <body class="forum thread"><h1>Where is the ferry?</h1><div class="thread posts">${[
      post('merrin', 1, `Has anybody seen the ferry since Monday? ${PROSE}`),
      post('quayle', 2, `It lies at the slip in Ostrey. ${PROSE}`),
      post('halloway', 3, `So no boat this week, then. ${PROSE}`),
    ].join('')}</div></body></html>`;
  await withRuns(
    [[JSON.stringify({ url: 'https://forum.harbour.example/threads/ferry.1', html })]],
    async (winnow) => {
      const type = await winnow.database.query('select page_type from winnow.pages');
      expect(type.rows).toEqual([{ page_type: 'forum' }]);
      const { rows } = await winnow.database.query(
        'select ordinal, author, published, text from winnow.parts order by ordinal',
      );
      expect(rows).toEqual([
        {
          ordinal: 1,
          author: 'merrin',
          published: '2021-03-01T10:00:00Z',
          text: expect.stringContaining('since Monday'),
        },
        {
          ordinal: 2,
          author: 'quayle',
          published: '2021-03-02T10:00:00Z',
          text: expect.stringContaining('at the slip'),
        },
        {
          ordinal: 3,
          author: 'halloway',
          published: '2021-03-03T10:00:00Z',
          text: expect.stringContaining('no boat'),
        },
      ]);
    },
  );
});
