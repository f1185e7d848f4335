import type { BlockFacts } from './block-facts.ts';

/** Fewest links in a row, and fewest scripts among them, that make a choice of languages. */
const LEAST_LINKS = 6;
const LEAST_SCRIPTS = 4;
/** Characters of a language's name, with its English one beside it. */
const LONGEST_NAME = 50;

const SCRIPTS: readonly RegExp[] = [
  /\p{Script=Greek}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Bengali}/u,
  /[\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Sinhala}]/u,
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Ethiopic}/u,
];
const LATIN = /\p{Script=Latin}/u;
/** Nothing but Latin letters and signs stands below. */
const BEYOND_LATIN = /[\u0370-\uffff]/;

const isName = (fact: BlockFacts): boolean =>
  fact.length <= LONGEST_NAME && fact.links === 1 && fact.linkDensity > 0.8;

/** The first of the scripts that a text is written in besides Latin; -1 for Latin alone. */
const scriptOf = (text: string): number =>
  BEYOND_LATIN.test(text) ? SCRIPTS.findIndex((script) => script.test(text)) : -1;

/**
 * Blocks that offer the page in other languages: short links in a row that are written in many scripts, which
 * nothing else on a page is.
 */
export function languageMenus(facts: readonly BlockFacts[]): Uint8Array {
  const found = new Uint8Array(facts.length);
  for (let from = 0; from < facts.length; from++) {
    if (!isName(facts[from]!)) continue;
    const scripts = new Set<number>();
    let to = from;
    for (; to < facts.length && isName(facts[to]!); to++) {
      const script = scriptOf(facts[to]!.text);
      if (script >= 0 || LATIN.test(facts[to]!.text)) scripts.add(script);
    }
    if (to - from >= LEAST_LINKS && scripts.size >= LEAST_SCRIPTS) found.fill(1, from, to);
    from = to;
  }
  return found;
}
