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

/** So many labels of which hardly any comes again are no sections. */
const MANY = 8;
const DISTINCT = 0.9;

/** Whether labels may be sections: of many, some come again. */
export const areSections = (texts: readonly string[]): boolean =>
  texts.length < MANY || new Set(texts).size < texts.length * DISTINCT;

const NAME =
  /^\p{Lu}[\p{L}\p{M}.'’-]*\p{Ll}[\p{L}\p{M}.'’-]*(?:\s+[\p{L}\p{M}.'’-]+){0,2}\s+\p{Lu}[\p{L}\p{M}.'’-]*$/u;

/** Labels that were glued together when the page was flattened: "Open SourcePeople". */
const GLUED = /\p{Ll}{3}\p{Lu}\p{Ll}/u;

/** "Ada Merrin and Tom Lee", in whatever language. */
const AND = /\s(?:\p{Ll}{1,3}|&)\s/u;
const LONGEST_NAMES = 120;
/** Share of labels that must read like names of people. */
const MOST_NAMES = 0.7;

/** Whether a label is a person's name, two of them, or one with what the person does behind a comma. */
const isName = (text: string): boolean => {
  if (text.length > LONGEST_NAMES || GLUED.test(text)) return false;
  const before = text.split(',', 1)[0]!;
  return NAME.test(before) || before.split(AND).every((part) => NAME.test(part));
};

/** Two to four capitalised words in most labels: people, not sections. */
export const areNames = (texts: readonly string[]): boolean =>
  texts.filter(isName).length >= texts.length * MOST_NAMES && new Set(texts).size > 1;
