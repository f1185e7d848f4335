import { Alignment, MOST_CELLS } from './align.ts';
import { normalise } from './normalise.ts';

/** A stretch of words of two texts. */
export interface Stretch {
  /** `removed` stands in the first text only, `added` in the second only. */
  readonly kind: 'same' | 'removed' | 'added';
  /** As written, with the space that follows; that of the first text where both have the words. */
  readonly text: string;
}

interface Token {
  readonly key: string;
  readonly text: string;
}

/** A letter of a script without spaces, or what stands between spaces; each with the space that follows. */
const TOKEN =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|^)\s*/gu;

const tokensOf = (text: string): Token[] =>
  Array.from(text.matchAll(TOKEN), ([token]) => ({ key: normalise(token), text: token })).filter(
    (token) => token.text !== '',
  );

const alignment = new Alignment();

/**
 * What differs between two texts, word by word, for people to see; case and punctuation do not count as a
 * difference. The stretches that are `same` or `removed` make up the first text.
 */
export const wordDiff = (a: string, b: string): readonly Stretch[] => {
  const tokensA = tokensOf(a);
  const tokensB = tokensOf(b);
  const stretches: { kind: Stretch['kind']; text: string }[] = [];
  const put = (kind: Stretch['kind'], tokens: readonly Token[]): void => {
    if (tokens.length === 0) return;
    const text = tokens.map((token) => token.text).join('');
    const last = stretches.at(-1);
    if (last?.kind === kind) last.text += text;
    else stretches.push({ kind, text });
  };
  alignment.numberKeys(
    tokensA.map((token) => token.key),
    tokensB.map((token) => token.key),
  );
  const prefix = alignment.prefix(tokensA.length, tokensB.length);
  const suffix = alignment.suffix(tokensA.length, tokensB.length, prefix);
  const endA = tokensA.length - suffix;
  const endB = tokensB.length - suffix;
  put('same', tokensA.slice(0, prefix));
  if ((endA - prefix) * (endB - prefix) > MOST_CELLS) {
    put('removed', tokensA.slice(prefix, endA));
    put('added', tokensB.slice(prefix, endB));
  } else {
    alignment.align(prefix, endA, prefix, endB);
    let nextB = prefix;
    let nextA = prefix;
    for (let i = prefix; i < endA; i++) {
      const j = alignment.match[i]!;
      if (j === -1) continue;
      put('removed', tokensA.slice(nextA, i));
      put('added', tokensB.slice(nextB, j));
      put('same', tokensA.slice(i, i + 1));
      nextA = i + 1;
      nextB = j + 1;
    }
    put('removed', tokensA.slice(nextA, endA));
    put('added', tokensB.slice(nextB, endB));
  }
  put('same', tokensA.slice(endA));
  return stretches;
};

/** Of a stretch that is the same in both texts, `words` of it beside each change; nothing but those, where it is longer. */
export const edgesOf = (text: string, words: number, isFirst: boolean, isLast: boolean): string => {
  const all = text.split(/\s+/).filter(Boolean);
  if (all.length <= 2 * words) return all.join(' ');
  const head = isFirst ? [] : all.slice(0, words);
  const tail = isLast ? [] : all.slice(-words);
  return [...head, '…', ...tail].join(' ');
};
