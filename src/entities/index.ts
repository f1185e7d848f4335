import type { Entity, StatedDate } from '../document/article.ts';
import { settleBodies } from './bodies.ts';
import { settleBusinesses } from './businesses.ts';
import { isCode } from './codes.ts';
import { cutApart } from './cut.ts';
import { settleElections } from './elections.ts';
import { matchGazetteer } from './gazetteer.ts';
import { settleParts } from './in-full.ts';
import { isInvitation, isReferenceLink } from './invitations.ts';
import { settleJournals } from './journals.ts';
import { settleKnownBodies } from './known-bodies.ts';
import { acronymsOfThings, applyDefinitions, joinAcronymPlaces } from './link/acronyms.ts';
import { mergeMentions } from './link/merge.ts';
import { placeAtEnd, sortMisc } from './misc.ts';
import { type Standing, settleOwnSite } from './own-site.ts';
import { settlePlaces } from './places.ts';
import { settleProducts } from './products.ts';
import { repeatNames } from './repeat.ts';
import { settleTypes } from './settle.ts';
import { type Span, withoutOverlaps } from './span.ts';
import { statedDates } from './stated/dates.ts';
import { settleStates } from './states.ts';
import { bitsOf, LEX_ORGANIZATION, LEX_ORGANIZATION_WORD } from './tagger/lexicon.ts';
import { type Analysis, analyse } from './tagger/sentence.ts';
import { type Tagged, tag } from './tagger/tag.ts';
import { type Tokens, tokenize } from './tagger/tokenize.ts';
import { loadTrained, type Trained } from './tagger/trained.ts';
import { settleThings } from './things.ts';
import { trimSpan } from './trim.ts';

export { statedMoney } from './stated/money.ts';
export { statedShares } from './stated/shares.ts';

export interface EntityOptions extends Standing {
  /** ISO 639-1 code of the text; null when it is not known, which is taken for English. */
  readonly language: string | null;
}

/** ISO 639-1 codes of the languages that the tagger was trained for. */
export const TAGGED_LANGUAGES: readonly string[] = ['en'];

const isTagged = (language: string | null): boolean =>
  language === null || TAGGED_LANGUAGES.includes(language);

/** Whether the lexicon has a word for a body. */
const isListedBody = (form: string, { lexicon }: Trained): boolean =>
  (bitsOf(lexicon, form) & LEX_ORGANIZATION) !== 0;

const LONGEST_NAME = 200;
const LETTER = /\p{L}/u;
const TWO_SIGNS = /[\p{L}\p{N}].*[\p{L}\p{N}]/u;

const spanOf = (text: string, analysis: Analysis, tagged: Tagged, { lexicon }: Trained): Span | null => {
  const { tokens } = analysis;
  const type = tagged.type === 'misc' ? sortMisc(text, tokens, tagged, lexicon) : tagged.type;
  if (type === null) return placeAtEnd(text, analysis, tagged);
  return { start: tokens.start[tagged.first]!, end: tokens.end[tagged.last]!, type };
};

const isName = (text: string, span: Span): boolean =>
  span.end > span.start &&
  span.end - span.start <= LONGEST_NAME &&
  LETTER.test(text.slice(span.start, span.end)) &&
  TWO_SIGNS.test(text.slice(span.start, span.end));

/** Spans with their edges where the names' are; what is left of no name is dropped. */
const trimmed = (text: string, spans: readonly Span[]): Span[] =>
  withoutOverlaps(
    spans
      .map((span) => trimSpan(text, span))
      .filter(
        (span) =>
          isName(text, span) &&
          !isInvitation(text, span) &&
          !isReferenceLink(text, span) &&
          !isCode(text, span),
      ),
  );

/** Without acronyms that the text introduces for what it writes small, unless the lexicon has a body of that name. */
const withoutThings = (text: string, tokens: Tokens, spans: readonly Span[], trained: Trained): Span[] => {
  const isBodyWord = (word: string): boolean => (bitsOf(trained.lexicon, word) & LEX_ORGANIZATION_WORD) !== 0;
  const things = acronymsOfThings(text, tokens, isBodyWord);
  return spans.filter(({ start, end }) => {
    const form = text.slice(start, end).replace(/s$/, '');
    return !things.has(form) || isListedBody(form, trained);
  });
};

/**
 * The names of one article, its spellings merged: offsets are UTF-16 code units of `text`, mentions
 * are sorted and do not overlap, entities are sorted by first mention. Languages that the tagger does
 * not serve get only names that the lexicon holds.
 */
export function findEntities(text: string, options: EntityOptions): Entity[] {
  const trained = loadTrained();
  const tokens = tokenize(text);
  const analysis = analyse(text, tokens, trained.lexicon);
  const isListed = (form: string): boolean => isListedBody(form, trained);
  if (!isTagged(options.language)) {
    return mergeMentions(text, matchGazetteer(analysis), isListed);
  }
  const seen = tag(text, analysis, trained.model)
    .map((tagged) => spanOf(text, analysis, tagged, trained))
    .filter((span) => span !== null);
  const apart = cutApart(text, settleElections(text, seen), trained.lexicon);
  const whole = trimmed(text, settleKnownBodies(text, analysis, apart));
  const placed = settlePlaces(text, settleStates(text, whole), trained.lexicon);
  const typed = settleTypes(text, placed, trained.lexicon);
  const parts = settleParts(text, settleBodies(text, typed, trained.lexicon), trained.lexicon);
  const things = settleJournals(text, settleThings(text, parts, trained.lexicon), trained.lexicon);
  const businesses = settleBusinesses(text, things);
  const settled = settleOwnSite(text, businesses, trained.lexicon, options);
  const repeated = trimmed(text, repeatNames(text, analysis, settled));
  const defined = joinAcronymPlaces(
    text,
    applyDefinitions(text, tokens, withoutThings(text, tokens, repeated, trained)),
  );
  return mergeMentions(text, settleProducts(text, defined), isListed);
}

/** The dates that the text of an article states, seen from the day it was published. */
export const findDates = (
  text: string,
  { language, published }: EntityOptions & { readonly published: string | null },
): StatedDate[] => statedDates(text, published, language);
