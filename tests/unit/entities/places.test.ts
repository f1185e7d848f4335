import { expect, test } from 'vitest';
import { settlePlaces } from '../../../src/entities/places.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

const { lexicon } = loadTrained();
const settled = (written: string): string => {
  const { text, spans } = marked(written);
  return shown(text, settlePlaces(text, spans, lexicon));
};

test('a word nobody knows is a place where it is listed with places alone', () => {
  expect(settled('She calls [Tarnsea|person], [Hollin Bay|place] and [Port Ellery|place].')).toBe(
    'She calls [Tarnsea|place], [Hollin Bay|place] and [Port Ellery|place].',
  );
});

test('a list that holds others, or one other place, makes none, nor does it of a name that is known', () => {
  for (const listed of [
    '[Tarnsea|person], [Hollin Bay|place] and [Ann Lee|person]',
    '[Tarnsea|person] and [Hollin Bay|place]',
    '[Clinton|person], [Hollin Bay|place] and [Port Ellery|place]',
    '[Tarnsea|person] saw [Hollin Bay|place] and [Port Ellery|place]',
  ])
    expect(settled(listed)).toBe(listed);
});
