import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Decoded, decode } from '../../../src/read/decode.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/read/charset');

/** `<text>.<charset>.html`, each with the same text as `<text>.utf-8.html`; none declares its charset. */
const cases = readdirSync(FIXTURES)
  .map((name) => /^([\w-]+)\.([\w-]+)\.html$/.exec(name))
  .flatMap((found) => (found === null ? [] : [{ name: found[0], text: found[1]!, charset: found[2]! }]));

const html = (bytes: Uint8Array, charset: string | null = null): Decoded =>
  decode({ url: 'https://example.org/', mediaType: 'text/html', charset, bytes });
const plain = (bytes: Uint8Array | string, charset: string | null = null): Decoded =>
  decode({ url: null, mediaType: 'text/plain', charset, bytes: Buffer.from(bytes) });
const textOf = (decoded: Decoded): string | null => (decoded.ok ? decoded.page.text : null);
const charsetOf = (decoded: Decoded): string | null => (decoded.ok ? decoded.page.charset : null);

/** Encodings that cannot be told from this text; what is read is the same. */
const twins = (charset: string): string[] => [charset, charset.replace('iso-8859-7', 'windows-1253')];

describe.each(cases)('$name', ({ name, text, charset }) => {
  const bytes = readFileSync(join(FIXTURES, name));
  const expected = readFileSync(join(FIXTURES, `${text}.utf-8.html`), 'utf8');
  const withMeta = (meta: string) => {
    const at = bytes.indexOf('<title>');
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(meta), bytes.subarray(at)]);
  };

  test('is detected', () => {
    expect(textOf(html(bytes))).toBe(expected);
    expect(twins(charset)).toContain(charsetOf(html(bytes)));
  });

  test('is read as its header or its meta says', () => {
    expect(html(bytes, charset)).toMatchObject({ page: { text: expected, charset } });
    const metas = [
      `<meta charset="${charset}">`,
      `<META http-equiv=Content-Type content='text/html; charset=${charset}'>`,
      `${'<!-- long before -->'.repeat(200)}<meta charset=${charset}>`,
    ];
    for (const meta of metas)
      expect(textOf(html(withMeta(meta)))).toBe(expected.replace('<title>', `${meta}<title>`));
  });

  test.each(['charset', 'text/html; charset', 'text/html; charset=', 'charset = '])(
    'is read as its meta says behind one whose content breaks off: "%s"',
    (content) => {
      const metas = `<meta name="description" content="${content}"><meta charset="${charset}">`;
      expect(textOf(html(withMeta(metas)))).toBe(expected.replace('<title>', `${metas}<title>`));
    },
  );

  test('is read in spite of a wrong declaration', () => {
    expect(textOf(html(bytes, 'utf-8'))).toBe(expected);
    expect(textOf(html(withMeta('<meta charset="utf-8">')))).toBe(
      expected.replace('<title>', '<meta charset="utf-8"><title>'),
    );
    expect(textOf(html(bytes, 'no-such-charset'))).toBe(expected);
  });

  test('is read as its meta says under the Latin-1 header of a careless server', () => {
    const meta = `<meta charset="${charset}">`;
    expect(textOf(html(withMeta(meta), 'ISO-8859-1'))).toBe(expected.replace('<title>', `${meta}<title>`));
  });

  test('is detected from its text alone', () => {
    // The sentences, without any markup to drown them.
    const [start, end] = [bytes.indexOf('<p>') + 3, bytes.indexOf('</p>')];
    const sentences = /<p>(.*)<\/p>/s.exec(expected)![1];
    expect(textOf(plain(bytes.subarray(start, end)))).toBe(sentences);
  });
});

