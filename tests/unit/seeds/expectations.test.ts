import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../src/document/index.ts';
import { expected, goldLines, goldStarts, samplePage, samplePages, seedRecords } from './sample-pages.ts';

const textOf = (key: string): string =>
  iconv.decode(Buffer.from(samplePage(key).bytes), expected.pages[key]?.charset ?? 'utf-8');

describe('the expectations fit the sample pages', () => {
  test('every page has an expectation, and the one without a page is the broken record', () => {
    const broken = Object.keys(expected.pages).filter((key) => !samplePages.some((page) => page.key === key));
    expect(broken).toEqual(['feed.jsonl#4']);
    expect(samplePages.filter(({ key }) => expected.pages[key] === undefined)).toEqual([]);
  });

  test('gold.tsv judges every line that is not blank, and no other', () => {
    for (const page of new Set(goldLines.map((gold) => gold.page))) {
      const filled = textOf(page)
        .split('\n')
        .flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
      expect(goldLines.filter((gold) => gold.page === page).map(({ line }) => line)).toEqual(filled);
    }
  });

  test('the two tables together show every role', () => {
    const shown = new Set([...goldLines, ...goldStarts].flatMap(({ roles }) => roles));
    expect(ROLES.filter((role) => !shown.has(role))).toEqual([]);
  });

  test('repeats, near duplicates and look-alikes are on the pages that they name', () => {
    for (const { text, pages } of expected.exact_repeats_across_pages)
      for (const page of pages) expect(textOf(page)).toContain(text);
    for (const { a, b } of [...expected.near_duplicates, ...expected.look_alikes]) {
      expect(textOf(a[0])).toContain(a[1]);
      expect(textOf(b[0])).toContain(b[1]);
    }
  });

  test('every form of an expected name is on its page', () => {
    for (const [key, { entities = [] }] of Object.entries(expected.pages))
      for (const form of entities.flatMap(({ forms }) => forms)) expect(textOf(key)).toContain(form);
  });
});

describe('reading the folder', () => {
  test('passes over what is no page, and says why', () => {
    const reasons = seedRecords.flatMap((record) => (record.kind === 'skipped' ? [record.reason] : []));
    expect(reasons.sort()).toEqual([
      'warc:http-404',
      'warc:image/png',
      'warc:request',
      'warc:warcinfo',
      'warc:warcinfo',
    ]);
  });

  test('finds one broken record, at its line', () => {
    const broken = seedRecords.filter((record) => record.kind === 'broken');
    expect(broken).toMatchObject([{ code: 'READ_BAD_JSON', origin: { source: 'feed.jsonl', record: 4 } }]);
  });

  test('finds one page twice under two addresses', () => {
    expect(samplePage('feed.jsonl#6').bytes).toEqual(samplePage('feed.jsonl#1').bytes);
    expect(samplePage('feed.jsonl#6').url).not.toBe(samplePage('feed.jsonl#1').url);
  });
});
