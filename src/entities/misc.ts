import type { EntityType } from '../document/article.ts';
import { hashWord } from './tagger/hash.ts';
import { LEX_DEMONYM, LEX_EVENT_WORD, type Lexicon } from './tagger/lexicon.ts';
import type { Tagged } from './tagger/tag.ts';
import type { Tokens } from './tagger/tokenize.ts';

const OPENING_QUOTE = /["“«‘]/;
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
    if ((bits & LEX_EVENT_WORD) !== 0) event = true;
    if ((bits & LEX_DEMONYM) !== 0) demonyms++;
  }
  const words = tagged.last - tagged.first + 1;
  if (event && words > 1) return 'event';
  const start = tokens.start[tagged.first]!;
  const written = text.slice(start, tokens.end[tagged.last]);
  if (OPENING_QUOTE.test(text.charAt(start - 1)) || WORK_WORD.test(written)) return 'work';
  // "Iranian Regime" is a capitalised phrase, not a name
  return words > 1 && demonyms === 0 ? 'other' : null;
}
