import { describe, expect, it } from 'vitest';
import { settleBodies } from '../../../src/entities/bodies.ts';
import { acronymsOfThings } from '../../../src/entities/link/acronyms.ts';
import { tokenize } from '../../../src/entities/tagger/tokenize.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { settleThings } from '../../../src/entities/things.ts';
import { marked, shown } from '../../support/marked.ts';

const { lexicon } = loadTrained();
const things = (written: string): string => {
  const { text, spans } = marked(written);
  return shown(text, settleThings(text, spans, lexicon));
};
const bodies = (written: string): string => {
  const { text, spans } = marked(written);
  return shown(text, settleBodies(text, spans, lexicon));
};

describe('settleThings', () => {
  it('finds no body in a law, a pact or a disease', () => {
    expect(
      things('The [Data Storage Bill|organization] and the [Ellery Agreement|organization] passed.'),
    ).toBe('The [Data Storage Bill|work] and the [Ellery Agreement|event] passed.');
    expect(things("[Alzheimer|organization]'s disease. She has [Alzheimer|organization]'s.")).toBe(
      "Alzheimer's disease. She has Alzheimer's.",
    );
  });

  it('finds no name in what the text writes small elsewhere, unless a body is called so', () => {
    expect(things('[Lung Cancer|organization] is lung cancer.')).toBe('Lung Cancer is lung cancer.');
    const ministry = 'The [Defence Ministry|organization] is a defence ministry.';
    expect(things(ministry)).toBe(ministry);
  });

  it('takes what a ship is called for no person, also where the text calls it a ship only once', () => {
    expect(things('The liner [Leyla Haddad|person] sank. [Leyla Haddad|person] was old.')).toBe(
      'The liner [Leyla Haddad|other] sank. [Leyla Haddad|other] was old.',
    );
    const airline = 'The national carrier [Lufthansa|organization] said so.';
    expect(things(airline)).toBe(airline);
  });

  it('takes what is tried in trials for a drug', () => {
    expect(things('[Zorvaxa|person] trials went on. [Zorvaxa|person] helps.')).toBe(
      '[Zorvaxa|other] trials went on. [Zorvaxa|other] helps.',
    );
  });
});

describe('settleBodies', () => {
  it('takes a word for a company where the text calls it one, and a person who is called Mr for a person', () => {
    expect(bodies('Game developer [Zorvang|person] won. [Zorvang|person] grew.')).toBe(
      'Game developer [Zorvang|organization] won. [Zorvang|organization] grew.',
    );
    const person = 'Game developer [Zorvang|person] won. Mr [Zorvang|person] grew.';
    expect(bodies(person)).toBe(person);
  });
});

describe('acronymsOfThings', () => {
  it('knows letters that stand for what is written small', () => {
    const text = 'A fast radio burst (FRB), the Tarn Radio Bureau (TRB) and the football association (FA).';
    expect([...acronymsOfThings(text, tokenize(text), (word) => word === 'association')]).toEqual(['FRB']);
  });
});
