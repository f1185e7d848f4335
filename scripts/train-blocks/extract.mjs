// Pages of the sets as the models see them: features, tokens, labels.
import { outline } from '../../dist/src/clean/index.js';
import { mix } from '../../dist/src/clean/model/hash.js';
import { htmlFeatures } from '../../dist/src/clean/model/html-features.js';
import { textFeatures } from '../../dist/src/clean/model/text-features.js';
import {
  forElementValues,
  pageTokens as htmlPageTokens,
  Lexicon,
  labelTokens,
  SPACE,
  sectionTokens,
  textPageTokens,
} from '../../dist/src/clean/model/tokens.js';
import { cleanText } from '../../dist/src/clean/text/index.js';
import { alignBlocks, snippetLabels, wordsOf } from './align.mjs';
import { benchFolder, goldOf, pagesOf, siteOf } from './sets.mjs';
import { Vocabulary } from './token-model.mjs';

const LEAST_SITES = 5;
/** How much a block weighs in training grows slower than its words. */
const WORD_POWER = 0.8;
/** What all blocks of a page weigh together: full gold, and a few snippets. */
const PAGE_WEIGHT = { 'wcxb-dev': 60, trafilatura: 12 };
const OPTIONS = { entities: false, disabledRules: [] };
const NONE = [];

/** Everything that training needs of both sets, as HTML or flattened. Columns run over the blocks of all pages. */
export async function extract(kind, { every = 1 } = {}) {
  const flatten = kind === 'text' ? (await import(new URL('flatten.mjs', folderUrl()))).flatten : null;
  const pages = [];
  const chunks = [];
  let names = [];
  let rows = 0;
  const vocabulary = new Vocabulary(LEAST_SITES);
  const pageVocabulary = new Vocabulary(LEAST_SITES);
  for (const set of ['wcxb-dev', 'trafilatura']) {
    const gold = goldOf(set);
    let n = 0;
    for await (const page of pagesOf(set)) {
      if (n++ % every !== 0) continue;
      const truth = gold[page.id];
      const site = siteOf(page.url, page.id);
      const seen = flatten ? readText(page, flatten) : readHtml(page, site, vocabulary);
      const { texts, features } = seen;
      // What an image is described by often stands beside it as text: that is what the gold text holds.
      const labels =
        set === 'wcxb-dev'
          ? alignBlocks(
              seen.certain ? texts.map((text, i) => (seen.certain[i] ? '' : text)) : texts,
              truth.text,
            )
          : snippetLabels(texts, truth.with, truth.without);
      const words = texts.map((text) => wordsOf(text).length);
      names = features.columns.names;
      chunks.push(features.columns.values);
      const label = features.blockWords.map(labelTokens);
      for (const list of label) for (const hash of list) vocabulary.see(hash, site);
      const headings = features.headings;
      const sections = new Map();
      for (const heading of new Set(headings))
        sections.set(heading, heading < 0 ? [] : sectionTokens(features.blockWords[heading]));
      for (const list of sections.values()) for (const hash of list) vocabulary.see(hash, site);
      const pageTokens = flatten
        ? textPageTokens(texts, features.blockWords, page.url)
        : htmlPageTokens(seen.parts.markup, features.blockWords, page.url, new Lexicon());
      for (const hash of pageTokens) pageVocabulary.see(hash, site);
      pages.push({
        id: page.id,
        set,
        site,
        url: page.url,
        type: truth.type ?? null,
        truth,
        texts,
        words: flatten ? features.words : features.contentWords,
        blockKinds: features.blockKinds,
        start: rows,
        end: rows + texts.length,
        vector: features.page.values,
        vectorNames: features.page.names,
        ...seen.tree,
        label,
        section: Array.from(headings, (heading) => sections.get(heading)),
        pageTokens,
        y: Float32Array.from(labels, (share) => (share < 0 ? -1 : share >= 0.5 ? 1 : 0)),
        w: weightsOf(labels, words, kind, set, truth, seen.certain),
        judge: seen.judge,
      });
      rows += texts.length;
    }
  }
  vocabulary.freeze();
  pageVocabulary.freeze();
  for (const page of pages) {
    page.own = page.own.map((list) => known(list, vocabulary));
    page.above = page.above.map((list) => known(list, vocabulary));
    page.label = page.label.map((list) => known(list, vocabulary));
    const seen = new Map();
    page.section = page.section.map(
      (list) => seen.get(list) ?? seen.set(list, known(list, vocabulary)).get(list),
    );
    page.pageTokens = known(page.pageTokens, pageVocabulary);
  }
  return { kind, pages, rows, names, columns: joined(names, chunks, rows), vocabulary, pageVocabulary };
}

