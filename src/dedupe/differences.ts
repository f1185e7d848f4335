import type { Alignment } from './align.ts';
import { readFacts, type Side, sideOf } from './facts.ts';
import { commonLetters } from './letters.ts';
import { type Words, weigh } from './words.ts';

/** Letters that stand together unchanged before they count as common: `of the` is in every text. */
const SOLID = 10;

/** A changed stretch is another spelling when this share of its letters is common (Dice). */
const SPELLING = 0.6;

/** A word with another spelling may be another word when this share of its letters, or more, is not common. */
const OTHER_WORD = 0.25;

/** Words that a text may have before or after a quotation without saying more than who quotes. */
const FRAME_WORDS = 8;
/** Share of its letters that all frames of a text may have; more is text of its own. */
const FRAME_SHARE = 0.15;

/** Stretches whose sides differ more in words than this are not the same statement with another fact. */
const UNEVEN = 3;

/** Spellings that differ before a text counts as carelessly copied, so that names may be misspelt too. */
const CARELESS = 3;

/**
 * What differs between two texts, in letters of their normal forms (a wide character counts for two), seen
 * from an alignment of their words.
 */
export class Differences {
  /** Letters of the texts. */
  lettersA = 0;
  lettersB = 0;
  /** Letters that both have, in stretches long enough to mean something. */
  common = 0;
  /** Letters at the ends of one text, of which the other has nothing; frames are among them. */
  endsA = 0;
  endsB = 0;
  /** Letters of short, numberless ends of one text: who quotes, or a line of rights. */
  frameA = 0;
  frameB = 0;
  /** Letters of ordinary words that stand for others; none where the text is full of misspellings. */
  replacedA = 0;
  replacedB = 0;
  /** Changed stretches, ends left aside. */
  changes = 0;
  /** Changed stretches where both texts state a fact of the same kind, and not the same one. */
  swaps = 0;
  /** Whether one text states a fact that the other does not, frames left aside. */
  factsA = false;
  factsB = false;
  /** Letters between the first and the last that are common. */
  spanA = 0;
  spanB = 0;

  #run = 0;
  #runA = 0;
  #runB = 0;
  #firstA = -1;
  #firstB = -1;
  #spellings = 0;
  #nameSpellings = 0;
  readonly #replacements = new Set<number>();
  /** Stretches with a number that one text has alone, ends left aside. */
  #numbersA = 0;
  #numbersB = 0;

  /** Reads the differences off an alignment whose first `prefix` and last `suffix` words are equal. */
  read(a: Words, b: Words, alignment: Alignment, prefix: number, suffix: number): void {
    this.#reset(a, b);
    const sideA = sideOf(a, alignment.idsA);
    const sideB = sideOf(b, alignment.idsB);
    this.#keep(a, b, 0, prefix, 0);
    const endA = a.count - suffix;
    const endB = b.count - suffix;
    let fromA = prefix;
    let fromB = prefix;
    for (let word = prefix; word <= endA; word++) {
      const matched = word === endA ? endB : alignment.match[word]!;
      if (matched === -1) continue;
      sideA.start = fromA;
      sideA.end = word;
      sideB.start = fromB;
      sideB.end = matched;
      this.#change(sideA, sideB, alignment.seenSmall);
      if (word === endA) break;
      this.#keep(a, b, word, word + 1, matched);
      fromA = word + 1;
      fromB = matched + 1;
    }
    this.#keep(a, b, endA, a.count, endB);
    this.#closeRun();
    this.#judgeSpellings(a, b);
    this.#pairNumbers();
  }

