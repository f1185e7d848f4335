#!/usr/bin/env node
// Quality of splitting: generated listings of many kinds of sites, and single articles that must not be cut.
//
//   npm run bench:split                          everything
//   npm run bench:split -- --pages 150           so many pages of wcxb-dev, spread over the set
//   npm run bench:split -- --show cuts           also names the single articles that are cut
//
// Boundaries: F1 over the places where an entry begins. Parts: of every entry of the page, how many have the
// right title, tags, day, author and teaser flag; an entry that was not found has all of them wrong.
// wcxb-dev: words of all articles of a page together against the gold text, beside the page kept whole.
import { parseArgs } from 'node:util';
import { DEFAULT_OPTIONS } from '../../dist/src/document/options.js';
import { refine } from '../../dist/src/refine.js';
import { FEEDS } from '../../node_modules/.cache/listing-generator/feeds.js';
import { generateListing, SITE } from '../../node_modules/.cache/listing-generator/generate.js';
import { HELD_OUT } from '../../node_modules/.cache/listing-generator/held-out.js';
import { SHAPES } from '../../node_modules/.cache/listing-generator/shapes.js';
import { table, wordF1 } from '../../scripts/train-blocks/report.mjs';
import { benchFolder, goldOf, hasSets, pagesOf } from '../../scripts/train-blocks/sets.mjs';

const { values } = parseArgs({
  options: { pages: { type: 'string' }, seeds: { type: 'string', default: '40' }, show: { type: 'string' } },
});

const OPTIONS = { ...DEFAULT_OPTIONS, entities: false };
const WHOLE = { ...OPTIONS, disabledRules: ['split:entries'] };
const KINDS = ['html', 'text'];

const refined = (kind, text, url, options = OPTIONS) =>
  refine(
    {
      url,
      mediaType: kind === 'html' ? 'text/html' : 'text/plain',
      charset: 'utf-8',
      bytes: Buffer.from(text),
    },
    options,
  );

/** For each block the piece that it shows, by walking both in order; -1 where none is. */
function piecesOf(blocks, pieces) {
  let at = 0;
  return blocks.map((block) => {
    for (let look = at; look < pieces.length; look++) {
      if (pieces[look].text !== block.text) continue;
      at = look + 1;
      return look;
    }
    return -1;
  });
}

const PARTS = ['title', 'tags', 'date', 'byline', 'teaser'];

const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);

function rightParts(article, entry) {
  if (article === undefined) return [];
  const { title, tags, published, authors, teaser } = article;
  return [
    title === entry.title && 'title',
    same([...tags].sort(), [...entry.tags].sort()) && 'tags',
    (published?.slice(0, 10) ?? null) === entry.published && 'date',
    same(authors, entry.author === null ? [] : [entry.author]) && 'byline',
    teaser === entry.teaser && 'teaser',
  ].filter(Boolean);
}

function listingRow(kind, names, seeds) {
  const counts = {
    found: 0,
    right: 0,
    all: 0,
    entries: 0,
    parts: Object.fromEntries(PARTS.map((p) => [p, 0])),
  };
  for (const name of names)
    for (let seed = 1; seed <= seeds; seed++) {
      const page = generateListing(name, seed);
      const { blocks, articles } = refined(kind, page[kind], `${SITE}/archive`);
      const places = piecesOf(blocks, page.pieces);
      const starts = new Set();
      for (const { ordinal } of articles) {
        const first = blocks.findIndex(({ article }) => article === ordinal);
        starts.add(places[first]);
      }
      // What the markup says of a picture is no block everywhere: an entry begins with its first block.
      const gold = page.entries.map((_, index) =>
        places.find((place) => place >= 0 && page.pieces[place].entry === index + 1),
      );
      counts.found += starts.size;
      counts.all += gold.length;
      counts.right += gold.filter((place) => starts.has(place)).length;
      page.entries.forEach((entry, index) => {
        const title = page.pieces.findIndex((piece) => piece.entry === index + 1 && piece.part === 'title');
        const ordinal = blocks[places.indexOf(title)]?.article;
        const article = articles.length > 1 ? articles.find((each) => each.ordinal === ordinal) : undefined;
        counts.entries++;
        const right = rightParts(article, entry);
        for (const part of right) counts.parts[part]++;
        if (values.show === name && (right.length < 5 || !starts.has(gold[index])))
          console.log(
            kind,
            seed,
            right.join(','),
            JSON.stringify({ entry, got: article && { ...article, claims: 0 } }),
          );
      });
    }
  const percent = (n) => ((100 * n) / counts.entries).toFixed(1);
  const sum = PARTS.reduce((total, part) => total + counts.parts[part], 0);
  return {
    'boundary F1': ((2 * counts.right) / (counts.found + counts.all)).toFixed(3),
    'parts %': ((100 * sum) / (counts.entries * PARTS.length)).toFixed(1),
    ...Object.fromEntries(PARTS.map((part) => [`${part} %`, percent(counts.parts[part])])),
  };
}

