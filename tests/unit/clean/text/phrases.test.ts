import { describe, expect, test } from 'vitest';
import { fold } from '../../../../src/clean/text/fold.ts';
import { COPYRIGHT, TEMPLATE } from '../../../../src/clean/text/phrases/footer.ts';
import { type PhraseTable, phraseMatcher } from '../../../../src/clean/text/phrases/matcher.ts';
import { ADVERTISEMENT, FORM, NAVIGATION } from '../../../../src/clean/text/phrases/page.ts';
import { BYLINE, CREDIT, READ_MORE, TAGS, WRITERS } from '../../../../src/clean/text/phrases/parts.ts';
import { COMMENTS, LISTING, RELATED } from '../../../../src/clean/text/phrases/sections.ts';
import { SHARE } from '../../../../src/clean/text/phrases/share.ts';

const TABLES: Readonly<Record<string, PhraseTable>> = {
  ADVERTISEMENT,
  BYLINE,
  COMMENTS,
  COPYRIGHT,
  CREDIT,
  FORM,
  LISTING,
  NAVIGATION,
  READ_MORE,
  RELATED,
  SHARE,
  TAGS,
  TEMPLATE,
  WRITERS,
};

describe.each(Object.entries(TABLES))('%s', (_, table) => {
  test('every phrase is found where it allows itself to be found', () => {
    const matcher = phraseMatcher(table);
    const lost = Object.values(table)
      .flat()
      .filter(
        (row) =>
          !matcher.matches(
            fold(`${row.startsWith('…') ? 'xyz ' : ''}${row}${row.endsWith('…') ? ' xyz' : ''}`),
          ),
      );
    expect(lost).toEqual([]);
  });

  test('no phrase is open in its middle', () => {
    expect(
      Object.values(table)
        .flat()
        .filter((row) => row.slice(1, -1).includes('…')),
    ).toEqual([]);
  });
});

test('a phrase ends where a word ends', () => {
  const matcher = phraseMatcher({ en: ['share on…'] });
  expect(matcher.matches(fold('Share on: Facebook'))).toBe(true);
  expect(matcher.matches(fold('Share onions'))).toBe(false);
});