const folderUrl = () =>
  new URL(`file://${benchFolder().startsWith('/') ? '' : `${process.cwd()}/`}${benchFolder()}/`);
const known = (list, vocabulary) =>
  Int32Array.from(list.map((hash) => vocabulary.ids.get(hash) ?? -1).filter((id) => id >= 0));

function readHtml(page, site, vocabulary) {
  const parts = outline({ url: page.url, mediaType: 'text/html', text: page.html, charset: 'utf-8' });
  const features = htmlFeatures(parts.blocks, parts.markup, page.url);
  const { facts, tree } = features;
  const kept = { facts, tree };
  return {
    parts,
    features,
    texts: parts.blocks.map((block) => block.text),
    tree: treeTokens(parts, facts, tree, site, vocabulary),
    // Image texts have their role whatever the model says.
    certain: facts.map((fact) => fact.inner === 'img' || fact.inner === 'svg'),
    judge: { parts, features: kept },
  };
}

function readText(page, flatten) {
  const parts = outline({
    url: page.url,
    mediaType: 'text/plain',
    text: flatten(page.html),
    charset: 'utf-8',
  });
  const lines = cleanText(parts, OPTIONS);
  const none = new Int32Array(lines.length).fill(-1);
  return {
    parts,
    features: textFeatures(lines, page.url),
    texts: lines.map((line) => line.text),
    tree: { parent: NONE, node: none, line: none, own: NONE, above: NONE },
    judge: { lines },
  };
}

function treeTokens(parts, facts, tree, site, vocabulary) {
  const lexicon = new Lexicon();
  const spaced = new Map();
  const own = [];
  const above = [];
  for (const node of parts.markup.nodes) {
    const pair = [[], []];
    forElementValues(node, (value) => {
      const words = lexicon.words(value);
      let tokens = spaced.get(words);
      if (!tokens) {
        tokens = [words.map((word) => mix(word, SPACE.own)), words.map((word) => mix(word, SPACE.above))];
        spaced.set(words, tokens);
        for (const list of tokens) for (const token of list) vocabulary.see(token, site);
      }
      pair[0].push(...tokens[0]);
      pair[1].push(...tokens[1]);
    });
    own.push(pair[0]);
    above.push(pair[1]);
  }
  return {
    parent: tree.parent,
    node: Int32Array.from(facts, (fact) => fact.node),
    line: Int32Array.from(facts, (fact) => (fact.node >= 0 ? tree.block[fact.node] : -1)),
    own,
    above,
  };
}

function joined(names, chunks, rows) {
  return names.map((_, f) => {
    const column = new Float32Array(rows);
    let at = 0;
    for (const values of chunks) {
      column.set(values[f], at);
      at += values[f].length;
    }
    return column;
  });
}

/**
 * A word counts in F1 as much as the gold text is short: a page whose content is small beside what surrounds
 * it weighs more than one that is all content, within bounds. Of flattened text too little surrounds it.
 */
const weightBySize = (share) => 0.5 + Math.min(0.25 / share, 1.67);

/** Pages weigh alike whatever their size but for that; unlabelled blocks and empty gold weigh nothing. */
function weightsOf(labels, words, kind, set, truth, certain) {
  const weights = new Float32Array(labels.length);
  if (set === 'wcxb-dev' && (truth.text ?? '').trim() === '') return weights;
  let total = 0;
  let wanted = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < 0 || words[i] === 0 || certain?.[i]) continue;
    weights[i] = (1 + words[i]) ** WORD_POWER;
    total += weights[i];
    if (labels[i] >= 0.5) wanted += weights[i];
  }
  if (total === 0) return weights;
  const scale =
    (PAGE_WEIGHT[set] / total) * (kind === 'html' && set === 'wcxb-dev' ? weightBySize(wanted / total) : 1);
  for (let i = 0; i < labels.length; i++) weights[i] *= scale;
  return weights;
}