  #reset(a: Words, b: Words): void {
    this.lettersA = lettersOf(a, 0, a.count);
    this.lettersB = lettersOf(b, 0, b.count);
    this.common = this.endsA = this.endsB = this.frameA = this.frameB = 0;
    this.replacedA = this.replacedB = 0;
    this.changes = this.swaps = this.spanA = this.spanB = 0;
    this.factsA = this.factsB = false;
    this.#run = this.#spellings = this.#nameSpellings = 0;
    this.#numbersA = this.#numbersB = 0;
    this.#replacements.clear();
    this.#runA = this.#runB = this.#firstA = this.#firstB = -1;
  }

  /** Words `start` to `end` of `a` are those of `b` from `startB` on. */
  #keep(a: Words, b: Words, start: number, end: number, startB: number): void {
    if (start === end) return;
    if (this.#run === 0) {
      this.#runA = a.starts[start]!;
      this.#runB = b.starts[startB]!;
    }
    this.#run += lettersOf(a, start, end);
    this.#lastA = a.ends[end - 1]!;
    this.#lastB = b.ends[startB + end - start - 1]!;
  }

  #lastA = 0;
  #lastB = 0;

  /** Ends a run of common words; a short one does not count. */
  #closeRun(): void {
    if (this.#run >= SOLID) {
      this.common += this.#run;
      if (this.#firstA === -1) {
        this.#firstA = this.#runA;
        this.#firstB = this.#runB;
      }
      this.spanA = this.#lastA - this.#firstA;
      this.spanB = this.#lastB - this.#firstB;
    }
    this.#run = 0;
  }

  #change(a: Side, b: Side, seenSmall: Uint8Array): void {
    const wordsA = a.end - a.start;
    const wordsB = b.end - b.start;
    if (wordsA === 0 && wordsB === 0) return;
    const isEnd = (a.start === 0 && b.start === 0) || (a.end === a.words.count && b.end === b.words.count);
    readFacts(a, seenSmall);
    readFacts(b, seenSmall);
    if (wordsA === 0 || wordsB === 0) {
      this.#closeRun();
      this.#addition(wordsA === 0 ? b : a, wordsA !== 0, isEnd);
      return;
    }
    this.changes++;
    if (this.#otherSpelling(a, b)) {
      this.#spellings += Math.max(wordsA, wordsB);
      this.#otherNumbers(a, b);
      if (a.names !== b.names) this.#nameSpellings++;
      return;
    }
    this.#closeRun();
    this.#replace(a, b);
    const even = wordsA <= UNEVEN * wordsB && wordsB <= UNEVEN * wordsA;
    if (isEnd && !even) {
      this.endsA += lettersOf(a.words, a.start, a.end);
      this.endsB += lettersOf(b.words, b.start, b.end);
    }
    const caseless = !a.words.cased || !b.words.cased;
    if (a.numbers !== b.numbers) this.#otherFacts(a.numbers !== 0, b.numbers !== 0, even);
    if (a.names !== b.names) this.#otherFacts(a.names !== 0, b.names !== 0, even && a.numbers === b.numbers);
    // Without capitals any word may be a name.
    if (caseless) this.#otherFacts(true, true, false);
    if (wordsA === 1 && wordsB === 1) this.#replacement(a.ids[a.start]!, b.ids[b.start]!);
  }

  /** One word that stands for another more than once is what the text is about: two sofas in the same words. */
  #replacement(wordA: number, wordB: number): void {
    const pair = wordA * 0x1000000 + wordB;
    if (this.#replacements.has(pair)) this.#otherFacts(true, true, true);
    this.#replacements.add(pair);
  }

  #replace(a: Side, b: Side): void {
    this.replacedA += lettersOf(a.words, a.start, a.end);
    this.replacedB += lettersOf(b.words, b.start, b.end);
  }

  /** A stretch that one text has alone. */
  #addition(side: Side, isA: boolean, isEnd: boolean): void {
    const letters = lettersOf(side.words, side.start, side.end);
    const framed = letters + (isA ? this.frameA : this.frameB);
    const isSmall = framed <= FRAME_SHARE * (isA ? this.lettersA : this.lettersB);
    const isFrame = isEnd && isSmall && side.end - side.start <= FRAME_WORDS && side.numbers === 0;
    if (isEnd && isA) this.endsA += letters;
    else if (isEnd) this.endsB += letters;
    else this.changes++;
    if (isFrame && isA) this.frameA += letters;
    else if (isFrame) this.frameB += letters;
    else if (side.numbers !== 0 || side.names !== 0) this.#otherFacts(isA, !isA, false);
    if (isEnd || side.numbers === 0) return;
    if (isA) this.#numbersA++;
    else this.#numbersB++;
  }

  /** Numbers of a stretch that is spelt otherwise; `c0untry` for `country` is no number. */
  #otherNumbers(a: Side, b: Side): void {
    if (a.numbers === b.numbers || (a.numbers === 0 && b.looksMisread) || (b.numbers === 0 && a.looksMisread))
      return;
    this.#otherFacts(a.numbers !== 0, b.numbers !== 0, true);
  }

  #otherFacts(inA: boolean, inB: boolean, sameKind: boolean): void {
    if (inA) this.factsA = true;
    if (inB) this.factsB = true;
    if (inA && inB && sameKind) this.swaps++;
  }

  /** Whether a changed stretch is the same words spelt otherwise; its common letters then belong to the run. */
  #otherSpelling(a: Side, b: Side): boolean {
    const common = commonLetters(a.words, a.start, a.end, b.words, b.start, b.end);
    if (common <= 0) return false;
    const unitsA = unitsOf(a.words, a.start, a.end);
    const unitsB = unitsOf(b.words, b.start, b.end);
    if (2 * common < SPELLING * (unitsA + unitsB)) return false;
    const longer = Math.max(unitsA, unitsB);
    if (longer - common >= OTHER_WORD * longer) this.#replace(a, b);
    if (this.#run === 0) {
      this.#runA = a.words.starts[a.start]!;
      this.#runB = b.words.starts[b.start]!;
    }
    this.#run += common;
    this.#lastA = a.words.ends[a.end - 1]!;
    this.#lastB = b.words.ends[b.end - 1]!;
    return true;
  }

  /** A number here for a number there is one swap, though the alignment sees two additions. */
  #pairNumbers(): void {
    const pairs = Math.min(this.#numbersA, this.#numbersB);
    this.swaps += pairs;
    this.changes -= pairs;
  }

  /** A name that is spelt otherwise is the same name only where ordinary words are misspelt as well. */
  #judgeSpellings(a: Words, b: Words): void {
    const caseless = !a.cased || !b.cased;
    const names = caseless ? this.#spellings : this.#nameSpellings;
    if (this.#spellings >= CARELESS) this.replacedA = this.replacedB = 0;
    const mostlyOthers = 2 * this.#nameSpellings <= this.#spellings;
    if (names === 0 || (mostlyOthers && this.#spellings >= CARELESS)) return;
    this.factsA = true;
    this.factsB = true;
    if (!mostlyOthers) this.swaps += this.#nameSpellings;
  }
}

const lettersOf = (words: Words, start: number, end: number): number => {
  let letters = 0;
  for (let word = start; word < end; word++)
    letters += weigh(words.units, words.starts[word]!, words.ends[word]!);
  return letters;
};

const unitsOf = (words: Words, start: number, end: number): number => {
  let units = 0;
  for (let word = start; word < end; word++) units += words.ends[word]! - words.starts[word]!;
  return units;
};
