/** Composes WARC and WET files in memory. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface WarcParts {
  readonly type: string;
  readonly url?: string;
  readonly date?: string;
  /** More WARC headers, or others in place of the usual ones; an empty value leaves a header out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly block?: string | Uint8Array;
}

const DATE = '2024-05-06T07:08:09Z';

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

const headerLines = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** The same parts make the same id. */
const recordId = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const hex = hash.digest('hex');
  const version4 = `4${hex.slice(13, 16)}-8${hex.slice(17, 20)}`;
  return `<urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version4}-${hex.slice(20, 32)}>`;
};

export const warcRecord = ({
  type,
  url = '',
  date = DATE,
  headers = {},
  block = '',
}: WarcParts): Uint8Array => {
  const content = bytesOf(block);
  const head = headerLines({
    'WARC-Type': type,
    'WARC-Record-ID': recordId(type, url, date, content),
    'WARC-Date': date,
    'WARC-Target-URI': url,
    'Content-Length': String(content.length),
    ...headers,
  });
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${head}\r\n`), content, Buffer.from('\r\n\r\n')]);
};

export interface ResponseParts {
  readonly url: string;
  readonly date?: string;
  /** The status line behind the protocol. */
  readonly status?: string;
  /** HTTP headers; `Content-Type: text/html; charset=utf-8` unless given. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly warcHeaders?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export const warcResponse = (parts: ResponseParts): Uint8Array => {
  const head = headerLines({ 'Content-Type': 'text/html; charset=utf-8', ...parts.headers });
  return warcRecord({
    type: 'response',
    url: parts.url,
    ...(parts.date === undefined ? {} : { date: parts.date }),
    headers: { 'Content-Type': 'application/http; msgtype=response', ...parts.warcHeaders },
    block: Buffer.concat([
      Buffer.from(`HTTP/1.1 ${parts.status ?? '200 OK'}\r\n${head}\r\n`),
      bytesOf(parts.body),
    ]),
  });
};

export const warcRequest = (url: string): Uint8Array =>
  warcRecord({
    type: 'request',
    url,
    headers: { 'Content-Type': 'application/http; msgtype=request' },
    block: `GET ${new URL(url).pathname} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`,
  });

export const warcInfo = (
  fields = 'software: an invented crawler 1.0\r\nformat: WARC File Format 1.0\r\n',
): Uint8Array =>
  warcRecord({ type: 'warcinfo', headers: { 'Content-Type': 'application/warc-fields' }, block: fields });

export const wetConversion = (parts: { url: string; date?: string; text: string }): Uint8Array =>
  warcRecord({
    type: 'conversion',
    url: parts.url,
    ...(parts.date === undefined ? {} : { date: parts.date }),
    headers: { 'Content-Type': 'text/plain' },
    block: parts.text,
  });

/** Each record compressed by itself, as archives are stored. */
export const gzipMembers = (records: readonly Uint8Array[]): Uint8Array =>
  Buffer.concat(records.map((record) => gzipSync(record)));
