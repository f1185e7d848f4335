import { isAscii } from 'node:buffer';
import { isBinary } from '../binary.ts';
import { beginning } from '../bytes/concat.ts';
import { chooseCharset } from '../charset/choose.ts';
import { declaredInHtml } from '../charset/declared.ts';
import { decoderOf } from '../charset/label.ts';
import type { Content } from '../content.ts';
import type { ReadLimits } from '../limits.ts';
import { broken, type ReadRecord, skipped } from '../record.ts';
import type { FeedEntry } from './entry.ts';
import { pageOf } from './entry-page.ts';
import { EntryParser } from './entry-parser.ts';

/** By so much the character set of a feed is told, unless all of it is ASCII. */
const LOOK_BYTES = 65_536;

const charsetOf = (start: Uint8Array): string =>
  isAscii(start)
    ? (declaredInHtml(start) ?? chooseCharset(start, null, true))
    : chooseCharset(start, null, true);

/** Reads a feed (RSS, Atom) or an export of WordPress: each entry is a page. Any other XML is skipped as a whole. */
export const readFeed = async function* (
  content: Content,
  source: string,
  limits: ReadLimits,
): AsyncGenerator<ReadRecord> {
  const start = await content.peek(LOOK_BYTES);
  const charset = charsetOf(start);
  if (!charset.startsWith('utf-16') && isBinary(start)) {
    yield broken('PAGE_BINARY', { source, record: null }, beginning(start, limits.brokenBytes));
    return;
  }
  const decode = decoderOf(charset);
  const parser = new EntryParser(limits.pageBytes);
  let number = 0;
  const recordOf = (entry: FeedEntry): ReadRecord => {
    const origin = { source, record: ++number };
    if (entry.unfit !== null)
      return skipped(`feed:${entry.unfit.replaceAll(/[^\w-]/g, '').slice(0, 30)}`, origin);
    const page = pageOf(entry, parser.head, origin);
    return entry.isTooLong || page.bytes.length > limits.pageBytes
      ? broken(
          'READ_TOO_LARGE',
          origin,
          beginning(page.bytes, limits.brokenBytes),
          `more than ${limits.pageBytes} bytes`,
        )
      : { kind: 'page', page };
  };
  content.beginUnit();
  for (let bytes = await content.take(); bytes !== null; bytes = await content.take()) {
    const entries = parser.read(decode(bytes, false));
    if (entries.length > 0) content.beginUnit();
    for (const entry of entries) yield recordOf(entry);
    if (parser.isFeed === false) {
      yield skipped('file:not-a-feed', { source, record: null });
      return;
    }
    if (parser.isStuck) {
      const code = content.expandsTooMuch() ? 'READ_EXPANDS_TOO_MUCH' : 'READ_TOO_LARGE';
      yield broken(
        code,
        { source, record: number + 1 },
        null,
        `more than ${limits.pageBytes} bytes without an element`,
      );
      return;
    }
  }
  for (const entry of parser.read(decode(new Uint8Array(), true))) yield recordOf(entry);
  if (content.fault !== null) yield broken(content.fault.code, { source, record: number + 1 }, null);
  else if (parser.isInEntry) yield broken('READ_TRUNCATED', { source, record: number + 1 }, null);
  else if (parser.isFeed !== true) yield skipped('file:not-a-feed', { source, record: null });
};
