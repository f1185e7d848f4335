import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../src/entities/tagger/tokenize.ts';

const words = (text: string): string[] => {
  const tokens = tokenize(text);
  return Array.from({ length: tokens.count }, (_, i) => text.slice(tokens.start[i], tokens.end[i]));
};

describe('tokenize', () => {
  it('keeps the stops of abbreviations and initials, and parts the stop that ends a sentence', () => {
    expect(words('U.S. troops met Gen. J. Ode in Karu.')).toEqual([
      'U.S.',
      'troops',
      'met',
      'Gen.',
      'J.',
      'Ode',
      'in',
      'Karu',
      '.',
    ]);
  });

  it('parts possessive endings and hyphens, and keeps apostrophes inside names', () => {
    expect(words("Kata’ib’s al-Sadr O'Neil's")).toEqual(['Kata’ib', '’s', 'al', '-', 'Sadr', "O'Neil", "'s"]);
  });

  it('parts contractions', () => {
    expect(words("I'm, they’ve")).toEqual(['I', "'m", ',', 'they', '’ve']);
  });

  it('keeps a surrogate pair together and a lone surrogate apart', () => {
    expect(words('a😀b\ud800')).toEqual(['a', '😀', 'b', '\ud800']);
  });

  it('keeps grouped digits together', () => {
    expect(words('1,250.5 men')).toEqual(['1,250.5', 'men']);
  });
});
