import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { outline, readAll, text } from '../../support/read.ts';
import {
  gzipMembers,
  warcInfo,
  warcRecord,
  warcRequest,
  warcResponse,
  wetConversion,
} from '../../support/warc.ts';

const PAGE =
  '<!doctype html><title>Quarry reopens</title><p>The quarry above Oberlin reopened on Monday.</p>';
const page = (name: string, body = PAGE) => warcResponse({ url: `https://example.org/${name}`, body });
const all = (...records: Uint8Array[]) => Buffer.concat(records);

describe('what becomes a page', () => {
  test('a response, with its address, crawl date, charset and offset', async () => {
    const info = warcInfo();
    const response = warcResponse({
      url: 'https://example.org/a',
      date: '2023-02-03T04:05:06Z',
      headers: { 'Content-Type': 'Text/HTML; Charset="windows-1251"' },
      body: PAGE,
    });
    expect(await readAll(all(info, response))).toEqual([
      { kind: 'skipped', reason: 'warc:warcinfo', origin: { source: 'a', record: 0 } },
      {
        kind: 'page',
        page: {
          id: null,
          url: 'https://example.org/a',
          mediaType: 'text/html',
          charset: 'windows-1251',
          bytes: new Uint8Array(Buffer.from(PAGE)),
          fetchedAt: '2023-02-03T04:05:06Z',
          origin: { source: 'a', record: info.length },
        },
      },
    ]);
  });

  test('plain text, XHTML, and resource records; a WET conversion', async () => {
    const records = await readAll(
      all(
        warcResponse({
          url: 'https://example.org/t',
          headers: { 'Content-Type': 'text/plain' },
          body: 'words',
        }),
        warcResponse({
          url: 'https://example.org/x',
          headers: { 'Content-Type': 'application/xhtml+xml' },
          body: PAGE,
        }),
        warcRecord({
          type: 'resource',
          url: 'file:///r.html',
          headers: { 'Content-Type': 'text/html' },
          block: PAGE,
        }),
        wetConversion({ url: 'https://example.org/w', text: 'one\ntwo\n' }),
      ),
      { format: 'wet' },
    );
    expect(
      records.map((record) => record.kind === 'page' && [record.page.mediaType, record.page.url]),
    ).toEqual([
      ['text/plain', 'https://example.org/t'],
      ['text/html', 'https://example.org/x'],
      ['text/html', 'file:///r.html'],
      ['text/plain', 'https://example.org/w'],
    ]);
  });

  test('HTML without a content type, by how it begins', async () => {
    const untyped = (body: string) =>
      warcResponse({ url: 'https://example.org/', headers: { 'Content-Type': '' }, body });
    expect(outline(await readAll(all(untyped(PAGE), untyped('{"a":1}'))))).toEqual([
      'page 0 https://example.org/',
      expect.stringMatching(/^skipped \d+ warc:no-type$/),
    ]);
  });

  test('everything else is skipped with a reason', async () => {
    const typed = (type: string) =>
      warcResponse({ url: 'https://example.org/', headers: { 'Content-Type': type }, body: 'x' });
    const records = await readAll(
      all(
        warcRequest('https://example.org/a'),
        warcResponse({ url: 'https://example.org/gone', status: '404 Not Found', body: PAGE }),
        warcResponse({ url: 'https://example.org/old', status: '301 Moved', body: '' }),
        typed('image/png'),
        typed('application/json; charset=utf-8'),
        warcRecord({ type: 'revisit', url: 'https://example.org/a' }),
        warcRecord({
          type: 'response',
          url: 'dns:example.org',
          headers: { 'Content-Type': 'text/dns' },
          block: '1',
        }),
        warcRecord({ type: 'we<ird>' }),
      ),
    );
    expect(records.map((record) => record.kind === 'skipped' && record.reason)).toEqual([
      'warc:request',
      'warc:http-404',
      'warc:http-301',
      'warc:image/png',
      'warc:application/json',
      'warc:revisit',
      'warc:text/dns',
      'warc:weird',
    ]);
  });

  test('headers with bare newlines, folded lines and an address in angle brackets', async () => {
    const http = 'HTTP/1.0 200 OK\nContent-Type: text/html;\n charset=koi8-r\n\n';
    const record = Buffer.from(
      `WARC/1.1\nWARC-Type: response\nWARC-Target-URI: <https://example.org/b>\nContent-Length: ${http.length + PAGE.length}\n\n${http}${PAGE}\n\n`,
    );
    const [read] = await readAll(record);
    expect(read).toMatchObject({ kind: 'page', page: { url: 'https://example.org/b', charset: 'koi8-r' } });
    expect(text(read)).toBe(PAGE);
  });
});

