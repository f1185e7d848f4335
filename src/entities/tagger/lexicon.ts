import { hashWord } from './hash.ts';
import { HashIndex } from './hash-index.ts';
import { VarintReader } from './varint.ts';

/** What the lexicon knows of a word or phrase, one bit each; the same numbers at training and at use. */
export const LEX_GIVEN_NAME = 1;
export const LEX_SURNAME = 2;
export const LEX_CITY = 4;
export const LEX_TOWN = 8;
export const LEX_COUNTRY = 16;
export const LEX_REGION = 32;
export const LEX_ORGANIZATION = 64;
/** Words that say "organization" inside a name: Party, Ministry, University. */
export const LEX_ORGANIZATION_WORD = 128;
export const LEX_DEMONYM = 256;
/** Titles and roles that come before a person. */
export const LEX_TITLE = 512;
/** Words that say "place" inside a name: River, Street, Province. */
export const LEX_PLACE_WORD = 1024;
export const LEX_CALENDAR = 2048;
/** Words that say "event" inside a name: War, Election, Cup. */
export const LEX_EVENT_WORD = 4096;
/** A longer phrase of the lexicon starts like this. */
export const LEX_PREFIX = 8192;
export const LEX_PERSON = 16384;

export const LEX_PLACE = LEX_CITY | LEX_TOWN | LEX_COUNTRY | LEX_REGION;
/** The bits that make a phrase a name of its own. */
export const LEX_PHRASE = LEX_PLACE | LEX_ORGANIZATION | LEX_PERSON;

/** A word's entry: `bits` as above, how often prose writes it with a capital, its distributional class. */
export interface Lexicon {
  /** Entry of a hash, -1 when the word is unknown. */
  find(hash: number): number;
  readonly bits: Uint16Array;
  /** 0 unknown, 1 nearly always lower case … 5 nearly always capitalised. */
  readonly capital: Uint8Array;
  /** 0 for none. */
  readonly cluster: Uint8Array;
  /** Class of the word among vectors learned on much more text, 0 for none: one of about a thousand. */
  readonly fine: Uint16Array;
  /** The same of about a hundred. */
  readonly coarse: Uint8Array;
  /** How much the word looks like each of `LIKENESSES`, three bits each; 0 where nothing is known. */
  readonly likeness: Uint32Array;
}

/** Unpacks a lexicon: count, then for each entry the step to its hash, bits, capital, cluster, and the classes by vectors where it has them. */
export function decodeLexicon(base64: string): Lexicon {
  const reader = new VarintReader(base64);
  const count = reader.next();
  const index = new HashIndex(count);
  const bits = new Uint16Array(count);
  const capital = new Uint8Array(count);
  const cluster = new Uint8Array(count);
  const fine = new Uint16Array(count);
  const coarse = new Uint8Array(count);
  const likeness = new Uint32Array(count);
  let hash = 0;
  for (let i = 0; i < count; i++) {
    hash = (hash + reader.next()) >>> 0;
    index.set(hash, i);
    const head = reader.next();
    bits[i] = head >>> 5;
    capital[i] = head & 7;
    cluster[i] = (head & 8) === 0 ? 0 : reader.next();
    if ((head & 16) === 0) continue;
    fine[i] = reader.next();
    coarse[i] = reader.next();
    likeness[i] = reader.next();
  }
  return { find: (key) => index.get(key), bits, capital, cluster, fine, coarse, likeness };
}

/** The bits of a word's entry; none when the lexicon does not know it. */
export const bitsOf = ({ find, bits }: Lexicon, word: string): number =>
  bits[find(hashWord(word, 0, word.length))] ?? 0;
