import type { Origin } from '../../document/index.ts';
import type { ErrorCode } from '../../errors.ts';
import { beginning } from '../bytes/concat.ts';
import type { ReadLimits } from '../limits.ts';
import { broken, type ReadRecord, skipped } from '../record.ts';
import { instantOrNull, urlOrNull } from '../scalars.ts';
import type { Frame } from './frames.ts';
import { type Head, headLength, parseHead } from './head.ts';
import { decodeBody } from './http-body.ts';
import { type PayloadType, payloadType } from './payload-type.ts';

const HTTP_STATUS = /^HTTP\/\d(?:\.\d)?\s{1,4}(\d{3})(?!\d)/i;

/** A name that is safe to count by, whatever the record says. */
const reason = (name: string): string =>
  `warc:${name
    .toLowerCase()
    .replace(/[^\w.+/-]/g, '')
    .slice(0, 80)}`;

class RecordReader {
  readonly #frame: Frame;
  readonly #origin: Origin;
  readonly #limits: ReadLimits;

  constructor(frame: Frame, source: string, limits: ReadLimits) {
    this.#frame = frame;
    this.#origin = { source, record: frame.offset };
    this.#limits = limits;
  }

  read(): Promise<ReadRecord> | ReadRecord {
    const { head, block } = this.#frame;
    const type = (head.get('warc-type') ?? 'no-type').toLowerCase();
    if (type === 'response' && this.#isHttp()) return this.#response();
    if (type === 'response' || type === 'resource' || type === 'conversion') {
      const payload = payloadType(head.get('content-type'), head.get('warc-identified-payload-type'), block);
      return this.#page(payload, block);
    }
    return this.#skipped(type);
  }

  #isHttp(): boolean {
    const type = this.#frame.head.get('content-type');
    return type === null || type.toLowerCase().startsWith('application/http');
  }

  async #response(): Promise<ReadRecord> {
    const { block, head } = this.#frame;
    const length = headLength(block.subarray(0, this.#limits.headerBytes));
    const http = length < 0 ? null : await parseHead(block.subarray(0, length));
    const status = HTTP_STATUS.exec(http?.statusLine ?? '')?.[1];
    if (http === null || status === undefined) return this.#broken('READ_BAD_RECORD', 'no HTTP response');
    if (status !== '200') return this.#skipped(`http-${status}`);
    const raw = block.subarray(length);
    const type = payloadType(http.get('content-type'), head.get('warc-identified-payload-type'), raw);
    return type.mediaType === null && type.name !== 'no-type'
      ? this.#skipped(type.name)
      : this.#decoded(http, raw, type);
  }

  async #decoded(http: Head, raw: Uint8Array, type: PayloadType): Promise<ReadRecord> {
    if (this.#frame.cut !== null) return this.#page(type, raw);
    const body = await decodeBody(http, raw, this.#limits);
    if (body.kind === 'unsupported') return this.#skipped(`encoding-${body.encoding}`);
    if (body.kind === 'broken') return this.#broken(body.code, body.detail);
    // Without a type it is the decoded payload that tells.
    return this.#page(type.name === 'no-type' ? payloadType(null, null, body.bytes) : type, body.bytes);
  }

  #page({ mediaType, name, charset }: PayloadType, bytes: Uint8Array): ReadRecord {
    const { head, cut } = this.#frame;
    if (mediaType === null) return this.#skipped(name);
    const tooLarge = bytes.length > this.#limits.pageBytes ? 'READ_TOO_LARGE' : null;
    const code = cut ?? tooLarge;
    if (code !== null) return this.#broken(code, `more than ${this.#limits.pageBytes} bytes`);
    return {
      kind: 'page',
      page: {
        id: null,
        // Some versions of wget put the address in angle brackets.
        url: urlOrNull(head.get('warc-target-uri')?.replace(/^<(.*)>$/, '$1')),
        mediaType,
        charset,
        bytes: beginning(bytes, bytes.length),
        fetchedAt: instantOrNull(head.get('warc-date')),
        origin: this.#origin,
      },
    };
  }

  #skipped(name: string): ReadRecord {
    return skipped(reason(name), this.#origin);
  }

  #broken(code: ErrorCode, detail: string): ReadRecord {
    return broken(code, this.#origin, beginning(this.#frame.block, this.#limits.brokenBytes), detail);
  }
}

/**
 * What a WARC record is to Winnow. Pages: `response` with status 200, `resource` and `conversion`,
 * each with an HTML or plain text payload; everything else is skipped with a reason to count by.
 */
export const readWarcRecord = async (frame: Frame, source: string, limits: ReadLimits): Promise<ReadRecord> =>
  new RecordReader(frame, source, limits).read();