describe('transfer and content encodings', () => {
  const chunked = (body: Uint8Array) =>
    Buffer.concat([
      Buffer.from(`7;name=value\r\n`),
      body.subarray(0, 7),
      Buffer.from(`\r\n${(body.length - 7).toString(16)}\r\n`),
      body.subarray(7),
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
  const read = async (headers: Record<string, string>, body: Uint8Array) =>
    (await readAll(warcResponse({ url: 'https://example.org/', headers, body })))[0];

  test.each([
    ['gzip', gzipSync(PAGE)],
    ['x-gzip', gzipSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['deflate', deflateRawSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
    ['deflate, gzip', gzipSync(deflateSync(PAGE))],
    ['identity', Buffer.from(PAGE)],
  ])('%s is undone', async (encoding, body) => {
    expect(text(await read({ 'Content-Encoding': encoding }, body))).toBe(PAGE);
  });

  test('chunks are joined, also around gzip', async () => {
    const transfer = { 'Transfer-Encoding': 'chunked' };
    expect(text(await read(transfer, chunked(Buffer.from(PAGE))))).toBe(PAGE);
    expect(text(await read({ ...transfer, 'Content-Encoding': 'gzip' }, chunked(gzipSync(PAGE))))).toBe(PAGE);
  });

  test('a body that was stored decoded is taken as it is', async () => {
    expect(text(await read({ 'Transfer-Encoding': 'chunked' }, Buffer.from(PAGE)))).toBe(PAGE);
    expect(text(await read({ 'Content-Encoding': 'gzip' }, Buffer.from(PAGE)))).toBe(PAGE);
    expect(text(await read({ 'Content-Encoding': 'br' }, Buffer.from(PAGE)))).toBe(PAGE);
  });

  test('a body that the crawler cut gives what it holds', async () => {
    const long = PAGE + 'and more of it, '.repeat(2_000);
    const cut = gzipSync(long, { level: 1 });
    const got = text(await read({ 'Content-Encoding': 'gzip' }, cut.subarray(0, cut.length - 40)));
    expect(got.length).toBeGreaterThan(PAGE.length);
    expect(long.startsWith(got)).toBe(true);
  });

  test('a damaged body is a bad record, an unknown encoding is skipped', async () => {
    const damaged = gzipSync(PAGE).fill(0xee, 12, 40);
    expect(await read({ 'Content-Encoding': 'gzip' }, damaged)).toMatchObject({ code: 'READ_BAD_RECORD' });
    const zstd = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2, 3]);
    expect(await read({ 'Content-Encoding': 'zstd' }, zstd)).toMatchObject({ reason: 'warc:encoding-zstd' });
  });

  test('a body that expands beyond the limit is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 'a'));
    expect(await read({ 'Content-Encoding': 'gzip' }, bomb)).toMatchObject({ code: 'READ_EXPANDS_TOO_MUCH' });
  });
});

describe('offsets', () => {
  test('are those of the gzip members, as stored', async () => {
    const records = [warcInfo(), page('a'), page('b')];
    const stored = records.map((record) => gzipMembers([record]));
    const offsets = [0, stored[0]!.length, stored[0]!.length + stored[1]!.length];
    expect(outline(await readAll(Buffer.concat(stored)))).toEqual([
      'skipped 0 warc:warcinfo',
      `page ${offsets[1]} https://example.org/a`,
      `page ${offsets[2]} https://example.org/b`,
    ]);
  });

  test('are those in the content, when one member holds the whole file', async () => {
    const records = [page('a'), page('b')];
    expect(outline(await readAll(gzipSync(all(...records))))).toEqual([
      'page 0 https://example.org/a',
      `page ${records[0]!.length} https://example.org/b`,
    ]);
  });
});

describe('a broken record costs no other', () => {
  const [a, b, c] = [page('a'), page('b'), page('c')];
  const around = [`page 0 https://example.org/a`, `page ${a.length + b.length} https://example.org/c`];
  const lies = (length: string) =>
    Buffer.from(
      Buffer.from(b)
        .toString('latin1')
        .replace(/Content-Length: \d+/, `Content-Length: ${length}`),
      'latin1',
    );

  test.each(['12', '999', '9999999', '99999999999', 'many', '-1', ''])(
    'with the length %j',
    async (length) => {
      const bad = lies(length);
      expect(outline(await readAll(all(a, bad, c)))).toEqual([
        around[0],
        `broken ${a.length} READ_BAD_RECORD`,
        `page ${a.length + bad.length} https://example.org/c`,
      ]);
    },
  );

  test('with bytes lost from its end, in either form', async () => {
    const bad = b.subarray(0, b.length - 50);
    expect(
      outline(await readAll(all(a, bad, Buffer.from('\r\n'), c))).map((line) => line.split(' ')[0]),
    ).toEqual(['page', 'broken', 'page']);
    const stored = [gzipMembers([a]), gzipMembers([bad]), gzipMembers([c])];
    expect(outline(await readAll(Buffer.concat(stored)))).toEqual([
      'page 0 https://example.org/a',
      `broken ${stored[0]!.length} READ_BAD_RECORD`,
      `page ${stored[0]!.length + stored[1]!.length} https://example.org/c`,
    ]);
  });

  test('with a header that never ends', async () => {
    const endless = Buffer.from(`WARC/1.0\r\nX: ${'y'.repeat(200_000)}`);
    expect(outline(await readAll(all(a, endless, Buffer.from('\r\n\r\n'), c)))).toEqual([
      around[0],
      `broken ${a.length} READ_BAD_RECORD`,
      `page ${a.length + endless.length + 4} https://example.org/c`,
    ]);
  });

  test('with rubbish between records; what was read of it is kept', async () => {
    const rubbish = Buffer.from('rubbish without end\nmore rubbish\r\n');
    const records = await readAll(all(a, rubbish, c));
    expect(outline(records)).toEqual([
      around[0],
      `broken ${a.length} READ_BAD_RECORD`,
      `page ${a.length + rubbish.length} https://example.org/c`,
    ]);
    expect(text(records[1])).toBe(rubbish.toString());
  });

  test('with an HTTP response that is none', async () => {
    const bad = warcRecord({
      type: 'response',
      headers: { 'Content-Type': 'application/http' },
      block: 'nothing',
    });
    expect(outline(await readAll(all(bad, c)))).toEqual([
      'broken 0 READ_BAD_RECORD',
      `page ${bad.length} https://example.org/c`,
    ]);
  });

  test('with a file that ends in it', async () => {
    const records = await readAll(all(a, b.subarray(0, b.length - 30)));
    expect(outline(records)).toEqual([around[0], `broken ${a.length} READ_TRUNCATED`]);
    expect(text(records[1])).toContain('Quarry reopens');
  });

  test('with a payload that quotes a record it is not broken at all', async () => {
    const quoting = page('quote', `<pre>\n${Buffer.from(a).toString()}\n</pre>`);
    expect(outline(await readAll(all(quoting, c)))).toEqual([
      'page 0 https://example.org/quote',
      `page ${quoting.length} https://example.org/c`,
    ]);
  });
});

describe('size', () => {
  test('a page over the limit is rejected, a picture over the limit is skipped', async () => {
    const large = 'x'.repeat(300_000);
    const image = warcResponse({
      url: 'https://example.org/i',
      headers: { 'Content-Type': 'image/png' },
      body: large,
    });
    const records = await readAll(
      all(page('a', large), image, page('c')),
      {},
      { pageBytes: 100_000, brokenBytes: 5_000 },
    );
    expect(outline(records).map((line) => line.replace(/ \d+ /, ' '))).toEqual([
      'broken READ_TOO_LARGE',
      'skipped warc:image/png',
      'page https://example.org/c',
    ]);
    expect(records[0]).toMatchObject({ bytes: { length: 5_000 } });
  });
});
