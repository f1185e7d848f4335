import { expect, it } from 'vitest';
import { settleKnownBodies } from '../../../src/entities/known-bodies.ts';
import { analyse } from '../../../src/entities/tagger/sentence.ts';
import { tokenize } from '../../../src/entities/tagger/tokenize.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

it('gives well-known people and bodies their full extent, and finds those in capitals that were missed', () => {
  const { text, spans } = marked('Then [Steve|person] Jobs met the FCC and the XQZ about a DVD.');
  const analysis = analyse(text, tokenize(text), loadTrained().lexicon);
  expect(shown(text, settleKnownBodies(text, analysis, spans))).toBe(
    'Then [Steve Jobs|person] met the [FCC|organization] and the XQZ about a DVD.',
  );
});

it('leaves a longer name around a known body as it is', () => {
  const { text, spans } = marked(
    'The [Harbour Friends of the World Trade Organization|organization] met today without members of the FCC.',
  );
  const analysis = analyse(text, tokenize(text), loadTrained().lexicon);
  expect(shown(text, settleKnownBodies(text, analysis, spans))).toBe(
    'The [Harbour Friends of the World Trade Organization|organization] met today without members of the [FCC|organization].',
  );
});
