import { getDomainWithoutSuffix } from 'tldts';
import { foldName } from './link/fold.ts';
import type { Span } from './span.ts';
import { LEX_GIVEN_NAME, LEX_PLACE, type Lexicon } from './tagger/lexicon.ts';
import { has, wordsOf } from './words.ts';

/** Where a text stood. */
export interface Standing {
  readonly siteName?: string | null;
  readonly url?: string | null;
}

/** A name as sites write it in their addresses. */
const joined = (name: string): string => foldName(name).replaceAll(' ', '');

/** What the site of a text is called: by its own word, and in its address. */
const namesOfSite = ({ siteName, url }: Standing): ReadonlySet<string> => {
  const names = [joined(siteName ?? ''), getDomainWithoutSuffix(url ?? '') ?? ''];
  return new Set(names.filter((name) => name !== ''));
};

/**
 * Shops and services name themselves on every page, by words that nobody knows: what a text takes for a person or a place and
 * its site is called by is a body, unless it is a given name, a place, or part of the name of somebody in the text.
 */
export const settleOwnSite = (
  text: string,
  spans: readonly Span[],
  lexicon: Lexicon,
  standing: Standing,
): Span[] => {
  const own = namesOfSite(standing);
  if (own.size === 0) return [...spans];
  const written = ({ start, end }: Span): string => text.slice(start, end);
  const people = new Set(
    spans
      .filter((span) => span.type === 'person' && !own.has(joined(written(span))))
      .flatMap((span) => foldName(written(span)).split(' ')),
  );
  const isBody = (span: Span): boolean =>
    (span.type === 'person' || span.type === 'place') &&
    own.has(joined(written(span))) &&
    !foldName(written(span))
      .split(' ')
      .some((word) => people.has(word)) &&
    !wordsOf(text, span, lexicon).some((word) => has(word, LEX_GIVEN_NAME | LEX_PLACE));
  return spans.map((span) => (isBody(span) ? { ...span, type: 'organization' } : span));
};
