import type { Entity } from '../document/article.ts';
import { applyDefinitions, joinAcronymPlaces } from './acronyms.ts';
import { mergeMentions } from './merge.ts';
import { sortMisc } from './misc.ts';
import { settleTypes } from './settle.ts';
import type { Span } from './span.ts';
import { type Tagged, tag } from './tagger.ts';
import { type Tokens, tokenize } from './tokenize.ts';
import { loadTrained, type Trained } from './trained.ts';
import { trimSpan } from './trim.ts';

export interface EntityOptions {
  /** ISO 639-1 code of the text; null when it is not known, which is taken for English. */
  readonly language: string | null;
}

const LONGEST_NAME = 200;
const CAPITAL = /\p{Lu}/u;

const spanOf = (text: string, tokens: Tokens, tagged: Tagged, { lexicon }: Trained): Span | null => {
  const type = tagged.type === 'misc' ? sortMisc(text, tokens, tagged, lexicon) : tagged.type;
  if (type === null) return null;
  return { start: tokens.start[tagged.first]!, end: tokens.end[tagged.last]!, type };
};

const isName = (text: string, span: Span | null): span is Span =>
  span !== null &&
  span.end > span.start &&
  span.end - span.start <= LONGEST_NAME &&
  CAPITAL.test(text.slice(span.start, span.end));

/**
 * The names of one article, its spellings merged: offsets are UTF-16 code units of `text`, mentions
 * are sorted and do not overlap, entities are sorted by first mention. Serves English; other
 * languages get no names rather than wrong ones.
 */
export function findEntities(text: string, options: EntityOptions): Entity[] {
  if (options.language !== null && options.language !== 'en') return [];
  const trained = loadTrained();
  const tokens = tokenize(text);
  const spans = tag(text, tokens, trained.lexicon, trained.model)
    .map((tagged) => spanOf(text, tokens, tagged, trained))
    .map((span) => (span === null ? null : trimSpan(text, span)))
    .filter((span) => isName(text, span));
  const defined = applyDefinitions(text, tokens, settleTypes(text, spans, trained.lexicon));
  return mergeMentions(text, joinAcronymPlaces(text, defined));
}
