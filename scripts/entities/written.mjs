// Everyday text and news written for training, with its names marked: `[Tri-County Gas|o] called [Ann|p]`, where p is a
// person, o an organization, l a place, and x what may be read either way. A line is a document; one that begins with
// "/ " goes on with the document above.
import { readFileSync } from 'node:fs';
import { cityNames, givenNames, listedWords, surnames } from './lists.mjs';
import { MARK_TYPES } from './marked.mjs';
import { seeded } from './random.mjs';

const GENRES = ['reviews', 'mail', 'forum', 'weblog', 'answers', 'news', 'sport', 'business', 'plain'];
const MARK = /\[([^[\]|]+)\|([polx])\]/g;

const { pick, next } = seeded(1913);

/** A document from pieces of plain text and marked names. */
const assemble = (id, pieces) => {
  let text = '';
  const spans = [];
  const open = [];
  for (const { words, mark } of pieces) {
    const [start, end] = [text.length, text.length + words.length];
    if (mark === 'x') open.push([start, end]);
    else if (mark !== null) spans.push({ start, end, type: MARK_TYPES[mark] });
    text += words;
  }
  return { id, text, misc: false, open, spans };
};

const piecesOf = (source) => {
  const pieces = [];
  let at = 0;
  for (const match of source.matchAll(MARK)) {
    pieces.push({ words: source.slice(at, match.index), mark: null });
    pieces.push({ words: match[1], mark: match[2] });
    at = match.index + match[0].length;
  }
  pieces.push({ words: source.slice(at), mark: null });
  return pieces.filter(({ words }) => words !== '');
};

const sourcesOf = (genre) =>
  readFileSync(new URL(`./written/${genre}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .reduce((docs, line) => {
      if (line.startsWith('/ ')) docs.push(`${docs.pop()}\n${line.slice(2)}`);
      else docs.push(line);
      return docs;
    }, []);

/** As treebanks write it: `do n't`, `Ann 's`, marks apart from words. */
const parted = ({ words, mark }) => ({
  mark,
  words: words
    .replace(/(\p{L})(n['’]t)\b/gu, '$1 $2')
    .replace(/(\p{L})?(['’](?:s|re|ve|ll|m|d))\b/gu, '$1 $2')
    .replace(/(\p{L})([,.!?;:])(?=\s|$)/gu, mark === null ? '$1 $2' : '$1$2'),
});

const WORD = /^\p{Lu}[\p{L}'’-]+$/u;
const ACRONYM = /^[\p{Lu}\d&.]+$/u;
const given = [...listedWords('given-names'), ...givenNames()].filter((n) => WORD.test(n));
const family = [...listedWords('surnames'), ...surnames()].filter((n) => WORD.test(n));
const cities = cityNames().large.filter((n) => /^[A-Z][a-z]+(?: [A-Z][a-z]+)?$/.test(n));

const shapeOf = (words) => `${ACRONYM.test(words)} ${words.includes(' ')} ${/^\p{Lu}/u.test(words)}`;

/** The same lines about others: one new name for each old one, and organizations from lines of the same genre. */
const aboutOthers = (pieces, organizations) => {
  const names = new Map();
  const another = (words, mark) => {
    const shape = shapeOf(words);
    if (mark === 'o') return pick(organizations.get(shape));
    if (mark === 'l') return WORD.test(words) && !ACRONYM.test(words) ? pick(cities) : words;
    if (!/^\p{Lu}\p{Ll}/u.test(words)) return words;
    return words.includes(' ') ? `${pick(given)} ${pick(family)}` : pick(given);
  };
  return pieces.map(({ words, mark }) => {
    if (mark === null || mark === 'x') return { words, mark };
    if (!names.has(words)) names.set(words, another(words, mark));
    return { words: names.get(words), mark };
  });
};

/** As people write who do not look for the shift key. */
const lowered = ({ words, mark }) => ({ words: words.toLowerCase(), mark });

const PARTED = 0.4;
const LOWERED = 0.15;
const EVERYDAY = ['reviews', 'mail', 'forum', 'weblog', 'answers'];

/** What was written for training, each document once as it is and once about others, the same every time. */
export const writtenDocs = () =>
  GENRES.flatMap((genre) => {
    const written = sourcesOf(genre).map(piecesOf);
    const organizations = new Map();
    for (const { words, mark } of written.flat()) {
      if (mark !== 'o') continue;
      const shape = shapeOf(words);
      organizations.set(shape, [...(organizations.get(shape) ?? []), words]);
    }
    return written.flatMap((pieces, i) =>
      [pieces, aboutOthers(pieces, organizations)].map((made, k) => {
        const everyday = EVERYDAY.includes(genre);
        const apart = everyday && next() < PARTED ? made.map(parted) : made;
        return assemble(`${genre}${i}.${k}`, everyday && next() < LOWERED ? apart.map(lowered) : apart);
      }),
    );
  });
