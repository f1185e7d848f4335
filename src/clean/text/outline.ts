import type { Outline, RawBlock } from '../../document/block.ts';
import type { DecodedPage } from '../../document/page.ts';

/** Space that surrounds a line without being seen: Unicode white space and the zero-width characters. */
const isBlank = (code: number): boolean =>
  code === 0x20 ||
  (code >= 0x09 && code <= 0x0d) ||
  code === 0x85 ||
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200f) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x2060 ||
  code === 0x3000 ||
  code === 0xfeff;

const trimmed = (text: string, from: number, to: number): string => {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
};

/** One block for each line of a text page that is not empty; linear in the page. */
export const outlineText = (page: DecodedPage): Outline => {
  const blocks: RawBlock[] = [];
  const { text } = page;
  let line = 1;
  for (let from = 0; from <= text.length; line++) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 ? text.length : feed;
    const content = trimmed(text, from, to);
    if (content !== '') blocks.push({ ordinal: blocks.length, line, text: content, node: -1, links: [] });
    from = to + 1;
  }
  return { blocks, markup: null };
};
