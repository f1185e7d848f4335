import type { MediaType } from '../document/index.ts';
import { beginning, concat } from './bytes/concat.ts';
import type { Content } from './content.ts';
import type { ReadLimits } from './limits.ts';
import { broken, filePage, type ReadRecord } from './record.ts';

/** Reads a file that is one page: HTML or text. */
export const readPageFile = async function* (
  content: Content,
  source: string,
  mediaType: MediaType,
  limits: ReadLimits,
): AsyncGenerator<ReadRecord> {
  const origin = { source, record: null };
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await content.take(); part !== null; part = await content.take()) {
    parts.push(part);
    size += part.length;
    if (size > limits.pageBytes) {
      const code = content.expandsTooMuch() ? 'READ_EXPANDS_TOO_MUCH' : 'READ_TOO_LARGE';
      yield broken(
        code,
        origin,
        beginning(concat(parts), limits.brokenBytes),
        `more than ${limits.pageBytes} bytes`,
      );
      return;
    }
  }
  const bytes = concat(parts);
  if (content.fault === null) yield filePage(source, mediaType, bytes);
  else yield broken(content.fault.code, origin, beginning(bytes, limits.brokenBytes));
};
