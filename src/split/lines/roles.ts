import type { JudgedBlock } from '../../document/block.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { isDatedLabel } from '../date-line.ts';
import { areNames, areSections, type Named } from '../kicker.ts';
import { placesOf } from './fit.ts';
import type { Reading } from './read.ts';

const DATE: Named = ['date', 'split:entry-date'];
const BYLINE: Named = ['byline', 'split:entry-byline'];
const TAGS: Named = ['tags', 'split:entry-tags'];
const TEXT: Named = ['paragraph', 'split:entry-text'];
const REFRAIN: Named = ['other', 'split:refrain'];
const PICTURE: Named = ['image-alt', 'split:image-text'];

/** Share of the lines at a place that must read like names of people. */
const MOST = 0.7;
const WORD = 4;

/**
 * The roles that lines have by their place in the entry, where cleaning could not know them: labels are names,
 * sections or what a picture shows; texts that were set aside are texts.
 */
export const rolesByPlace = (reading: Reading, blocks: readonly JudgedBlock[]): Map<number, Named> => {
  const { entries, template, lines } = reading;
  const roles = new Map<number, Named>();
  placesOf(template).forEach((place, at) => {
    if (place === 'TITLE' || place === 'TEXT') return;
    const own = entries.flatMap(({ places }) => places.get(at) ?? []);
    const named = roleOf(
      place,
      own.flatMap((index) => blocks[index]?.text ?? []),
      () => looksLikePicture(reading, blocks, at),
    );
    if (named === null) return;
    for (const index of own) if (blocks[index]?.role !== named[0]) roles.set(index, named);
  });
  for (const { texts } of entries)
    for (const [order, index] of texts.entries()) {
      const role: Role = blocks[index]?.role ?? 'other';
      const words = lines[index]?.sign === 'prose' || order === 0;
      if (words && (!TEXT_ROLES.has(role) || (order === 0 && role === 'heading'))) roles.set(index, TEXT);
    }
  return roles;
};

const roleOf = (place: string, texts: readonly string[], isPicture: () => boolean): Named | null => {
  if (place === 'date') return DATE;
  if (place === 'image') return PICTURE;
  if (place.startsWith('refrain:') || place.startsWith('opening:'))
    return texts.filter(isDatedLabel).length >= texts.length * MOST ? DATE : REFRAIN;
  if (place !== 'label') return null;
  if (isPicture()) return PICTURE;
  if (areNames(texts)) return BYLINE;
  return areSections(texts) ? TAGS : null;
};

/** Whether most labels at a place share a word with the title of their entry. */
const looksLikePicture = ({ entries }: Reading, blocks: readonly JudgedBlock[], at: number): boolean => {
  const own = entries.filter(({ places }) => places.has(at));
  const alike = own.filter(({ places, title }) => {
    const words = new Set(wordsOf(blocks[title]?.text ?? ''));
    return wordsOf(blocks[places.get(at) ?? -1]?.text ?? '').some((word) => words.has(word));
  });
  return alike.length >= own.length * MOST;
};

const wordsOf = (text: string): string[] =>
  text
    .slice(0, 300)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= WORD);
