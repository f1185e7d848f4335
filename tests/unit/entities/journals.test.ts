import { expect, test } from 'vitest';
import { settleJournals } from '../../../src/entities/journals.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

const settle = (written: string): string => {
  const { text, spans } = marked(written);
  return shown(text, settleJournals(text, spans, loadTrained().lexicon));
};

test('what is cited by year and volume is a journal wherever it is named; who wrote in a year is not', () => {
  expect(
    settle('Tides and rashes. [Br J Tides|person]. 2013;169(5):1071–80.\n\nFog. [Br J Tides|person]. 2016.'),
  ).toBe('Tides and rashes. [Br J Tides|work]. 2013;169(5):1071–80.\n\nFog. [Br J Tides|work]. 2016.');
  expect(settle('[N Sea J Med|other] 2007 Mar 5; 357:1373.')).toBe(
    '[N Sea J Med|work] 2007 Mar 5; 357:1373.',
  );
  const people = '[Anna Berg|person], 2012; 3 others. [Lagos|place], 2014. [Tom Lee|person] 2013.';
  expect(settle(people)).toBe(people);
});
