import type { EntityType } from '../document/article.ts';
import type { Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import { LEX_DEMONYM, LEX_EVENT_WORD, LEX_PLACE, type Lexicon } from './tagger/lexicon.ts';
import type { Analysis } from './tagger/sentence.ts';
import type { Tagged } from './tagger/tag.ts';
import type { Tokens } from './tagger/tokenize.ts';

const OPEN = /^(?:open|day|final|spring|session)$/i;
const OPENING_QUOTE = /["“«‘]/;
/** A title ends where its quotation marks do; a quotation that merely begins with a name goes on. */
const CLOSING_QUOTE = /^[,.!?]?["”»’]/;
/** A title of one word is no variable of a program. */
const PLAIN_WORD = /^\p{Lu}[\p{L}’'-]*$/u;
const WORK_WORD =
  /(?:^|\s)(?:Act|Bill|Constitution|Charter|Declaration|Bible|Quran|Koran|Torah|Symphony|Album|Song|Novel|Manifesto|Report|Papers|Encyclopedia|Dictionary)$/;

/**
 * What a name is that is no person, organization or place. Null for what is not worth a row: demonyms
 * ("Iranian" is not the place, nor a name of its own) and single words such as creeds and languages.
 */
export function sortMisc(text: string, tokens: Tokens, tagged: Tagged, lexicon: Lexicon): EntityType | null {
  let event = false;
  let demonyms = 0;
  for (let i = tagged.first; i <= tagged.last; i++) {
    const entry = lexicon.find(hashWord(text, tokens.start[i]!, tokens.end[i]!));
    const bits = entry < 0 ? 0 : lexicon.bits[entry]!;
    // "Open" ends the name of a tournament, and begins that of a good deal else.
    const isOpening = i < tagged.last && OPEN.test(text.slice(tokens.start[i]!, tokens.end[i]!));
    if ((bits & LEX_EVENT_WORD) !== 0 && !isOpening) event = true;
    if ((bits & LEX_DEMONYM) !== 0) demonyms++;
  }
  const words = tagged.last - tagged.first + 1;
  const start = tokens.start[tagged.first]!;
  const end = tokens.end[tagged.last]!;
  if (WORK_WORD.test(text.slice(start, end))) return 'work';
  if (event && words > 1) return 'event';
  const quoted = OPENING_QUOTE.test(text.charAt(start - 1)) && CLOSING_QUOTE.test(text.slice(end, end + 2));
  if (quoted && (words > 1 || PLAIN_WORD.test(text.slice(start, end)))) return 'work';
  // "Iranian Regime" is a capitalised phrase, not a name
  return words > 1 && demonyms === 0 ? 'other' : null;
}

const CITY_OF = /\b(?:city|town|province|village|district|state|region|port|capital|island) of $/;

/** The place that a phrase which is no name ends with: Karbala in "Iraqi city of Karbala". */
export function placeAtEnd(text: string, analysis: Analysis, tagged: Tagged): Span | null {
  const { tokens, phrase, phrasePlace, bits } = analysis;
  const { last } = tagged;
  if ((phrase[last]! & LEX_PLACE) === 0 || (bits[last]! & LEX_DEMONYM) !== 0) return null;
  let first = last;
  while (first > tagged.first && (phrasePlace[first] === 2 || phrasePlace[first] === 3)) first--;
  const start = tokens.start[first]!;
  if (!CITY_OF.test(text.slice(tokens.start[tagged.first]!, start))) return null;
  return { start, end: tokens.end[last]!, type: 'place' };
}
