import { describe, expect, test } from 'vitest';
import { outline, readAll, text } from '../../support/read.ts';

const read = (lines: string, limits = {}) => readAll(lines, { format: 'jsonl' }, limits);
const one = async (record: unknown) => (await read(JSON.stringify(record)))[0];

describe('a record', () => {
  test('is a page with what it says of itself', async () => {
    const record = {
      id: 'n-7',
      url: 'https://example.org/a?b=1#c',
      html: '<p>Grüße</p>',
      text: 'not this',
      fetched_at: '2024-05-06T09:08:09+02:00',
      other: [1],
    };
    expect(await one(record)).toEqual({
      kind: 'page',
      page: {
        id: 'n-7',
        url: 'https://example.org/a?b=1#c',
        mediaType: 'text/html',
        charset: 'utf-8',
        bytes: new TextEncoder().encode('<p>Grüße</p>'),
        fetchedAt: '2024-05-06T07:08:09Z',
        origin: { source: 'a', record: 1 },
      },
    });
  });

  test('may hold text, a numeric id, the other spelling of fetched_at, and nulls', async () => {
    expect(
      await one({ id: 12, url: null, html: null, text: 'words', fetchedAt: 1_714_979_289 }),
    ).toMatchObject({
      page: { id: '12', url: null, mediaType: 'text/plain', fetchedAt: '2024-05-06T07:08:09Z' },
    });
  });

  test('loses what cannot be an address or an instant, and nothing else', async () => {
    expect(await one({ id: {}, url: 'www.example.org/a', html: '', fetched_at: 'last week' })).toMatchObject({
      kind: 'page',
      page: { id: null, url: null, fetchedAt: null },
    });
  });

  test('may hold NUL and lone surrogates', async () => {
    const record = await one({ id: 'a\0\ud800', url: 'https://example.org/\0\udc00', text: 'x\ud800y' });
    expect(record).toMatchObject({ page: { id: 'a\ufffd', url: 'https://example.org/%00%EF%BF%BD' } });
    expect(text(record)).toBe('x\ufffdy');
  });
});

describe('a bad line', () => {
  test('is named by its number and harms no other; blank lines count, and are nothing', async () => {
    const lines = [
      '{"html":"a"}',
      '',
      '{"html":"b"',
      '[1]',
      '"text"',
      '{"url":"https://example.org/"}',
      '  ',
      '{"text":"c"}',
    ];
    const expected = [
      'page 1 a',
      'broken 3 READ_BAD_JSON',
      'broken 4 READ_BAD_JSON',
      'broken 5 READ_BAD_JSON',
      'broken 6 READ_NO_CONTENT',
      'page 8 c',
    ];
    expect(outline(await read(lines.join('\n')))).toEqual(expected);
    expect(outline(await read(`\ufeff${lines.join('\r\n')}\r\n`))).toEqual(expected);
  });

  test('keeps what it holds', async () => {
    expect(text((await read('{"html": "half a pa'))[0])).toBe('{"html": "half a pa');
  });

  test('may be longer than memory should hold', async () => {
    const long = `{"html":"${'x'.repeat(50_000)}"}`;
    const records = await read(`{"html":"a"}\n${long}\n{"html":"b"}`, { lineBytes: 20_000, brokenBytes: 10 });
    expect(outline(records)).toEqual(['page 1 a', 'broken 2 READ_TOO_LARGE', 'page 3 b']);
    expect(text(records[1])).toBe('{"html":"x');
  });

  test('may hold a page over the limit', async () => {
    expect(outline(await read(`{"html":"${'é'.repeat(600)}"}`, { pageBytes: 1_000 }))).toEqual([
      'broken 1 READ_TOO_LARGE',
    ]);
  });
});

test('an empty file is counted', async () => {
  expect(outline(await read(''))).toEqual(['skipped null file:empty']);
});

test('a binary file is one broken record, not as many as it has line feeds', async () => {
  const records = await readAll(Buffer.from('PK\x03\x04\n\n\n\x00\n{"html":"a"}\n'), { format: 'jsonl' });
  expect(outline(records)).toEqual(['broken null PAGE_BINARY']);
});
