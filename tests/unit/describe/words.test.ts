import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/describe/words.ts';

/** What the table stands for, as one expression. */
const WORD = /(\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’][\p{L}\p{M}\p{N}]+)*)|[^\s\p{L}]/gu;

describe('words of a text', () => {
  it('hold hyphens and apostrophes, and signs and numbers part them', () => {
    expect(wordsOf("The pier's re-opening, 2 days")).toEqual([
      'The',
      "pier's",
      're-opening',
      null,
      null,
      'days',
    ]);
  });

  it('are those of the expression that it replaces, whatever the script', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('-', "'", '’', ' ', 'é', 'É', '𝒜', '١'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect(wordsOf(text)).toEqual([...text.matchAll(WORD)].map(([, word]) => word ?? null));
      }),
    );
  });
});
