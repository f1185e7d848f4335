import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { outline, readAll, text } from '../../support/read.ts';
import { gzipMembers, warcResponse } from '../../support/warc.ts';

const line = (id: string, html = `<p>Line ${id}</p>`) => `${JSON.stringify({ id, html })}\n`;
const jsonl = { format: 'jsonl', gzip: true } as const;
const html = { format: 'html', gzip: true } as const;

/** Text that compresses to about half, so that what is cut or damaged is in the middle of something. */
const prose = (size: number): string => {
  let state = 7;
  let out = '';
  while (out.length < size) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    out += `${(state >>> 8).toString(36)} `;
  }
  return out.slice(0, size);
};

const warcs = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    gzipMembers([warcResponse({ url: `https://example.org/${at}`, body: `<p>${prose(3_000)}</p>` })]),
  );

/** Where each of the parts starts when they are put in a row. */
const starts = (parts: readonly Uint8Array[]): number[] => {
  let at = 0;
  return parts.map((part) => {
    at += part.length;
    return at - part.length;
  });
};

describe('whole files', () => {
  test('members in a row are one content, with a name in the header and padding behind', async () => {
    const named = Buffer.from(gzipSync(line('2')));
    named[3] = 0x08;
    const withName = Buffer.concat([named.subarray(0, 10), Buffer.from('pages.jsonl\0'), named.subarray(10)]);
    const stored = Buffer.concat([
      gzipSync(line('1')),
      withName,
      gzipSync(''),
      gzipSync(line('3')),
      Buffer.alloc(600),
    ]);
    expect(outline(await readAll(stored, jsonl))).toEqual(
      ['1', '2', '3'].map((id) => `page ${id} <p>Line ${id}</p>`),
    );
  });

  test('are recognised without being named so', async () => {
    expect(outline(await readAll(gzipSync(line('1')), { format: 'jsonl' }))).toEqual([
      'page 1 <p>Line 1</p>',
    ]);
  });
});

describe('truncated', () => {
  test('pages before the end are delivered, what was read of the last one is kept', async () => {
    const parts = warcs(3);
    const stored = Buffer.concat(parts);
    const [, second, third] = starts(parts);
    const records = await readAll(stored.subarray(0, stored.length - 700));
    expect(outline(records)).toEqual([
      'page 0 https://example.org/0',
      `page ${second} https://example.org/1`,
      `broken ${third} READ_TRUNCATED`,
    ]);
    expect(text(records[2])).toContain('WARC-Target-URI: https://example.org/2');
  });

  test('a page whose checksum is missing is whole, and the end is reported', async () => {
    const [only] = warcs(1);
    expect(outline(await readAll(only!.subarray(0, only!.length - 4)))).toEqual([
      'page 0 https://example.org/0',
      expect.stringMatching(/^broken \d+ READ_TRUNCATED$/),
    ]);
  });

  test('JSONL and single pages too', async () => {
    const lines = gzipSync(line('1') + line('2', prose(50_000)));
    expect(outline(await readAll(lines.subarray(0, lines.length - 100), jsonl))).toEqual([
      'page 1 <p>Line 1</p>',
      'broken 2 READ_TRUNCATED',
    ]);
    const single = gzipSync(prose(50_000));
    const [page] = await readAll(single.subarray(0, 20_000), html);
    expect(page).toMatchObject({ kind: 'broken', code: 'READ_TRUNCATED' });
    expect(prose(50_000).startsWith(text(page))).toBe(true);
    expect(text(page).length).toBeGreaterThan(10_000);
  });

  test('a member that a crash cut and another run continued behind', async () => {
    const parts = warcs(3);
    parts[1] = parts[1]!.subarray(0, 900);
    const [, second, third] = starts(parts);
    expect(outline(await readAll(Buffer.concat(parts)))).toEqual([
      'page 0 https://example.org/0',
      `broken ${second} READ_BAD_GZIP`,
      `page ${third} https://example.org/2`,
    ]);
  });
});

describe('damaged', () => {
  test('in one member: the others are read', async () => {
    const parts = warcs(3);
    const [, second, third] = starts(parts);
    for (const at of [11, 300, 1_000, parts[1]!.length - 6]) {
      const stored = Buffer.concat(parts);
      stored.fill(0xa5, second! + at, second! + at + 5);
      expect(outline(await readAll(stored))).toEqual([
        'page 0 https://example.org/0',
        `broken ${second} READ_BAD_GZIP`,
        `page ${third} https://example.org/2`,
      ]);
    }
  });

  test('in its only member: what inflates before the damage is read', async () => {
    const words = prose(8_000);
    const lines = Array.from({ length: 40 }, (_, at) =>
      line(String(at), words.slice(at * 200, at * 200 + 200)),
    );
    const stored = gzipSync(lines.join(''));
    stored.fill(0xff, stored.length - 900, stored.length - 880);
    const kinds = (await readAll(stored, jsonl)).map((record) => record.kind);
    expect(kinds.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => 'page'));
    expect(kinds.filter((kind) => kind === 'broken')).toHaveLength(1);
  });

  test('rubbish before and behind', async () => {
    const [only] = warcs(1);
    const rubbish = Buffer.from('not gzip at all, and no member starts in it');
    expect(outline(await readAll(Buffer.concat([rubbish, only!, rubbish]), { gzip: true }))).toEqual([
      'broken 0 READ_BAD_GZIP',
      `page ${rubbish.length} https://example.org/0`,
      `broken ${rubbish.length + only!.length} READ_BAD_GZIP`,
    ]);
    expect(outline(await readAll('<p>no gzip</p>', html))).toEqual(['broken null READ_BAD_GZIP']);
  });

  test('a header is all there is', async () => {
    expect(outline(await readAll(gzipSync('x').subarray(0, 7), html))).toEqual([
      'broken null READ_TRUNCATED',
    ]);
  });
});

describe('bombs', () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000, 'a'));

  test('a page', async () => {
    expect(outline(await readAll(bomb, html))).toEqual(['broken null READ_EXPANDS_TOO_MUCH']);
  });

  test('a line; the next one is read', async () => {
    const stored = Buffer.concat([gzipSync(line('1')), bomb, gzipSync(`\n${line('3')}`)]);
    expect(outline(await readAll(stored, jsonl))).toEqual([
      'page 1 <p>Line 1</p>',
      'broken 2 READ_EXPANDS_TOO_MUCH',
      'page 3 <p>Line 3</p>',
    ]);
  });

  test('a record; it is given up when getting past it takes too long', async () => {
    const [first, last] = warcs(2);
    const body = Buffer.alloc(60_000_000, 'a');
    const middle = gzipMembers([warcResponse({ url: 'https://example.org/bomb', body })]);
    for (const skipBytes of [1_000_000_000, 40_000_000]) {
      expect(outline(await readAll(Buffer.concat([first!, middle, last!]), {}, { skipBytes }))).toEqual([
        'page 0 https://example.org/0',
        `broken ${first!.length} READ_EXPANDS_TOO_MUCH`,
        `page ${first!.length + middle.length} https://example.org/1`,
      ]);
    }
  });

  test('a large page that merely compresses well is too large, not a bomb', async () => {
    const page = 'all of these words are written again and again. '.repeat(30_000) + prose(900_000);
    expect(outline(await readAll(gzipSync(page), html, { pageBytes: 2_000_000 }))).toEqual([
      'broken null READ_TOO_LARGE',
    ]);
  });
});
