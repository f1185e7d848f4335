/** Runs the readers over bytes in memory. */
import {
  DEFAULT_READ_LIMITS,
  type ReadInput,
  type ReadLimits,
  type ReadRecord,
  readPages,
} from '../../src/read/index.ts';

export const inChunks = async function* (bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

export const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

export const readAll = async (
  bytes: Uint8Array | string,
  input: Partial<Omit<ReadInput, 'chunks'>> & { chunk?: number } = {},
  limits: Partial<ReadLimits> = {},
): Promise<ReadRecord[]> => {
  const stored = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  const all: ReadInput = { source: 'a', format: 'warc', ...input, chunks: inChunks(stored, input.chunk) };
  return collect(readPages(all, { ...DEFAULT_READ_LIMITS, ...limits }));
};

/** One line per record, to compare many at a glance: `page 0 http://…`, `skipped 210 warc:request`, `broken 90 READ_BAD_RECORD`. */
export const outline = (records: readonly ReadRecord[]): string[] =>
  records.map((record) => {
    if (record.kind === 'page') return `page ${record.page.origin.record} ${record.page.url ?? text(record)}`;
    return `${record.kind} ${record.origin.record} ${record.kind === 'skipped' ? record.reason : record.code}`;
  });

/** The bytes of a page, or what is left of a broken record, as UTF-8. */
export const text = (record: ReadRecord | undefined): string => {
  if (record?.kind === 'page') return Buffer.from(record.page.bytes).toString('utf8');
  return record?.kind === 'broken' ? Buffer.from(record.bytes ?? []).toString('utf8') : '';
};
