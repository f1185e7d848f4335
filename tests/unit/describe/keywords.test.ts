import { describe, expect, it } from 'vitest';
import { keywordsOf } from '../../../src/describe/keywords.ts';

const TEXT = `The night boat of Skarrow sails again. For two winters the night boat lay at the pier, and the pier lay
under snow. Nobody on the island had thought that the night boat would come back, least of all the harbour master, who
has kept the log of the pier since it was built. The harbour master says that the pier will hold. The island shops
depend on freight, and freight depends on the night boat; so the harbour master counts the piles of the pier each week.`;

describe('keywords of a text', () => {
  it('are the phrases it comes back to, and no words within them', () => {
    const keywords = keywordsOf(TEXT, 'en', 'Night boat sails again', []);
    expect(keywords.slice(0, 3)).toEqual(['night boat', 'harbour master', 'pier']);
    expect(keywords).not.toContain('boat');
  });

  it('are found in scripts without capitals', () => {
    const text =
      'قال المجلس إن القارب الليلي سيعود إلى الميناء. وكان القارب الليلي قد توقف شتاءين، ثم عاد القارب الليلي. '.repeat(
        4,
      );
    expect(keywordsOf(text, 'ar', null, [])).not.toEqual([]);
  });

  it('are none for short texts and for languages whose little words are unknown', () => {
    expect(keywordsOf('The pier. The pier. The pier.', 'en', null, [])).toEqual([]);
    expect(keywordsOf(TEXT, 'ja', null, [])).toEqual([]);
    expect(keywordsOf(TEXT, null, null, [])).toEqual([]);
  });
});
