import { expect, test } from 'vitest';
import { formatOf, formatOfContent } from '../../../src/read/format.ts';
import { outline, readAll } from '../../support/read.ts';

test('a file is one page, also when it is empty', async () => {
  expect(await readAll('<p>x</p>', { source: 'dir/a.html', format: 'html' })).toEqual([
    {
      kind: 'page',
      page: {
        id: null,
        url: null,
        mediaType: 'text/html',
        charset: null,
        bytes: new TextEncoder().encode('<p>x</p>'),
        fetchedAt: null,
        origin: { source: 'dir/a.html', record: null },
      },
    },
  ]);
  expect(await readAll('', { format: 'text' })).toMatchObject([
    { page: { mediaType: 'text/plain', bytes: { length: 0 } } },
  ]);
});

test('a line of 50 MB is rejected', async () => {
  const records = await readAll(Buffer.alloc(50_000_000, 'x'), { format: 'text' });
  expect(outline(records)).toEqual(['broken null READ_TOO_LARGE']);
});

test.each([
  ['a.html', 'html', false],
  ['dir.d/A.HTM', 'html', false],
  ['a.txt.gz', 'text', true],
  ['a.jsonl', 'jsonl', false],
  ['x-00001.warc.gz', 'warc', true],
  ['x.warc.wet.gz', 'wet', true],
])('%s is %s', (name, format, gzip) => {
  expect(formatOf(name)).toEqual({ format, gzip });
});

test.each(['a', 'html', 'a.warc.wat.gz', 'a.gz', 'a.json', 'a.html.bak', 'warc/a'])(
  '%s is unknown',
  (name) => {
    expect(formatOf(name)).toBeNull();
  },
);

test.each([
  ['WARC/1.0\r\nWARC-Type: warcinfo', 'warc'],
  ['\ufeff {"url":null}', 'jsonl'],
  ['\n<!doctype html>', 'html'],
  ['Words < 7 {', 'text'],
  ['', 'text'],
])('%j begins %s', (start, format) => {
  expect(formatOfContent(Buffer.from(start))).toBe(format);
});
