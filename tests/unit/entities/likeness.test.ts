import { expect, it } from 'vitest';
import { hashWord } from '../../../src/entities/tagger/hash.ts';
import { kindOf, LIKENESSES, stepOf } from '../../../src/entities/tagger/likeness.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';

const { lexicon } = loadTrained();
const looksLike = (word: string): string => {
  const entry = lexicon.find(hashWord(word, 0, word.length));
  expect(lexicon.bits[entry], `${word} is listed`).toBe(0);
  const steps = LIKENESSES.map((_, kind) => stepOf(lexicon.likeness[entry]!, kind));
  return LIKENESSES[steps.indexOf(Math.max(...steps))]!;
};

it('knows of words that no list holds what kind of name they look like', () => {
  expect(looksLike('informix')).toBe('organization');
  expect(looksLike('gannett')).toBe('organization');
  expect(looksLike('theophilus')).toBe('given name');
  expect(looksLike('camdessus')).toBe('surname');
  expect(looksLike('kanagawa')).toBe('place');
  expect(looksLike('haphazardly')).toBe('ordinary word');
});

it('tells words apart of which nothing is known from those that look like nothing', () => {
  expect(kindOf(0)).toBe(0);
  expect(kindOf(0b001_001_001_001_001_001)).toBeGreaterThan(0);
});
