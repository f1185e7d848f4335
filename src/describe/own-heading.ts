import type { Block } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import { type ArticleEvidence, metaValues } from './evidence.ts';
import { META } from './meta-names.ts';
import { folded, line, plain } from './text.ts';

/** A block whose first line is the title. */
export type Heading = Block & { readonly text: string };

export const LONGEST_TITLE = 400;
/** So far below what stands over all entries of a column an entry's own heading is looked for. */
const BELOW = 8;
/** Shorter headings are names of parts. */
const SHORTEST = 12;
/** Pages of other types are named by what they sell or list, and have parts of their own. */
const WRITTEN: ReadonlySet<PageType> = new Set<PageType>(['article', 'documentation', 'other']);

const PARTS = /\s[|\-–—·•»›]\s/;

/** Whether a heading has other words than the one on top: a shorter form of it is no other title. */
function isAnother(key: string, top: string): boolean {
  const words = key.split(' ');
  return words.filter((word) => ` ${top} `.includes(` ${word} `)).length * 2 < words.length;
}

/**
 * The heading of the entry where what stands on top is that of a column or a book: a line right below that opens what the
 * page is called, when what stands on top does not ("The engine room | The Example"), or closes it ("Steam - The engine room").
 */
export function ownHeading(
  seen: Heading | null,
  evidence: ArticleEvidence,
  site: string | null,
): Heading | null {
  const { page, blocks, title } = evidence;
  if (seen === null || !evidence.alone || page.markup === null || !WRITTEN.has(page.type)) return seen;
  const names = [
    page.main?.headline,
    ...metaValues(page, META.title).map(({ value }) => value),
    page.markup.title,
  ]
    .flatMap((name) => plain(name) ?? [])
    .filter((name) => name.length <= LONGEST_TITLE);
  const top = folded(seen.text);
  const isColumn = names.length > 0 && !names.some((name) => agrees(seen.text, name));
  const isSite = site !== null && top.length < folded(site).length + SHORTEST && top.includes(folded(site));
  const opens = ({ text, role }: Block): boolean => {
    const key = folded(text);
    if (isColumn || isSite)
      return (
        key.length >= SHORTEST &&
        isAnother(key, top) &&
        names.some((name) => folded(name) === key || folded(name.split(PARTS, 1)[0]!) === key)
      );
    return role === 'heading' && names.some((name) => folded(name) === `${key} ${top}`);
  };
  const below = blocks.slice(title + 1, title + 1 + BELOW);
  const own = below.find((block) => block.text.length <= LONGEST_TITLE && opens(block));
  return own ? { ...own, text: line(own.text) ?? seen.text } : seen;
}

/** Equal, or one is most of the other. */
export function agrees(a: string, b: string): boolean {
  const [x, y] = [folded(a), folded(b)];
  if (x === '' || y === '') return false;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return x === y || (short.length >= 8 && long.includes(short));
}
