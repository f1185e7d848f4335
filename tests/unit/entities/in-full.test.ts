import { describe, expect, it } from 'vitest';
import { settleParts } from '../../../src/entities/in-full.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

const settle = (written: string): string => {
  const { text, spans } = marked(written);
  return shown(text, settleParts(text, spans, loadTrained().lexicon));
};

describe('settleParts', () => {
  it('gives a word alone the type of the longer name that it is part of', () => {
    expect(
      settle('[Onil Castro|person] left. [Onil|place] and the [Zarn|organization] of [Zarn Heights|place].'),
    ).toBe('[Onil Castro|person] left. [Onil|person] and the [Zarn|place] of [Zarn Heights|place].');
    expect(settle('The [Zarn Foundation|organization] grew. Donors like [Zarn|place].')).toBe(
      'The [Zarn Foundation|organization] grew. Donors like [Zarn|organization].',
    );
  });

  it('leaves a place that something is in what it is', () => {
    const written = 'The [Zarn Foundation|organization] is in [Zarn|place]. They like [Zarn|place].';
    expect(settle(written)).toBe(written);
  });

  it('takes a river for one where the text gives it an article', () => {
    expect(settle('The [Amazon|organization] rises. Fires near the [Amazon|organization].')).toBe(
      'The [Amazon|place] rises. Fires near the [Amazon|place].',
    );
    expect(settle('[Amazon|organization] rises.')).toBe('[Amazon|organization] rises.');
  });

  it('takes somebody with a hyphened surname for a person, and a country for a place', () => {
    expect(
      settle('[Anna Waller-Bridge|place] won. [Croatia|organization] lost. [Waller-Bridge|place] smiled.'),
    ).toBe('[Anna Waller-Bridge|person] won. [Croatia|place] lost. [Waller-Bridge|person] smiled.');
  });
});
