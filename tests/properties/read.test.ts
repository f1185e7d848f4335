import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/read/decode.ts';
import { type ReadInput, type ReadRecord, readPages } from '../../src/read/index.ts';
import { DEFAULT_READ_LIMITS } from '../../src/read/limits.ts';
import { collect, readAll } from '../support/read.ts';
import { gzipMembers, warcInfo, warcRequest, warcResponse, wetConversion } from '../support/warc.ts';

const words = (seed: number, size: number): string => {
  let state = seed + 1;
  let out = '';
  while (out.length < size) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    out += `${(state >>> 8).toString(36)}${state % 11 === 0 ? '\n' : ' '}`;
  }
  return out;
};

const RECORDS = [
  warcInfo(),
  warcRequest('https://example.org/1'),
  warcResponse({ url: 'https://example.org/1', body: `<p>${words(1, 900)}</p>` }),
  warcResponse({
    url: 'https://example.org/2',
    headers: { 'Content-Encoding': 'gzip' },
    body: gzipSync(`<p>${words(2, 700)}</p>`),
  }),
  wetConversion({ url: 'https://example.org/3', text: words(3, 600) }),
  warcResponse({ url: 'https://example.org/4', status: '404 Not Found', body: 'nothing' }),
  warcResponse({ url: 'https://example.org/5', body: `<p>${words(5, 1_500)}</p>` }),
];
const LINES = Buffer.from(
  [1, 2, 3, 4].map((at) => JSON.stringify({ id: at, html: words(at, 300) })).join('\n\n'),
);

const FEED = Buffer.from(
  `<rss><channel><title>a</title>${[1, 2, 3, 4]
    .map(
      (at) =>
        `<item><title>${at}</title><content:encoded><![CDATA[<p>${words(at, 300)}]]></content:encoded></item>`,
    )
    .join('')}</channel></rss>`,
);

const FILES: readonly (readonly [format: ReadInput['format'], bytes: Uint8Array])[] = [
  ['warc', Buffer.concat(RECORDS)],
  ['warc', gzipMembers(RECORDS)],
  ['warc', gzipSync(Buffer.concat(RECORDS))],
  ['jsonl', LINES],
  ['jsonl', gzipSync(LINES)],
  ['jsonl', gzipMembers([LINES.subarray(0, 500), LINES.subarray(500)])],
  ['html', gzipSync(words(7, 4_000))],
  ['sniff', LINES],
  ['feed', FEED],
  ['sniff', gzipSync(FEED)],
];

/** A small change of a file: some bytes replaced, some cut out, the end cut off. */
interface Damage {
  readonly at: number;
  readonly bytes: Uint8Array;
  readonly lost: number;
  readonly end: number;
}

const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ maxLength: 6 }),
  lost: fc.nat(200),
  end: fc.constantFrom(1, 1, 1, 0.7),
});

const damaged = (bytes: Uint8Array, { at, bytes: replacement, lost, end }: Damage): Uint8Array => {
  const start = Math.floor(at * bytes.length);
  const rest = bytes.subarray(start + replacement.length + lost);
  const whole = Buffer.concat([bytes.subarray(0, start), replacement, rest]);
  return whole.subarray(0, Math.floor(whole.length * end));
};

const inPieces = async function* (bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let piece = 0; at < bytes.length; piece += 1) {
    const size = sizes[piece % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
};

const file = fc.constantFrom(...FILES);

describe('reading', () => {
  test('gives the same records however the bytes are cut, whole or damaged', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
    const limits = { ...DEFAULT_READ_LIMITS, brokenBytes: 2_000 };
    await fc.assert(
      fc.asyncProperty(file, fc.option(damage), sizes, async ([format, bytes], harm, cuts) => {
        const stored = harm === null ? bytes : damaged(bytes, harm);
        const chunks = inPieces(stored, cuts);
        const records = await collect(readPages({ source: 'a', format, chunks }, limits));
        expect(records).toEqual(await readAll(stored, { format, chunk: 1 << 20 }, limits));
      }),
      { numRuns: 150 },
    );
  });

  test('loses no record of an archive but the one that is damaged', async () => {
    const url = (record: ReadRecord): string | null => (record.kind === 'page' ? record.page.url : null);
    const plain = RECORDS;
    const compressed = RECORDS.map((record) => gzipMembers([record]));
    const which = fc.nat(RECORDS.length - 1);
    await fc.assert(
      fc.asyncProperty(fc.boolean(), which, damage, async (gzip, at, harm) => {
        const records = gzip ? compressed : plain;
        const record = records[at]!;
        // The line ends that part two plain records belong to both.
        const end = record.length - 4;
        const inside = damaged(record.subarray(0, end), { ...harm, end: 1 });
        const stored = [...records.slice(0, at), inside, record.subarray(end), ...records.slice(at + 1)];
        const before = (await readAll(Buffer.concat(records), { gzip })).map(url);
        const after = (await readAll(Buffer.concat(stored), { gzip })).map(url);
        const others = before.filter((address, other) => other !== at && address !== null);
        expect(after).toEqual(expect.arrayContaining(others));
      }),
      { numRuns: 150 },
    );
  });
});

test('decoding is total: any bytes give text that can be stored, or a code', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text, 'utf8')),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text, 'utf16le')),
    fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => Buffer.from(`<p>${text}`, 'utf8')),
  );
  const charset = fc.constantFrom(
    null,
    'utf-8',
    'windows-1252',
    'shift_jis',
    'gb18030',
    'iso-2022-jp',
    'utf-16',
    'x',
  );
  fc.assert(
    fc.property(bytes, charset, fc.constantFrom('text/html', 'text/plain'), (page, declared, mediaType) => {
      const decoded = decode({ url: null, mediaType, charset: declared, bytes: page });
      if (!decoded.ok) return;
      expect(decoded.page.text).not.toMatch(/[\0\r]/);
      expect(decoded.page.text.isWellFormed()).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('text in UTF-8 comes back as it was, whatever is declared', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 300 })
    .map((value) => value.replace(/[\0-\x1f\x7f\ufeff]/g, ''));
  fc.assert(
    fc.property(text, fc.constantFrom(null, 'utf-8', 'iso-8859-1', 'windows-1251'), (value, declared) => {
      fc.pre(value !== '');
      const decoded = decode({
        url: null,
        mediaType: 'text/plain',
        charset: declared,
        bytes: Buffer.from(value),
      });
      expect(decoded).toMatchObject({ ok: true, page: { text: value } });
    }),
  );
});
