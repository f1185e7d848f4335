import { type Comparison, compareWords } from './compare.ts';
import { hashNormal } from './fingerprint.ts';
import { HashIndex } from './hash-index.ts';
import { KeyIndex } from './key-index.ts';
import { sign, sketch } from './signature.ts';
import { TextArena } from './text-arena.ts';
import { Words } from './words.ts';

/** A text to be judged. */
export interface TextRecord {
  readonly id: string;
  readonly text: string;
}

/** What is said of one record. */
export interface Decision {
  readonly id: string;
  /** Id of the record, earlier and kept, that this one repeats; null when it repeats none. */
  readonly duplicate_of: string | null;
  /** Similarity to that record, 0 to 1. */
  readonly similarity: number | null;
  /** False when a reader of the other record does not need this one. */
  readonly kept: boolean;
}

/** Look-alikes after which no further candidate is read: rows of a form, of which there may be thousands. */
const MOST_LOOK_ALIKES = 6;

interface Match {
  readonly of: number;
  readonly similarity: number;
  readonly needless: boolean;
}

const isNeedless = (found: Comparison): boolean => found.redundant === 'both' || found.redundant === 'second';

/** A repeat that is not needed before one that is; then the more similar, then the earlier one. */
const isBetter = (a: Match, b: Match | null): boolean => {
  if (b === null || a.needless !== b.needless) return b === null || a.needless;
  return a.similarity !== b.similarity ? a.similarity > b.similarity : a.of < b.of;
};

/** Records that came before, and what is known of them. */
class Seen {
  readonly #words = new Words();
  readonly #other = new Words();
  readonly #hashes = new HashIndex();
  readonly #index = new KeyIndex();
  readonly #texts = new TextArena();
  /** By number of a normal form: id of the record that is kept for it, and the similarity to that record. */
  readonly #keptIds: string[] = [];
  readonly #keptSimilarity: number[] = [];
  /** By number in the index: id of the record. */
  readonly #indexedIds: string[] = [];

  judge(record: TextRecord): Decision {
    const words = this.#words.read(record.text);
    const number = this.#hashes.number(hashNormal(words));
    const known = this.#keptIds[number];
    if (known !== undefined)
      return { id: record.id, duplicate_of: known, similarity: this.#keptSimilarity[number]!, kept: false };
    const match = this.#findMatch(record);
    const kept = match === null || !match.needless;
    const duplicateOf = match === null ? null : this.#indexedIds[match.of]!;
    this.#keptIds.push(kept || duplicateOf === null ? record.id : duplicateOf);
    this.#keptSimilarity.push(kept || match === null ? 1 : match.similarity);
    return { id: record.id, duplicate_of: duplicateOf, similarity: match?.similarity ?? null, kept };
  }

  /** Looks for the record that this one repeats; keeps the record for later ones unless it is needless. */
  #findMatch(record: TextRecord): Match | null {
    const { keys, keysAt, sketches, sketchAt } = this.#index.room();
    if (!sign(this.#words.units, this.#words.length, keys, keysAt)) return null;
    sketch(sketches, sketchAt);
    let best: Match | null = null;
    let lookAlikes = 0;
    for (const of of this.#index.candidates()) {
      const found = compareWords(this.#other.read(this.#texts.get(of)), this.#words);
      if (found.lookAlike && ++lookAlikes === MOST_LOOK_ALIKES) break;
      if (found.kind === 'different' || found.lookAlike) continue;
      const match = { of, similarity: found.similarity, needless: isNeedless(found) };
      if (isBetter(match, best)) best = match;
    }
    if (best?.needless) return best;
    this.#index.add();
    this.#texts.add(record.text);
    this.#indexedIds.push(record.id);
    return best;
  }
}

const round = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 1000) / 1000;

/**
 * Says of every record, in the order of the records and as they come, whether it repeats an earlier one. Of
 * several repeats the first is kept. A record may repeat another and still be kept: it is a different cut of
 * it, or states other facts. What is only a look-alike (the same sentences with other facts) repeats nothing.
 *
 * Holds the texts that are kept, and about 350 bytes for each.
 */
export async function* dedupeStream(
  records: AsyncIterable<TextRecord> | Iterable<TextRecord>,
): AsyncGenerator<Decision> {
  const seen = new Seen();
  for await (const record of records) {
    const decision = seen.judge(record);
    yield { ...decision, similarity: round(decision.similarity) };
  }
}
