// Turns documents into what the trainer learns from: features and allowed labels, stretch by stretch.
import { featuresAt, MOST_FEATURES } from '../../dist/src/entities/tagger/features.js';
import {
  FIRST,
  INNER,
  LABELS,
  LAST,
  labelOf,
  ONLY,
  OUTSIDE,
  TAG_TYPES,
} from '../../dist/src/entities/tagger/model.js';
import { analyse } from '../../dist/src/entities/tagger/sentence.js';
import { stretches } from '../../dist/src/entities/tagger/tag.js';
import { tokenize } from '../../dist/src/entities/tagger/tokenize.js';

const ANY = (1 << LABELS) - 1;
const MISC = TAG_TYPES.indexOf('misc');
const MISC_LABELS = [FIRST, INNER, LAST, ONLY].reduce((mask, at) => mask | (1 << labelOf(MISC, at)), 0);

/** A line of running text: other names than the marked ones may well stand in it. */
const PROSE = /^(?:\S+\s+){7,}\S.*[.!?…:]["'”’)\]]*$/u;

/** What is marked nowhere on a page is no name in a heading, a label or the line of a list; in prose it may be one. */
const proseOf = (text) => {
  const stretches = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g))
    if (PROSE.test(line.trim())) stretches.push([index, index + line.length]);
  return stretches;
};

/** The set of labels that each token may have, as bits. */
const allowedLabels = (doc, tokens, active) => {
  const allowed = new Int32Array(tokens.count).fill((1 << OUTSIDE) | (doc.misc ? 0 : MISC_LABELS));
  if (doc.misc === 'prose') {
    const prose = proseOf(doc.text);
    for (let i = 0; i < tokens.count; i++)
      if (prose.some(([from, to]) => tokens.start[i] >= from && tokens.end[i] <= to))
        allowed[i] |= MISC_LABELS;
  }
  const inside = (from, to) => {
    const found = [];
    for (let i = 0; i < tokens.count; i++) if (tokens.start[i] >= from && tokens.end[i] <= to) found.push(i);
    return found;
  };
  for (const [from, to] of doc.open ?? []) for (const i of inside(from, to)) allowed[i] = ANY;
  for (const span of doc.spans) {
    const marked = inside(span.start, span.end).filter((i) => active[i] === 1);
    const type = TAG_TYPES.indexOf(span.type);
    marked.forEach((i, k) => {
      const position = marked.length === 1 ? ONLY : k === 0 ? FIRST : k === marked.length - 1 ? LAST : INNER;
      allowed[i] = 1 << labelOf(type, position);
    });
  }
  return allowed;
};

/**
 * The stretches of a document: for each token the rows of its features (`rows` from one of `offsets`
 * to the next) and its allowed labels. `row(hash)` gives a feature's row, or -1 for one that is not learnt.
 */
export const stretchesOf = (doc, lexicon, weight, row) => {
  const tokens = tokenize(doc.text);
  const analysis = analyse(doc.text, tokens, lexicon);
  const allowed = allowedLabels(doc, tokens, analysis.active);
  const buffer = new Uint32Array(MOST_FEATURES);
  const found = [];
  for (const [from, to] of stretches(analysis)) {
    const rows = [];
    const offsets = new Int32Array(to - from + 1);
    for (let i = from; i < to; i++) {
      const count = featuresAt(doc.text, analysis, i, buffer);
      for (let k = 0; k < count; k++) {
        const at = row(buffer[k]);
        if (at >= 0) rows.push(at);
      }
      offsets[i - from + 1] = rows.length;
    }
    found.push({ rows: Int32Array.from(rows), offsets, allowed: allowed.slice(from, to), weight });
  }
  return found;
};

/** Features that occur often enough to be learnt, numbered in order of first sight. */
export const numberFeatures = (docs, lexicon, fewest) => {
  const counts = new Map();
  for (const doc of docs) {
    stretchesOf(doc, lexicon, 1, (hash) => {
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
      return -1;
    });
  }
  const rows = new Map();
  for (const [hash, count] of counts) if (count >= fewest) rows.set(hash, rows.size);
  return rows;
};
