import type { JudgedBlock } from '../document/block.ts';
import type { Role } from '../document/role.ts';
import type { Start } from './evidence.ts';
import { wordCount } from './measure.ts';

/** A block's role and the rule that gave it. */
export type Named = readonly [role: Role, rule: string];

/** Words of the line over a title that names the section or the kind of an entry, or what its picture shows. */
const KICKER_WORDS = 4;
/** Share of the entries that settles what the line is in all of them. */
const MOST = 0.6;
const LETTERS = 4;

const TAGS: Named = ['tags', 'split:kicker'];
const IMAGE: Named = ['image-alt', 'split:image-text'];

/** Whether a line is short enough to stand over a title and not to be one. */
export const isLabel = (text: string): boolean => wordCount(text) <= KICKER_WORDS;

/**
 * What the short lines over the titles of a page are. Where entries have lines of tags, or where the short line
 * has words of the title, it says what the picture shows; else it is the entry's section.
 */
export const kickerRole = (blocks: readonly JudgedBlock[], starts: readonly Start[]): Named => {
  const tagged = starts.filter(({ signals }) => signals.includes('tags')).length;
  if (tagged > starts.length / 2) return IMAGE;
  let labels = 0;
  let alike = 0;
  for (const { block, title } of starts) {
    if (title === null || title <= block) continue;
    const label = blocks[title - 1]?.text ?? '';
    if (!isLabel(label)) continue;
    labels++;
    const words = new Set(wordsOf(blocks[title]?.text ?? ''));
    if (wordCount(label) > 1 && wordsOf(label).some((word) => words.has(word))) alike++;
  }
  return labels >= 2 && alike >= labels * MOST ? IMAGE : TAGS;
};

const wordsOf = (text: string): string[] =>
  text
    .slice(0, 300)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= LETTERS);
