import type { EntityType } from '../document/article.ts';
import { foldName } from './link/fold.ts';
import { abbreviationsOf } from './link/known-names.ts';
import type { Span } from './span.ts';
import { hashWord } from './tagger/hash.ts';
import { type Analysis, hasCapital, MODE_PROSE, SEEN_LOWER } from './tagger/sentence.ts';
import { GAP_LINE, SHAPE_CAPITALISED, SHAPE_PUNCTUATION } from './tagger/tokenize.ts';

/** A name that was found somewhere in the text, as the hashes of its words. */
interface KnownForm {
  readonly hashes: readonly number[];
  readonly type: EntityType;
  /** Written in capitals alone, and found only where it is so again: `WHO`, not `who`. */
  readonly capitals: boolean;
  /** A surname that the text writes with a capital within its sentences: so it is where one begins, "Banks" like "Lee". */
  readonly trusted: boolean;
}

/** Forms that start with one word are tried up to this many. */
const MOST_TRIED = 8;
/** From this bucket of `Lexicon.capital` down, a capital at the start of a sentence says nothing. */
const SELDOM_CAPITAL = 3;

const LOWER = /\p{Ll}/u;

const PRONOUN = hashWord('I', 0, 1);

const isCapitalAt = (analysis: Analysis, index: number, next: boolean): boolean => {
  const { tokens } = analysis;
  if (index < 0 || index >= tokens.count) return false;
  if (tokens.gap[next ? index : index + 1] === GAP_LINE || analysis.hash[index] === PRONOUN) return false;
  return hasCapital(tokens.shape[index]!);
};

/** Words that stand alone with a capital within a sentence, and nowhere without one. */
const trustedWords = (analysis: Analysis): ReadonlySet<number> => {
  const { tokens, hash, first, mode, seen } = analysis;
  const trusted = new Set<number>();
  for (let at = 1; at < tokens.count; at++) {
    if (!hasCapital(tokens.shape[at]!) || first[at] === 1 || mode[at] !== MODE_PROSE) continue;
    const alone = !isCapitalAt(analysis, at - 1, false) && !isCapitalAt(analysis, at + 1, true);
    if (alone && (seen[at]! & SEEN_LOWER) === 0) trusted.add(hash[at]!);
  }
  return trusted;
};

const formsOf = (text: string, analysis: Analysis, spans: readonly Span[]): Map<number, KnownForm[]> => {
  const { tokens, hash } = analysis;
  const forms = new Map<number, KnownForm[]>();
  const seen = new Set<string>();
  const trusted = trustedWords(analysis);
  let at = 0;
  for (const span of spans) {
    const folded = foldName(text.slice(span.start, span.end));
    while (at < tokens.count && tokens.start[at]! < span.start) at++;
    const first = at;
    let last = first;
    while (last < tokens.count && tokens.end[last]! <= span.end) last++;
    if (last === first || seen.has(folded)) continue;
    seen.add(folded);
    const hashes = Array.from(hash.subarray(first, last));
    const written = text.slice(span.start, span.end);
    const { type } = span;
    const surname = hashes.at(-1)!;
    const sure = type === 'person' && trusted.has(surname);
    const known: KnownForm[] = [{ hashes, type, capitals: !LOWER.test(written), trusted: sure }];
    if (type === 'person' && hashes.length > 1)
      known.push({ hashes: [surname], type, capitals: false, trusted: sure });
    for (const short of abbreviationsOf(written)) {
      known.push({ hashes: [hashWord(short, 0, short.length)], type, capitals: true, trusted: false });
    }
    for (const form of known) {
      const list = forms.get(form.hashes[0]!) ?? [];
      if (list.length < MOST_TRIED) list.push(form);
      forms.set(form.hashes[0]!, list);
    }
  }
  for (const list of forms.values()) list.sort((a, b) => b.hashes.length - a.hashes.length);
  return forms;
};

const matchesAt = (analysis: Analysis, form: KnownForm, at: number): boolean => {
  const { tokens, hash, mode, first, capital } = analysis;
  const { hashes } = form;
  for (let k = 0; k < hashes.length; k++) {
    if (hash[at + k] !== hashes[k] || (k > 0 && tokens.gap[at + k] === GAP_LINE)) return false;
  }
  const last = at + hashes.length - 1;
  if (form.capitals && hashes.length === 1 && tokens.shape[at] === SHAPE_CAPITALISED) return false;
  if (mode[at] !== MODE_PROSE || !hasCapital(tokens.shape[last]!)) return false;
  if (hashes.length > 1) return true;
  if (tokens.shape[at] === SHAPE_PUNCTUATION || isCapitalAt(analysis, at + 1, true)) return false;
  const sentenceStart =
    !form.trusted && first[at] === 1 && capital[at]! > 0 && capital[at]! <= SELDOM_CAPITAL;
  return !sentenceStart && (first[at - 1] === 1 || !isCapitalAt(analysis, at - 1, false));
};

/**
 * Adds what the tagger saw in one place and missed in another: the same name again, or the surname of
 * a person named in full, where no capital beside it says that it is part of something longer.
 */
export function repeatNames(text: string, analysis: Analysis, spans: readonly Span[]): Span[] {
  const { tokens, hash } = analysis;
  const forms = formsOf(text, analysis, spans);
  const result: Span[] = [];
  let next = 0;
  let at = 0;
  while (at < tokens.count) {
    const start = tokens.start[at]!;
    const span = spans[next];
    if (span !== undefined && start >= span.start) {
      result.push(span);
      while (at < tokens.count && tokens.start[at]! < span.end) at++;
      next++;
      continue;
    }
    const limit = span?.start ?? text.length;
    const form = forms
      .get(hash[at]!)
      ?.find(
        (f) => (tokens.end[at + f.hashes.length - 1] ?? Infinity) <= limit && matchesAt(analysis, f, at),
      );
    if (form === undefined) {
      at++;
      continue;
    }
    result.push({ start, end: tokens.end[at + form.hashes.length - 1]!, type: form.type });
    at += form.hashes.length;
  }
  return result;
}
