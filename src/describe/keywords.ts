import type { Block } from '../document/block.ts';
import { littleWordsOf } from './little-words.ts';
import { folded } from './text.ts';
import { wordsOf } from './words.ts';

/** So much of a text shows what it is about; the cost stays the same for a book. */
const ENOUGH = 4_000;
const MOST = 8;
const LONGEST_PHRASE = 3;
/** A text of fewer words says too little by its repetitions. */
const FEWEST_WORDS = 60;
const LEAST_COUNT = 2;
/** A single word must come up more often than a phrase to tell anything. */
const LEAST_COUNT_OF_ONE = 3;
const IN_TITLE = 2;
const IN_HEADING = 1.3;
/** Longer phrases say more, and are rarer by chance. */
const BY_WORDS = [0, 1, 1.7, 2];

interface Token {
  readonly key: string;
  readonly form: string;
  /** Which word of the text it is. */
  readonly at: number;
}

interface Phrase {
  /** As the text writes it first. */
  readonly form: string;
  readonly words: number;
  readonly first: number;
  count: number;
}

/**
 * Phrases of up to three words that a text comes back to, most telling first: counted between little words and
 * punctuation, weighed by how often they come, how early, and whether title and headings have them. Empty for
 * short texts, and in languages whose little words are not known, Chinese and Japanese among them.
 */
export function keywordsOf(
  text: string,
  language: string | null,
  title: string | null,
  headings: readonly Block[],
): string[] {
  const little = littleWordsOf(language);
  if (little.size === 0 || text.length < FEWEST_WORDS * 4) return [];
  const { phrases, words } = phrasesOf(text.slice(0, ENOUGH), little);
  if (words < FEWEST_WORDS) return [];
  const inTitle = ` ${folded(title ?? '')} `;
  const inHeadings = ` ${folded(headings.map((block) => block.text).join(' '))} `;
  const ranked = [...phrases]
    .filter(([, { count, words: n }]) => count >= (n === 1 ? LEAST_COUNT_OF_ONE : LEAST_COUNT))
    .map(([key, phrase]) => {
      const within = ` ${folded(key)} `;
      const named = inTitle.includes(within) ? IN_TITLE : inHeadings.includes(within) ? IN_HEADING : 1;
      const early = 1 + 1 / (1 + phrase.first / 50);
      return { key, phrase, score: Math.log2(1 + phrase.count) * BY_WORDS[phrase.words]! * named * early };
    })
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
  const chosen: typeof ranked = [];
  for (const each of ranked) {
    if (chosen.length === MOST) break;
    if (!chosen.some((other) => covers(other, each))) chosen.push(each);
  }
  return chosen.map(({ phrase }) => phrase.form);
}

/** Whether a phrase says nothing beside one that was chosen: one holds the other. */
const covers = (chosen: { readonly key: string }, other: { readonly key: string }): boolean =>
  ` ${chosen.key} `.includes(` ${other.key} `) || ` ${other.key} `.includes(` ${chosen.key} `);

/** The words of a text between signs and little words; null where a run of words ends. */
function runsOf(text: string, little: ReadonlySet<string>): { tokens: (Token | null)[]; words: number } {
  const tokens: (Token | null)[] = [];
  let words = 0;
  for (const form of wordsOf(text)) {
    if (form === null) {
      tokens.push(null);
      continue;
    }
    const key = form.toLowerCase().replace('’', "'");
    words++;
    // "it's" is as little as "it".
    const isLittle =
      key.length < 3 ||
      little.has(key) ||
      (key.includes("'") && little.has(key.replace(/'\p{L}{1,2}$/u, '')));
    tokens.push(isLittle ? null : { key, form, at: words });
  }
  return { tokens, words };
}

function phrasesOf(
  text: string,
  little: ReadonlySet<string>,
): { phrases: Map<string, Phrase>; words: number } {
  const { tokens, words } = runsOf(text, little);
  const counts = new Map<string, number>();
  for (const token of tokens) if (token !== null) counts.set(token.key, (counts.get(token.key) ?? 0) + 1);
  const phrases = new Map<string, Phrase>();
  const add = (key: string, from: number, size: number): void => {
    const known = phrases.get(key);
    if (known) {
      known.count++;
      return;
    }
    const form = tokens.slice(from, from + size).map((token) => token!.form);
    phrases.set(key, { form: form.join(' '), words: size, first: tokens[from]!.at, count: 1 });
  };
  for (let from = 0; from < tokens.length; from++) {
    let key = '';
    // A phrase comes twice only where each of its words does.
    for (let size = 1; size <= LONGEST_PHRASE; size++) {
      const token = tokens[from + size - 1];
      if (!token || counts.get(token.key)! < LEAST_COUNT) break;
      key = size === 1 ? token.key : `${key} ${token.key}`;
      add(key, from, size);
    }
  }
  return { phrases, words };
}
