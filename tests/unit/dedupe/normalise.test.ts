import { describe, expect, test } from 'vitest';
import { fingerprint, normalise } from '../../../src/dedupe/index.ts';

describe('what exact repeats do not differ in', () => {
  test.each([
    ['case', 'The Harbour Board MET', 'the harbour board met'],
    ['punctuation', 'It rained; nobody left -- at all.', 'It rained, nobody left. At all'],
    ['quotes', '“Don’t,” she said', "'Don't', she said"],
    ['spaces', ' two\u00a0  words\n here ', 'two words here'],
    ['Unicode form', 'cafe\u0301 ﬁve \uff21\uff22', 'caf\u00e9 five AB'],
    ['invisible characters', 'har\u00adbour\u200b wall\ufeff', 'harbour wall'],
    ['pictures', 'ready \u{1f680} now', 'ready now'],
    ['spaces between ideographs', '港口 委员会。', '港口委员会'],
    ['the last sigma', 'ΟΔΟΣ', 'οδος'],
    ['how a number is parted', '1,000 at 10:30', '1.000 at 10.30'],
  ])('%s', (_, a, b) => {
    expect(normalise(a)).toBe(normalise(b));
    expect(fingerprint(a).normalHash).toBe(fingerprint(b).normalHash);
    expect(fingerprint(a).textHash).not.toBe(fingerprint(b).textHash);
  });
});

describe('what makes another text', () => {
  test.each([
    ['digits', 'room 12', 'room 21'],
    ['a decimal point', '6.7 per cent', '67 per cent'],
    ['a minus', '-5 degrees', '5 degrees'],
    ['a currency', '$5 a head', '€5 a head'],
    ['words run together', 'data base', 'database'],
    ['rows of different signs', '* * *', '———'],
  ])('%s', (_, a, b) => {
    expect(normalise(a)).not.toBe(normalise(b));
    expect(fingerprint(a).normalHash).not.toBe(fingerprint(b).normalHash);
  });

  test('a dash before a number is no minus', () => {
    expect(normalise('between 2-5 and 7 --8')).toBe('between 2 5 and 7 8');
  });
});
