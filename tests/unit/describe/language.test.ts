import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../../src/describe/index.ts';

describe('language of a text', () => {
  it('is that of the text, whatever the markup claims', () => {
    const german =
      'Die Fähre legt um sieben Uhr ab, und wer zu spät kommt, wartet bis zum Abend auf die nächste.';
    expect(detectLanguage(german, 'en-US')).toBe('de');
    expect(detectLanguage(german, null)).toBe('de');
  });

  it('is that of the markup for a text too short to tell', () => {
    expect(detectLanguage('Hotel Taxi Bar', 'it')).toBe('it');
    expect(detectLanguage('', 'it')).toBeNull();
    expect(detectLanguage('12:30', null)).toBeNull();
  });

  it('follows the markup between languages that look alike', () => {
    const norwegian = 'Båten går klokka sju om morgenen, og den som kommer for sent må vente til kvelden.';
    expect(detectLanguage(norwegian, 'nb')).toBe('no');
  });
});
