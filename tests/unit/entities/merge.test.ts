import { expect, test } from 'vitest';
import { mergeMentions } from '../../../src/entities/link/merge.ts';
import { marked } from '../../support/marked.ts';

/** The names of each entity, in order. */
const merged = (written: string): string[] => {
  const { text, spans } = marked(written);
  return mergeMentions(text, spans, () => false).map(({ mentions }) =>
    mentions.map((m) => m.text).join(' = '),
  );
};

test('an acronym is no alias of a name that it does not spell where it spells another of the article', () => {
  expect(
    merged(
      '[Kansas Legal Services|organization] helps. Print the [Child Support Worksheet|organization] ([KLS|organization]).',
    ),
  ).toEqual(['Kansas Legal Services = KLS', 'Child Support Worksheet']);
  expect(merged('The [Mojahedin|organization] ([PMOK|organization]) marched.')).toEqual(['Mojahedin = PMOK']);
});

test('the legal form of a company gives its acronym no letter, the word Company does', () => {
  expect(merged('[MasTec, Inc.|organization] works in [MI|organization].')).toEqual(['MasTec, Inc.', 'MI']);
  expect(merged('[Sound Crossing Company|organization] sails. [SCC|organization] waits.')).toEqual([
    'Sound Crossing Company = SCC',
  ]);
});

test('words in capitals are no aliases, nor is what a slash joins to a well-known body', () => {
  expect(merged('[U21|organization] ([TRANSFERS|organization]) played.')).toEqual(['U21', 'TRANSFERS']);
  expect(merged('[NATO|organization]/[KFOR|organization] units left.')).toEqual(['NATO', 'KFOR']);
  expect(merged('[PMOK|organization]/[KPM|organization] marched.')).toEqual(['PMOK = KPM']);
});