describe('byte order marks and UTF-16', () => {
  const words = 'Žluťoučký kůň – 馬\nsecond line\n';
  const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

  test('a mark decides against every declaration, and is not text', () => {
    expect(plain(Buffer.from(`\ufeff${words}`), 'windows-1250')).toMatchObject({
      page: { text: words, charset: 'utf-8' },
    });
    const marked = Buffer.from(`\ufeff${words}`, 'utf16le');
    expect(plain(marked, 'utf-8')).toMatchObject({ page: { text: words, charset: 'utf-16le' } });
    expect(plain(utf16be(`\ufeff${words}`))).toMatchObject({ page: { text: words, charset: 'utf-16be' } });
  });

  test('UTF-16 without a mark is seen by its NULs', () => {
    expect(plain(Buffer.from(words, 'utf16le'))).toMatchObject({
      page: { text: words, charset: 'utf-16le' },
    });
    expect(plain(utf16be('Короткий текст без пометы.'))).toMatchObject({ page: { charset: 'utf-16be' } });
  });
});

describe('UTF-8', () => {
  test('wins over what is declared', () => {
    const page = '<meta charset="windows-1251"><p>Grüße aus Łódź — 你好</p>';
    expect(html(Buffer.from(page), 'iso-8859-1')).toMatchObject({ page: { text: page, charset: 'utf-8' } });
  });

  test('survives the damage of a cut or a splice', () => {
    const bytes = Buffer.concat([
      Buffer.from('Ďábel tkví v detailech, říká žák Čeněk.'),
      Buffer.from([0xe2, 0x80]),
    ]);
    expect(plain(bytes, 'iso-8859-1')).toMatchObject({
      page: { charset: 'utf-8', text: expect.stringContaining('Čeněk.\ufffd') },
    });
  });

  test('does not win over a few words of a declared East Asian encoding that are valid by chance', () => {
    // "목표", goal, in EUC-KR.
    const bytes = Buffer.from([0xb8, 0xf1, 0xc7, 0xa5]);
    const chance = Buffer.from([0xc7, 0xa5]);
    expect(plain(bytes, 'euc-kr')).toMatchObject({ page: { text: '목표' } });
    expect(plain(chance, 'euc-kr')).toMatchObject({ page: { text: '표' } });
    expect(plain(chance)).toMatchObject({ page: { charset: 'utf-8' } });
    expect(html(Buffer.from('<meta charset=gbk><p>café</p>'), 'utf-8')).toMatchObject({
      page: { charset: 'utf-8' },
    });
  });
});

describe('what text never holds', () => {
  test('NUL, lone surrogates, carriage returns', () => {
    expect(textOf(plain('a\0b\r\nc\rd\n'))).toBe('ab\nc\nd\n');
    // The bytes of U+D800 as some programs write them.
    expect(textOf(plain(Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]), 'utf-8'))).toMatch(/^a\D{1,3}b$/);
    expect(textOf(plain(Buffer.from([0xff, 0xfe, 0x61, 0, 0, 0xd8, 0x62, 0])))).toBe('a\ufffdb');
  });

  test('a tail of NULs is padding, not binary', () => {
    expect(textOf(plain(Buffer.concat([Buffer.from('short'), Buffer.alloc(4_000)])))).toBe('short');
  });
});

describe('what is refused', () => {
  test('no bytes', () => {
    expect(html(Buffer.alloc(0))).toEqual({ ok: false, code: 'PAGE_EMPTY', detail: null });
  });

  test.each([
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')],
    ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ['zip', Buffer.from('PK\x03\x04\x14\0\0\0\x08\0')],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ['ELF', Buffer.from('\x7fELF\x02\x01\x01\0')],
    ['WebP', Buffer.from('RIFF\x24\x10\0\0WEBPVP8 ')],
    ['NULs', Buffer.alloc(3_000)],
    [
      'bytes of every value',
      Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 197 + (at >> 4)) % 256)),
    ],
  ])('%s', (_, bytes) => {
    expect(html(bytes, 'utf-8')).toEqual({ ok: false, code: 'PAGE_BINARY', detail: null });
  });
});
