import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntities } from '../../src/entities/index.ts';

const piece = fc.constantFrom(
  'Amal Karam',
  'al-',
  'Sadr',
  'U.S.',
  ' (',
  ')',
  'NCRI',
  ' / ',
  '/',
  ' of ',
  'the ',
  'Council',
  'Iran',
  '’s',
  "'",
  '.',
  ', ',
  '\n\n',
  '\n',
  ' ',
  '😀',
  '\ud800',
  '\udc00',
  '\0',
  'İ',
  'ﬁ',
  'é',
  'ʿ',
  '王',
  '-',
  '“',
  'President ',
  'de ',
  'Inc.',
  '7',
  'said ',
);
const messy = fc.oneof(
  fc.array(piece, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('findEntities on any text', () => {
  it('gives offsets that hold what they say, sorted, apart from each other and within a line', () => {
    fc.assert(
      fc.property(messy, fc.constantFrom('en', 'de', null), (text, language) => {
        const entities = findEntities(text, { language });
        const all = entities.flatMap((entity) => entity.mentions);
        for (const { mentions } of entities) {
          expect(mentions.length).toBeGreaterThan(0);
          for (const [i, m] of mentions.entries()) {
            expect(text.slice(m.start, m.end)).toBe(m.text);
            expect(m.text).not.toMatch(/^\s|\s$|\n|^$/);
            if (i > 0) expect(m.start).toBeGreaterThanOrEqual(mentions[i - 1]!.end);
          }
        }
        const starts = entities.map((entity) => entity.mentions[0]!.start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
        const ordered = [...all].sort((a, b) => a.start - b.start);
        for (const [i, m] of ordered.entries())
          if (i > 0) expect(m.start).toBeGreaterThanOrEqual(ordered[i - 1]!.end);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same answer to the same text, whatever was read before', () => {
    fc.assert(
      fc.property(messy, messy, (text, other) => {
        const first = findEntities(text, { language: 'en' });
        findEntities(other, { language: 'en' });
        expect(findEntities(text, { language: 'en' })).toEqual(first);
      }),
      { numRuns: 100 },
    );
  });

  // each of these takes minutes if any step is quadratic; the runner's own limit is the check
  it.each([
    ['one word of a megabyte', 'A'.repeat(1_000_000)],
    ['a hundred thousand capitals', 'Ab '.repeat(100_000)],
    ['thirty thousand initials', 'A. '.repeat(30_000)],
    ['twenty thousand parentheses', 'Foo Bar (FB) '.repeat(20_000)],
    [
      'twenty thousand people of one surname',
      Array.from({ length: 20_000 }, (_, i) => `Ann${i.toString(36)} Smith said.`).join(' '),
    ],
    ['thirty thousand short lines', 'Ab Cd\n'.repeat(30_000)],
    ['two people of one surname, over and over', 'Ann Smith met Bob Smith. Smith left. '.repeat(20_000)],
    ['nothing but hyphens', 'al-'.repeat(200_000)],
    ['nothing but apostrophes', "'".repeat(500_000)],
    ['a line of titles', 'President '.repeat(30_000)],
  ])('is done in good time with %s', (_, text) => {
    expect(findEntities(text, { language: 'en' })).toBeInstanceOf(Array);
  });
});
