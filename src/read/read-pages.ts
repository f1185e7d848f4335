import { Content } from './content.ts';
import { readFeed } from './feed/read-feed.ts';
import { type Format, formatOfContent } from './format.ts';
import { readJsonl } from './jsonl/read-jsonl.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits } from './limits.ts';
import { readPageFile } from './page-file.ts';
import { type ReadRecord, skipped } from './record.ts';
import { readWarc } from './warc/read-warc.ts';
import { isRecordStart } from './warc/record-start.ts';

export interface ReadInput {
  /** The source as the user named it; goes into every origin. */
  readonly source: string;
  /** `sniff` decides by how the content begins. */
  readonly format: Format | 'sniff';
  /** The bytes of the file as stored, cut anywhere. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** True when the file's name says gzip: anything else is then damage. Otherwise its first bytes decide. */
  readonly gzip?: boolean;
}

const SNIFF_BYTES = 1_024;

const anything = (): boolean => true;

const readContent = async function* (
  content: Content,
  { source, format }: ReadInput,
  limits: ReadLimits,
): AsyncGenerator<ReadRecord> {
  const known = format === 'sniff' ? formatOfContent(await content.peek(SNIFF_BYTES)) : format;
  if (known !== 'html' && known !== 'text' && !(await content.ready()) && content.fault === null) {
    yield skipped('file:empty', { source, record: null });
    return;
  }
  if (known === 'html') yield* readPageFile(content, source, 'text/html', limits);
  else if (known === 'text') yield* readPageFile(content, source, 'text/plain', limits);
  else if (known === 'jsonl') yield* readJsonl(content, source, limits);
  else if (known === 'feed') yield* readFeed(content, source, limits);
  else yield* readWarc(content, source, limits);
};

/**
 * Reads what a source holds, in its order: pages, what is skipped, and what is broken. Memory follows
 * from the limits. Throws only what `chunks` throws.
 */
export const readPages = async function* (
  input: ReadInput,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): AsyncGenerator<ReadRecord> {
  const isWarc = input.format === 'warc' || input.format === 'wet';
  const content = new Content(
    input.chunks,
    { gzip: input.gzip ?? false, looksRight: isWarc ? isRecordStart : anything },
    limits,
  );
  try {
    yield* readContent(content, input, limits);
  } finally {
    await content.close();
  }
};