const seeds = Number(values.seeds);
const listings = [];
for (const kind of KINDS) {
  for (const [set, shapes] of Object.entries({ tuned: { ...SHAPES, ...FEEDS }, 'kept out': HELD_OUT })) {
    const names = Object.keys(shapes);
    for (const name of names)
      listings.push({ input: kind, shape: name, set, ...listingRow(kind, [name], seeds) });
    listings.push({ input: kind, shape: `all ${names.length}`, set, ...listingRow(kind, names, seeds) });
  }
}
console.log(`Generated listings, ${seeds} of each shape; rules were made with the tuned ones alone.\n`);
console.log(`${table(listings)}\n`);

if (!hasSets()) {
  console.log(`The public sets are not under ${benchFolder()} (WINNOW_BENCH names the folder).`);
  process.exit(0);
}

const { flatten } = await import(new URL('flatten.mjs', `file://${benchFolder()}/`));
const SPLIT_TYPES = new Set(['listing', 'collection']);
const gold = goldOf('wcxb-dev');
const total = Object.keys(gold).length;
const limit = Math.min(Number(values.pages ?? total), total);
const singles = Object.fromEntries(KINDS.map((kind) => [kind, { pages: 0, cut: 0 }]));
const texts = new Map();
let position = 0;
for await (const page of pagesOf('wcxb-dev')) {
  const taken = Math.floor((position * limit) / total) < Math.floor(((position + 1) * limit) / total);
  position++;
  const { type, text = '' } = gold[page.id];
  if (!taken || !(type === 'article' || SPLIT_TYPES.has(type))) continue;
  for (const kind of KINDS) {
    const source = kind === 'html' ? page.html : flatten(page.html);
    const { articles } = refined(kind, source, page.url);
    if (type === 'article') {
      singles[kind].pages++;
      if (articles.length < 2) continue;
      singles[kind].cut++;
      if (values.show === 'cuts') console.log(`cut: ${kind} ${page.id} ${page.url} into ${articles.length}`);
      continue;
    }
    const whole = articles.length > 1 ? refined(kind, source, page.url, WHOLE).articles : articles;
    const key = `${kind} ${type}`;
    const row = texts.get(key) ?? { pages: 0, split: 0, after: 0, before: 0 };
    const wordsOf = (all) => wordF1(all.map((article) => article.text).join('\n\n'), text);
    row.pages++;
    if (articles.length > 1) row.split++;
    row.after += wordsOf(articles);
    row.before += wordsOf(whole);
    if (values.show === 'listings')
      console.log(
        `${kind} ${type} ${page.id} ${articles.length} ${wordsOf(articles).toFixed(3)} ${wordsOf(whole).toFixed(3)} ${page.url}`,
      );
    texts.set(key, row);
  }
}
console.log(`wcxb-dev, ${limit} of ${total} pages: single articles cut in two or more.\n`);
console.log(
  `${table(
    KINDS.map((kind) => ({
      input: kind,
      articles: singles[kind].pages,
      cut: singles[kind].cut,
      'cut %': ((100 * singles[kind].cut) / Math.max(1, singles[kind].pages)).toFixed(2),
    })),
  )}\n`,
);
console.log('wcxb-dev, word F1 of all articles of a page together.\n');
console.log(
  table(
    [...texts].sort().map(([key, { pages, split, after, before }]) => ({
      input: key.split(' ')[0],
      type: key.split(' ')[1],
      pages,
      split,
      'all articles': (after / pages).toFixed(3),
      'kept whole': (before / pages).toFixed(3),
    })),
  ),
);
