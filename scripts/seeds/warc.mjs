// Frames WARC 1.0 records and gzips them, one member a record, as crawlers do.
import { createHash } from 'node:crypto';
import { constants, gzipSync } from 'node:zlib';

const CRLF = '\r\n';

const sha1 = (bytes) => `sha1:${base32(createHash('sha1').update(bytes).digest())}`;

const base32 = (bytes) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => alphabet[Number.parseInt(five, 2)]);
};

/** A record id that follows from what the record is, so that it is the same in every build. */
const recordId = (...parts) => {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `<urn:uuid:${groups.join('-')}-${hex.slice(20, 32)}>`;
};

const record = (headers, block) =>
  Buffer.concat([
    Buffer.from(
      [
        'WARC/1.0',
        ...headers.map(([name, value]) => `${name}: ${value}`),
        `Content-Length: ${block.length}`,
      ].join(CRLF) +
        CRLF +
        CRLF,
    ),
    block,
    Buffer.from(CRLF + CRLF),
  ]);

export const warcinfo = (date, filename) =>
  record(
    [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Date', date],
      ['WARC-Filename', filename],
      ['WARC-Record-ID', recordId('warcinfo', filename)],
      ['Content-Type', 'application/warc-fields'],
    ],
    Buffer.from(['software: make-seeds', 'format: WARC File Format 1.0', ''].join(CRLF)),
  );

export const request = ({ url, date }) => {
  const { host, pathname, search } = new URL(url);
  const lines = [`GET ${pathname}${search} HTTP/1.1`, `Host: ${host}`, 'Accept: text/html', '', ''];
  return record(
    [
      ['WARC-Type', 'request'],
      ['WARC-Date', date],
      ['WARC-Record-ID', recordId('request', url)],
      ['WARC-Target-URI', url],
      ['Content-Type', 'application/http; msgtype=request'],
    ],
    Buffer.from(lines.join(CRLF)),
  );
};

export const response = ({ url, date, status, contentType }, payload) => {
  const head = [
    `HTTP/1.1 ${status}`,
    `Content-Type: ${contentType}`,
    `Content-Length: ${payload.length}`,
    '',
    '',
  ].join(CRLF);
  const block = Buffer.concat([Buffer.from(head), payload]);
  return record(
    [
      ['WARC-Type', 'response'],
      ['WARC-Date', date],
      ['WARC-Record-ID', recordId('response', url)],
      ['WARC-Target-URI', url],
      ['WARC-Payload-Digest', sha1(payload)],
      ['WARC-Block-Digest', sha1(block)],
      ['Content-Type', 'application/http; msgtype=response'],
    ],
    block,
  );
};

export const conversion = ({ url, date, language }, text) =>
  record(
    [
      ['WARC-Type', 'conversion'],
      ['WARC-Target-URI', url],
      ['WARC-Date', date],
      ['WARC-Record-ID', recordId('conversion', url)],
      ['WARC-Refers-To', recordId('response', url)],
      ['WARC-Block-Digest', sha1(text)],
      ['WARC-Identified-Content-Language', language],
      ['Content-Type', 'text/plain'],
    ],
    text,
  );

/**
 * Huffman coding alone: the search for repeats differs between builds of zlib, and these bytes must not.
 * Byte 9 of the header names the operating system; 255 is "unknown".
 */
const gzip = (bytes) => {
  const member = gzipSync(bytes, { strategy: constants.Z_HUFFMAN_ONLY, level: 9, memLevel: 8 });
  member[9] = 255;
  return member;
};

export const gzipMembers = (records) => Buffer.concat(records.map(gzip));
