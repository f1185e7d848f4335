import type { ForeignQuote } from '../document/article.ts';
import type { ArticleEvidence } from './evidence.ts';
import { detectLanguage, isSurelyIn, looksAlike } from './language.ts';

/** A shorter quote says too little of its language. */
const SHORTEST = 60;
const MOST = 40;
/** A paragraph that is one quotation opens and closes with such signs. */
const OPENS = /^\s*["“„«»‚‘「『]/;
const CLOSES = /["”“»«’」』][.,]?\s*(?:[([—–-].{0,80})?$/;

/** Longer quotes of an article in another language than its own. */
export function foreignQuotesOf({ blocks }: ArticleEvidence, own: string | null): ForeignQuote[] {
  if (own === null) return [];
  const found: ForeignQuote[] = [];
  for (const { ordinal, article, role, text } of blocks) {
    if (article === null || text.length < SHORTEST || found.length === MOST) continue;
    const quoted = role === 'quote' || (role === 'paragraph' && OPENS.test(text) && CLOSES.test(text));
    if (!quoted || isSurelyIn(text, own)) continue;
    const language = detectLanguage(text, null);
    if (language !== null && language !== own && !looksAlike(language, own))
      found.push({ block: ordinal, language });
  }
  return found;
}
