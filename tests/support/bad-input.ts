/** Input that no reader should have to meet, and what has to come of each record of it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { articleHtml } from './sample-pages.ts';
import { gzipMembers, warcResponse } from './warc.ts';

const MIB = 2 ** 20;
const DEEP = 100_000;
const deep = (open: string, inside = '', close = ''): string =>
  open.repeat(DEEP) + inside + close.repeat(DEEP);

/** 2 GiB of one letter behind `prefix`, in about 2 MB of gzip: a block of deflate may come as often as one likes. */
const bomb = (prefix: string): Uint8Array => {
  const block = deflateRawSync(Buffer.alloc(16 * MIB, 'a'), { finishFlush: 2 });
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  const first = deflateRawSync(Buffer.from(prefix), { finishFlush: 2 });
  return Buffer.concat([head, first, ...Array.from({ length: 128 }, () => block)]);
};

const line = (record: Record<string, unknown>): string => `${JSON.stringify(record)}\n`;
const sound = (url: string, number: number): string => line({ url, html: articleHtml(number) });
const prose = 'The ferry of Norhaven leaves at nine and comes back at ten. ';
const longLine = (): string => prose.repeat(Math.ceil((50 * MIB) / prose.length));
const warc = (name: string, number: number): Uint8Array =>
  warcResponse({ url: `https://good.example/${name}`, body: articleHtml(number) });

const nonsense = Buffer.from('WARC/1.0\r\nnonsense\r\n\r\nmore of it\r\n\r\n');

/** Bytes that no text holds, the same each time. */
const noise = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, (_, i) => (i * i * 31) % 256));

const html = (body: string): string =>
  `<html><head><title>Norhaven</title></head><body>${body}</body></html>`;

/** A record as `source#record`, and `outcome CODE` of its end. */
type Expectation = readonly [record: string, ending: string];

interface BadFile {
  readonly name: string;
  readonly bytes: () => string | Uint8Array;
  readonly ends: readonly Expectation[];
}

const one = (name: string, ending: string, bytes: () => string | Uint8Array): BadFile => ({
  name,
  bytes,
  ends: [[name, ending]],
});

const damaged = (bytes: Uint8Array): Uint8Array => {
  const copy = Buffer.from(bytes);
  // The check sum at the end.
  copy[copy.length - 6]! ^= 0xff;
  return copy;
};

