import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { learnTemplates, previewTemplates, retireTemplate } from '../../src/store/templates.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { withDatabase } from '../support/services.ts';

const FOOTER =
  'This report was put together by the night desk of the Quay Courier, which keeps its own tide tables and sends them out.';
const BIO =
  'Ada Ferryman has kept the log of the pilot station since the spring and writes about boats that are late.';
const GAG =
  'And the harbour cat, it must be said, was nowhere to be found on that day or on any other day of the week.';
const WORDS = 'crane barge tide rope ferry lantern mooring pilot anchor sail net dock'.split(' ');

const sentence = (page: number, nth: number): string => {
  const word = (step: number): string => `${WORDS[(page * step + nth) % WORDS.length]}${page}`;
  return `In the ${nth + 1}. hour the ${word(1)} was seen near the ${word(5)}, and somebody counted ${page * 7 + nth} times until the ${word(7)} had gone.`;
};

const page = (number: number): string => {
  const author = number % 2 === 0 ? 'Ada Ferryman' : 'Bo Lockwood';
  const paragraphs = [0, 1, 2, 3, 4, 5, 6].map((nth) => sentence(number, nth));
  if (number % 3 === 0) paragraphs.splice(3, 0, GAG);
  if (number % 2 === 0) paragraphs.push(BIO);
  paragraphs.push(FOOTER);
  return JSON.stringify({
    url: `https://courier.example/${number}`,
    html: `<html><head><meta name="author" content="${author}"><meta property="article:published_time" content="2020-01-${10 + number}"></head>
      <body><article><h1>What was seen at pier ${number}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`,
  });
};

let folder: string;
let file: string;
let winnow: Winnow;
let drop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-templates-'));
  const made = await withDatabase();
  drop = made.drop;
  winnow = await open({ ...readSettings({}), databaseUrl: made.url, concurrency: 1 });
  file = join(folder, 'pages.jsonl');
  writeFileSync(file, Array.from({ length: 12 }, (_, number) => page(number)).join('\n'));
  await winnow.ingest([file]);
});

afterAll(async () => {
  await winnow?.close();
  await drop?.();
  rmSync(folder, { recursive: true, force: true });
});

const articlesWith = async (text: string): Promise<number> => {
  const { rows } = await winnow.database.query<{ n: number }>(
    'select count(*) as n from winnow.articles where position($1 in text) > 0',
    [text],
  );
  return rows[0]!.n;
};

test('a footer is found, with evidence; the words of one author and a running gag are not', async () => {
  expect(await articlesWith(FOOTER)).toBe(12);
  const found = await previewTemplates(winnow.database, null);
  expect(found).toMatchObject([
    { host: 'courier.example', text: FOOTER, place: 'end', pages: 12, share: 1, changes: 12 },
  ]);
  expect(found[0]).toMatchObject({ firstOn: '2020-01-10', lastOn: '2020-01-21' });
  expect(found[0]!.samples.map(({ url }) => url)).toEqual([
    'https://courier.example/0',
    'https://courier.example/1',
  ]);
  const shown = found[0]!.samples[1]!.blocks.map(({ text, leaves }) => [text, leaves]);
  expect(shown.slice(0, 2)).toEqual([
    [sentence(1, 6), false],
    [FOOTER, true],
  ]);
});

test('what was learned is a rule of later runs, kept once, and known by its name on every page', async () => {
  await learnTemplates(winnow.database, null);
  await winnow.ingest([file]);
  expect(await articlesWith(FOOTER)).toBe(0);
  expect(await articlesWith(GAG)).toBe(4);
  expect(await articlesWith(BIO)).toBe(6);
  const { rows } = await winnow.database.query<{ n: number }>(
    `select count(*) as n from winnow.page_lines join winnow.site_templates using (rule)
     where page_lines.role = 'template' and page_lines.text = $1`,
    [FOOTER],
  );
  expect(rows[0]!.n).toBe(12);
  expect(await previewTemplates(winnow.database, null)).toEqual([]);
  expect(await learnTemplates(winnow.database, null)).toMatchObject([{ text: FOOTER, active: true }]);
});

test('a template that stops recurring is retired, and one that somebody retired stays so', async () => {
  const later = join(folder, 'later.jsonl');
  const lines = Array.from({ length: 9 }, (_, number) => page(20 + number).replace(FOOTER, ''));
  writeFileSync(later, lines.join('\n').replaceAll('2020-01-', '2020-03-'));
  await winnow.ingest([later]);
  const [template] = await learnTemplates(winnow.database, null);
  expect(template).toMatchObject({ text: FOOTER, active: false });
  await retireTemplate(winnow.database, template!.id);
  expect(await learnTemplates(winnow.database, null)).toMatchObject([{ active: false }]);
  await expect(retireTemplate(winnow.database, 99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
