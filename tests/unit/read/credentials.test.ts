import { expect, test } from 'vitest';
import type { ReadInput } from '../../../src/read/index.ts';
import { refine } from '../../../src/refine.ts';
import { addressOf } from '../../../src/store/address.ts';
import { readAll } from '../../support/read.ts';
import { warcRecord, warcResponse, wetConversion } from '../../support/warc.ts';

const GIVEN = 'https://ann:s3cret@courier.example/ferry?page=2';
const CLEAN = 'https://courier.example/ferry?page=2';
const HTML = '<title>The ferry</title><p>The ferry to Skarrow leaves at noon.</p>';

const INPUTS: readonly [name: string, format: ReadInput['format'], bytes: string | Uint8Array][] = [
  ['JSONL with html', 'jsonl', JSON.stringify({ url: GIVEN, html: HTML })],
  ['JSONL with text', 'jsonl', JSON.stringify({ url: GIVEN, text: 'The ferry' })],
  ['a WARC response', 'warc', warcResponse({ url: GIVEN, body: HTML })],
  ['a WARC response as wget writes it', 'warc', warcResponse({ url: `<${GIVEN}>`, body: HTML })],
  [
    'a WARC resource',
    'warc',
    warcRecord({ type: 'resource', url: GIVEN, headers: { 'Content-Type': 'text/html' }, block: HTML }),
  ],
  ['a WET conversion', 'wet', wetConversion({ url: GIVEN, text: 'The ferry' })],
];

test.each(INPUTS)(
  'name and password of an address are left out of the page: %s',
  async (_, format, bytes) => {
    const [record] = await readAll(bytes, { format });
    expect(record).toMatchObject({ kind: 'page', page: { url: CLEAN } });
  },
);

test('an address with name and password is the same address as without', () => {
  expect(addressOf(GIVEN)).toEqual(addressOf(CLEAN));
  expect(addressOf('ftp://ann:s3cret@courier.example/a')).toEqual(addressOf('ftp://courier.example/a'));
});

test('name and password of an address that a page gives for itself are left out', () => {
  const html = `<html><head><link rel="canonical" href="${GIVEN}"><meta property="og:image" content="${GIVEN}.png">
    <title>The ferry to Skarrow</title></head><body><article><h1>The ferry to Skarrow</h1>
    ${'<p>The ferry to Skarrow leaves at noon on every day of the week, said the harbour master on Monday.</p>'.repeat(5)}
    </article></body></html>`;
  const refined = refine({
    url: null,
    mediaType: 'text/html',
    charset: 'utf-8',
    bytes: new TextEncoder().encode(html),
  });
  expect(refined.articles).toHaveLength(1);
  expect(JSON.stringify(refined)).toContain(CLEAN);
  expect(JSON.stringify(refined)).not.toContain('s3cret');
});