const FILES: readonly BadFile[] = [
  one('binary.html', 'rejected PAGE_BINARY', () =>
    Buffer.concat([Buffer.from('\x89PNG\r\n'), noise(20_000)]),
  ),
  one('bomb.html.gz', 'rejected READ_EXPANDS_TOO_MUCH', () => bomb('<html><body>')),
  {
    name: 'bomb.jsonl.gz',
    bytes: () => bomb(sound('https://good.example/before-bomb', 1)),
    ends: [
      ['bomb.jsonl.gz#1', 'loaded'],
      ['bomb.jsonl.gz#2', 'rejected READ_EXPANDS_TOO_MUCH'],
    ],
  },
  {
    name: 'broken.jsonl',
    bytes: () =>
      [
        sound('https://good.example/json-1', 2),
        '{"url": "https://bad.example/2", "htm\n',
        '[1, 2]\n',
        line({ url: 'https://bad.example/4' }),
        `${deep('[', '', ']')}\n`,
        line({
          url: 'https://bad.example/\ud800',
          id: '\udc00\0',
          html: articleHtml(3).replace('bold', '\ud800\0'),
        }),
        sound('https://good.example/json-7', 4),
      ].join(''),
    ends: [
      ['broken.jsonl#1', 'loaded'],
      ['broken.jsonl#2', 'failed READ_BAD_JSON'],
      ['broken.jsonl#3', 'failed READ_BAD_JSON'],
      ['broken.jsonl#4', 'failed READ_NO_CONTENT'],
      ['broken.jsonl#5', 'failed READ_BAD_JSON'],
      ['broken.jsonl#6', 'loaded'],
      ['broken.jsonl#7', 'loaded'],
    ],
  },
  {
    name: 'broken.warc',
    bytes: () => Buffer.concat([warc('warc-1', 5), nonsense, warc('warc-3', 6)]),
    ends: [
      ['broken.warc#0', 'loaded'],
      [`broken.warc#${warc('warc-1', 5).length}`, 'failed READ_BAD_RECORD'],
      [`broken.warc#${warc('warc-1', 5).length + nonsense.length}`, 'loaded'],
    ],
  },
  one('crc.html.gz', 'failed READ_BAD_GZIP', () => damaged(gzipSync(articleHtml(7)))),
  one('cut.html.gz', 'failed READ_TRUNCATED', () => gzipSync(articleHtml(8)).subarray(0, 150)),
  {
    name: 'cut.warc',
    bytes: () => Buffer.concat([warc('cut-1', 9), warc('cut-2', 10).subarray(0, 700)]),
    ends: [
      ['cut.warc#0', 'loaded'],
      [`cut.warc#${warc('cut-1', 9).length}`, 'failed READ_TRUNCATED'],
    ],
  },
  {
    name: 'cut.warc.gz',
    bytes: () => gzipMembers([warc('cut-gz-1', 11), warc('cut-gz-2', 12)]).subarray(0, -60),
    ends: [
      ['cut.warc.gz#0', 'loaded'],
      [`cut.warc.gz#${gzipMembers([warc('cut-gz-1', 11)]).length}`, 'failed READ_TRUNCATED'],
    ],
  },
  one('deep-data.html', 'loaded', () =>
    articleHtml(13).replace(
      '</head>',
      `<script type="application/ld+json">${deep('{"@graph":[')}</script></head>`,
    ),
  ),
  one('deep-inline.html', 'loaded', () => html(deep('<b><i>', articleHtml(14)))),
  one('deep.html', 'loaded', () => html(deep('<div>', articleHtml(15), '</div>'))),
  one('empty.html', 'rejected PAGE_EMPTY', () => ''),
  one('line.html', 'rejected READ_TOO_LARGE', () => `<html><body><p>${longLine()}`),
  {
    name: 'line.jsonl',
    bytes: () =>
      line({ url: 'https://bad.example/line', text: longLine() }) +
      sound('https://good.example/after-line', 16),
    ends: [
      ['line.jsonl#1', 'rejected READ_TOO_LARGE'],
      ['line.jsonl#2', 'loaded'],
    ],
  },
  one('line.txt', 'rejected READ_TOO_LARGE', longLine),
  one('nul.html', 'loaded', () => articleHtml(17).replaceAll('council', 'coun\0cil')),
];

/** Writes all of it into `folder`; returns how each record must end, in the order of reading. */
export const writeBadInput = (folder: string): Expectation[] => {
  for (const { name, bytes } of FILES) writeFileSync(join(folder, name), bytes());
  symlinkSync('nowhere.html', join(folder, 'missing.html'));
  mkdirSync(join(folder, 'page.html'));
  // Read as a folder: it holds a page of the same name.
  writeFileSync(join(folder, 'page.html', 'page.html'), articleHtml(18));
  const links: BadFile[] = [
    one('missing.html', 'failed READ_UNREADABLE', () => ''),
    one('page.html/page.html', 'loaded', () => ''),
  ];
  return [...FILES, ...links]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ ends }) => ends.map(([record, ending]): Expectation => [`${folder}/${record}`, ending]));
};

/** The records that are sound whatever lies beside them, as one JSONL. */
export const soundRecords = (): string =>
  [
    ['before-bomb', 1],
    ['json-1', 2],
    ['json-7', 4],
    ['warc-1', 5],
    ['warc-3', 6],
    ['cut-1', 9],
    ['cut-gz-1', 11],
    ['after-line', 16],
  ]
    .map(([name, number]) => sound(`https://good.example/${name}`, Number(number)))
    .join('');
