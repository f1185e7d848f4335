#!/usr/bin/env node
// Scores the names that dist/ finds on the public sets; trains nothing.
//
//   npm run build && node tests/bench/entities.mjs [BENCH]      BENCH or WINNOW_BENCH: the folder of the sets
//
// crossner_politics_test, uner_ewt_test, GUM's news and a fifth of the marked pages took no part in training; the
// seeds neither.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench =
  process.argv[2] ??
  process.env.WINNOW_BENCH ??
  fileURLToPath(new URL('../../../shared/bench', import.meta.url));
const english = { language: 'en' };
const { isKeptOut, markedDocs } = await import('../../scripts/entities/marked.mjs');
const before = process.memoryUsage().rss;
const { findEntities } = await import('../../dist/src/entities/index.js');

const docsOf = (set) =>
  readFileSync(join(bench, 'sets', 'entities', `${set}.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const wordsIn = (text) => text.split(/\s+/).length;
const percent = (part, whole) => ((100 * part) / (whole || 1)).toFixed(1);

const scratch = mkdtempSync(join(tmpdir(), 'winnow-entities-'));
const score = (set) => {
  const out = join(scratch, 'out.jsonl');
  const found = docsOf(set).map((doc) =>
    JSON.stringify({ id: doc.id, entities: findEntities(doc.text, english) }),
  );
  writeFileSync(out, `${found.join('\n')}\n`);
  return execFileSync(process.execPath, [join(bench, 'bench.mjs'), 'score-entities', set, out], {
    encoding: 'utf8',
  });
};

const TYPES = { PER: 'person', ORG: 'organization', LOC: 'place' };
const SMALL = /^(?:an?|the|of|in|on|at|to|for|and|or|by|with|from|as|but)$/i;
/** The same sentences as other lines of a page are written; each gives a text and how far its offsets move. */
const STYLES = {
  'as it is': (text) => [text, 0],
  'headline in title case': (text) => [
    text.replace(/\p{L}[\p{L}’']*/gu, (word, at) =>
      at > 0 && SMALL.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    ),
    0,
  ],
  'line in capitals': (text) => [text.toUpperCase().length === text.length ? text.toUpperCase() : text, 0],
  caption: (text) => [`File photo: ${text} (Photo: Harbour Press)`, 'File photo: '.length],
};

/** F1 of exact spans with their types when every text of a set is rewritten. */
const scoreStyle = (set, style) => {
  let [right, found, wanted] = [0, 0, 0];
  for (const doc of docsOf(set)) {
    const [text, by] = style(doc.text);
    const inside = (start, end) => start >= by && end <= by + doc.text.length;
    const want = new Set(
      doc.ents.filter(({ t }) => TYPES[t]).map(({ s, e, t }) => `${TYPES[t]} ${s + by} ${e + by}`),
    );
    const got = findEntities(text, english)
      .filter(({ type }) => Object.values(TYPES).includes(type))
      .flatMap(({ type, mentions }) =>
        mentions.filter((m) => inside(m.start, m.end)).map((m) => `${type} ${m.start} ${m.end}`),
      );
    right += got.filter((key) => want.has(key)).length;
    found += got.length;
    wanted += want.size;
  }
  return percent(2 * right, found + wanted);
};

/** Pairs of differently written mentions of one entity, among GUM's news mentions that were found. */
const newsAliases = () => {
  let [right, wrong, missed] = [0, 0, 0];
  for (const doc of docsOf('gum_names').filter((one) => one.genre === 'news')) {
    const entities = findEntities(doc.text, english);
    const entityAt = new Map(entities.flatMap((e, i) => e.mentions.map((m) => [`${m.start}:${m.end}`, i])));
    const mentions = doc.mentions
      .map((m) => ({ ...m, entity: entityAt.get(`${m.s}:${m.e}`) }))
      .filter((m) => m.entity !== undefined);
    for (const [i, a] of mentions.entries()) {
      for (const b of mentions.slice(0, i)) {
        if (a.text.toLowerCase() === b.text.toLowerCase()) continue;
        const same = a.cluster === b.cluster;
        const said = a.entity === b.entity;
        if (same && said) right++;
        else if (said) wrong++;
        else if (same) missed++;
      }
    }
  }
  return `P ${percent(right, right + wrong)}, R ${percent(right, right + missed)}, F1 ${percent(2 * right, 2 * right + wrong + missed)}`;
};

/** Exact spans with their types on the marked passages that never train; what may be read either way counts for nothing. */
const scoreMarked = () => {
  const counts = new Map(
    ['micro', ...Object.values(TYPES)].map((type) => [type, { right: 0, found: 0, wanted: 0 }]),
  );
  const add = (type, what) => {
    for (const each of ['micro', type]) counts.get(each)[what]++;
  };
  const docs = markedDocs(bench).filter(({ id }) => isKeptOut(id));
  for (const { text, spans, open } of docs) {
    const want = new Set(spans.map(({ type, start, end }) => `${type} ${start} ${end}`));
    for (const { type } of spans) add(type, 'wanted');
    for (const { type, mentions } of findEntities(text, english)) {
      if (!counts.has(type)) continue;
      for (const { start, end } of mentions) {
        if (open.some(([from, to]) => from < end && to > start)) continue;
        add(type, 'found');
        if (want.has(`${type} ${start} ${end}`)) add(type, 'right');
      }
    }
  }
  const lines = [...counts].map(
    ([type, { right, found, wanted }]) =>
      `${type}: P ${percent(right, found)}, R ${percent(right, wanted)}, F1 ${percent(2 * right, found + wanted)} (${wanted})`,
  );
  return `${docs.length} passages\n${lines.join('\n')}`;
};

const TEXT_ROLES = ['paragraph', 'heading', 'list-item', 'quote'];
/** Expected entities of the sample pages, all their forms merged; article texts are cut by the hand-made gold. */
const sampleEntities = () => {
  const seeds = join(bench, '..', 'seeds');
  if (!existsSync(join(seeds, 'expected.json'))) return null;
  const expected = JSON.parse(readFileSync(join(seeds, 'expected.json'), 'utf8'));
  const gold = readFileSync(join(seeds, 'gold.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  let [all, merged] = [0, 0];
  const junk = [];
  for (const [page, want] of Object.entries(expected.pages)) {
    const lines = readFileSync(join(seeds, page), 'utf8').split('\n');
    const articles = new Map();
    for (const [name, line, article, roles] of gold) {
      if (name !== page || article === '0' || !roles.split('|').some((role) => TEXT_ROLES.includes(role)))
        continue;
      articles.set(article, [...(articles.get(article) ?? []), lines[line - 1]]);
    }
    const entities = [...articles.values()].flatMap((texts) => findEntities(texts.join('\n\n'), english));
    for (const { type, forms } of want.entities) {
      all++;
      const hits = forms.map((form) =>
        entities.filter(
          (e) => e.type === type && e.mentions.some((m) => m.text.replace(/\s+/g, ' ') === form),
        ),
      );
      if (hits.every((hit) => hit.length > 0) && new Set(hits.flat().map((e) => e.name)).size === 1) merged++;
    }
    junk.push(...entities.map((e) => e.name).filter((name) => expected.never.includes(name)));
  }
  return `${merged} of ${all} (${percent(merged, all)} %), junk ${junk.length} ${junk.join(', ')}`;
};

const rate = (texts, read) => {
  const words = texts.reduce((sum, text) => sum + wordsIn(text), 0);
  const started = performance.now();
  for (const text of texts) read(text);
  return Math.round((1000 * words) / (performance.now() - started));
};

try {
  for (const set of ['crossner_politics_test', 'uner_ewt_test']) {
    console.log(`## ${set} (held out: no part of it trains)\n${score(set)}`);
  }
  console.log('## crossner_politics_test written as other lines are, micro F1');
  for (const [name, style] of Object.entries(STYLES))
    console.log(`${name}: ${scoreStyle('crossner_politics_test', style)}`);
  console.log(`\n## aliases, gum_names news (held out)\n${newsAliases()}\n`);
  const samples = sampleEntities();
  if (samples !== null)
    console.log(`## sample pages, expected entities with all forms merged (held out)\n${samples}\n`);
  console.log(
    `## memory\nrss grew by ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB over everything above\n`,
  );

  console.log(
    `## passages of pages of all kinds, marked for Winnow (held out: a fifth of the pages)\n${scoreMarked()}\n`,
  );

  const texts = docsOf('gum_names').map((doc) => doc.text);
  const ours = rate(texts, (text) => findEntities(text, english));
  const { default: nlp } = await import('compromise/three');
  nlp('Warm up.');
  const theirs = rate(texts, (text) => {
    const view = nlp(text);
    for (const kind of ['people', 'organizations', 'places']) view[kind]().json({ offset: true });
  });
  console.log(
    `## speed, one thread, words a second\nwinnow ${ours}, compromise ${theirs}: ${(ours / theirs).toFixed(1)} times`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
