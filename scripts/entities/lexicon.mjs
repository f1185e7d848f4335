// Builds the lexicon: what is known of words and phrases, by their hashes.
import { hashWord, join } from '../../dist/src/entities/tagger/hash.js';
import * as lex from '../../dist/src/entities/tagger/lexicon.js';
import { analyse, hasCapital, MODE_PROSE } from '../../dist/src/entities/tagger/sentence.js';
import { tokenize } from '../../dist/src/entities/tagger/tokenize.js';
import { clusterWords } from './clusters.mjs';
import * as lists from './lists.mjs';
import { readWordClasses } from './word-classes-file.mjs';

export const EMPTY = {
  find: () => -1,
  bits: new Uint16Array(0),
  capital: new Uint8Array(0),
  cluster: new Uint8Array(0),
  fine: new Uint16Array(0),
  coarse: new Uint8Array(0),
  likeness: new Uint32Array(0),
};
const CLASSES = 250;
const CLASS_ROUNDS = 8;
const FEWEST = 4;
const FEWEST_FOR_CLASS = 6;
const CALENDAR =
  'january february march april may june july august september october november december jan. feb. aug. sept. sep. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun ramadan muharram christmas easter';

/** How often prose writes each word with a capital, and all word counts. */
const countWords = (texts) => {
  const words = new Map();
  const sentences = [];
  for (const text of texts) {
    const tokens = tokenize(text);
    const analysis = analyse(text, tokens, EMPTY);
    const hashes = Array.from(analysis.hash);
    for (let i = 0; i < tokens.count; i++) {
      const entry = words.get(hashes[i]) ?? { total: 0, capital: 0, lower: 0 };
      entry.total++;
      const inside = analysis.mode[i] === MODE_PROSE && analysis.first[i] === 0;
      if (inside) {
        if (hasCapital(tokens.shape[i])) entry.capital++;
        else entry.lower++;
      }
      words.set(hashes[i], entry);
    }
    sentences.push(hashes);
  }
  return { words, sentences };
};

const capitalBucket = ({ capital, lower }) => {
  const seen = capital + lower;
  if (seen < 3) return 0;
  const share = capital / seen;
  return share < 0.02 ? 1 : share < 0.2 ? 2 : share < 0.7 ? 3 : share < 0.97 ? 4 : 5;
};

const entryOf = (entries, hash) => {
  const known = entries.get(hash);
  if (known !== undefined) return known;
  const fresh = { bits: 0, capital: 0, cluster: 0, fine: 0, coarse: 0, likeness: 0 };
  entries.set(hash, fresh);
  return fresh;
};

const addCapitals = (entries, words) => {
  for (const [hash, word] of words) {
    const bucket = capitalBucket(word);
    if (word.total >= FEWEST && bucket > 0) entryOf(entries, hash).capital = bucket;
  }
};

const addClusters = (entries, { words, sentences }) => {
  const frequent = [...words].filter(([, word]) => word.total >= FEWEST_FOR_CLASS);
  frequent.sort((a, b) => b[1].total - a[1].total || a[0] - b[0]);
  const ids = new Map(frequent.map(([hash], id) => [hash, id]));
  console.error(`  ${ids.size} words sorted into ${CLASSES} classes`);
  const classes = clusterWords(
    sentences.map((hashes) => hashes.map((hash) => ids.get(hash) ?? -1)),
    ids.size,
    CLASSES,
    CLASS_ROUNDS,
  );
  for (const [hash, id] of ids) entryOf(entries, hash).cluster = classes[id];
};

const addWordClasses = (entries) => {
  for (const { word, ...classes } of readWordClasses()) {
    const entry = entryOf(entries, hashWord(word, 0, word.length));
    if (entry.fine === 0) Object.assign(entry, classes);
  }
};

const addLists = (entries) => {
  const entry = (hash) => entryOf(entries, hash);
  const hashesOf = (name) => {
    const tokens = tokenize(name);
    return Array.from({ length: tokens.count }, (_, i) => hashWord(name, tokens.start[i], tokens.end[i]));
  };
  const isCommon = (hash) => {
    const bucket = entries.get(hash)?.capital ?? 0;
    return bucket === 1 || bucket === 2;
  };
  const addPhrase = (name, bit, { common = true } = {}) => {
    const hashes = hashesOf(name);
    if (hashes.length === 0 || hashes.length > 6) return;
    if (!common && hashes.length === 1 && isCommon(hashes[0])) return;
    let hash = hashes[0];
    for (let i = 1; i < hashes.length; i++) {
      entry(hash).bits |= lex.LEX_PREFIX;
      hash = join(hash, hashes[i]);
    }
    entry(hash).bits |= bit;
  };
  const addWord = (word, bit) => {
    for (const hash of hashesOf(word)) entry(hash).bits |= bit;
  };
  const addName = (name, bit) => {
    const hashes = hashesOf(name);
    if (hashes.length === 1 && name.length > 1) entry(hashes[0]).bits |= bit;
    // "Ki-moon", "N'Dour": each part counts where it is long enough to be a name
    else
      for (const part of name.split(/[-\s]/))
        if (part.length > 2) for (const h of hashesOf(part)) entry(h).bits |= bit;
  };

  const { large, small } = lists.cityNames();
  for (const name of small) addPhrase(name, lex.LEX_TOWN, { common: false });
  for (const name of large) addPhrase(name, lex.LEX_CITY, { common: false });
  for (const name of lists.countryNames()) addPhrase(name, lex.LEX_COUNTRY);
  for (const name of lists.regions()) addPhrase(name, lex.LEX_REGION);
  for (const name of lists.organizations()) addPhrase(name, lex.LEX_ORGANIZATION);
  for (const name of lists.persons()) addPhrase(name, lex.LEX_PERSON);
  for (const name of lists.givenNames()) addName(name, lex.LEX_GIVEN_NAME);
  for (const name of lists.surnames()) addName(name, lex.LEX_SURNAME);
  for (const name of lists.demonyms()) addPhrase(name, lex.LEX_DEMONYM);
  for (const word of lists.listedWords('organization-words')) addWord(word, lex.LEX_ORGANIZATION_WORD);
  for (const word of lists.listedWords('place-words')) addWord(word, lex.LEX_PLACE_WORD);
  for (const word of lists.listedWords('event-words')) addWord(word, lex.LEX_EVENT_WORD);
  for (const word of lists.listedWords('titles')) addWord(word, lex.LEX_TITLE);
  for (const word of CALENDAR.split(' ')) addWord(word, lex.LEX_CALENDAR);
  // punctuation is no name and no cue, whatever list it came from
  for (const mark of ['-', "'s", '’', "'", '&', ',', '.', '/', '!']) {
    for (const hash of hashesOf(mark)) if (entries.has(hash)) entries.get(hash).bits &= lex.LEX_PREFIX;
  }
};

/** What lists and running text alone say of words: bits and capitals by hash. */
export const knownWords = (texts) => {
  const entries = new Map();
  addCapitals(entries, countWords(texts).words);
  addLists(entries);
  return entries;
};

export const buildLexicon = (texts) => {
  const counted = countWords(texts);
  console.error(`  ${counted.words.size} words in ${counted.sentences.length} texts`);
  const entries = new Map();
  addCapitals(entries, counted.words);
  addClusters(entries, counted);
  addLists(entries);
  addWordClasses(entries);
  return entries;
};
