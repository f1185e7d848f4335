#!/usr/bin/env node
// Learns the weights of src/describe/days/ from the half of the sites that rules are tuned on, prints how
// right the days that lines show are in five folds by registrable domain, and how right a chosen day is beside
// the confidence that it is given, and writes weights.ts and confidence-weights.ts.
//
//   npm run train:dates              figures, then the weights
//   npm run train:dates -- --dry     figures only
//
// The sets are read from the folder named by WINNOW_BENCH (default ../shared/bench).
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { clean, outline } from '../dist/src/clean/index.js';
import { datelineOf } from '../dist/src/describe/dateline.js';
import { confidenceOf, signsOf } from '../dist/src/describe/days/confidence.js';
import { datedLines, scriptDays } from '../dist/src/describe/days/dated-lines.js';
import { likeliestDay } from '../dist/src/describe/days/seen.js';
import { shownDays } from '../dist/src/describe/days/shown.js';
import { articleEvidence, pageEvidence } from '../dist/src/describe/evidence.js';
import { detectLanguage } from '../dist/src/describe/language.js';
import { modifiedOf, publishedOf } from '../dist/src/describe/published.js';
import { statedDays } from '../dist/src/describe/stated-days.js';
import { articleText, DEFAULT_OPTIONS } from '../dist/src/document/index.js';
import { split } from '../dist/src/split/index.js';
import { printTable } from '../tests/bench/bench-pages.mjs';
import { isTuned } from '../tests/bench/halves.mjs';
import { reliability, sureDays } from '../tests/bench/sure-days.mjs';
import { benchFolder, foldsOf, goldOf, hasSets, pagesOf, siteOf } from './train-blocks/sets.mjs';
import { dayOf, weightsFrom } from './train-dates/fit.mjs';
import { confidenceWeightsFrom } from './train-dates/fit-confidence.mjs';

const FOLDS = 5;
const WEIGHTS = new URL('../src/describe/days/weights.ts', import.meta.url);
const CONFIDENCE = new URL('../src/describe/days/confidence-weights.ts', import.meta.url);
const { values: options } = parseArgs({ options: { dry: { type: 'boolean' } } });
if (!hasSets()) {
  console.error(`No sets under ${benchFolder()}: name the bench folder with WINNOW_BENCH.`);
  process.exit(2);
}
const { flatten } = await import(pathToFileURL(`${benchFolder()}/flatten.mjs`).href);

/**
 * The dated lines of a page's own article, the days that its markup states, and what is chosen with the weights of lines
 * that are given; null when the page holds none or several.
 */
function shownOn({ url, html }, kind) {
  const text = kind === 'html' ? html : flatten(html);
  const page = { url, mediaType: kind === 'html' ? 'text/html' : 'text/plain', charset: 'utf-8', text };
  const cleaned = clean(outline(page), page, DEFAULT_OPTIONS);
  const { blocks, entries } = split(cleaned, page, DEFAULT_OPTIONS);
  if (entries.length !== 1) return null;
  const [{ article, url: entryUrl }] = entries;
  const body = articleText(blocks, article);
  const evidence = pageEvidence(cleaned, blocks, page, DEFAULT_OPTIONS);
  const language = detectLanguage(body, cleaned.markup?.lang ?? null);
  const own = articleEvidence(evidence, article, true, body, entryUrl, language);
  const { sure, weak } = statedDays(own);
  const stated = sure.map(({ value }) => dayOf(value));
  const scripts = sure.length + weak.length > 0 ? [] : scriptDays(own);
  const lines = datedLines(own, datelineOf(own).date);
  const choose = (learned) => {
    const { value, told, likelihoods } = publishedOf(own, lines, { [kind]: learned });
    if (value === null) return null;
    const changes = modifiedOf(own, lines, value).candidates;
    return { day: dayOf(value), signs: signsOf({ value, told, likelihoods, lines, changes }, own) };
  };
  return { stated, shown: shownDays([...lines, ...scripts], own), choose };
}

/**
 * The day to learn from: the gold, but what markup states where nobody looked, and where lines show that one and
 * not the gold: a day that no line shows teaches nothing of lines.
 */
function dayToLearn(gold, stated, shown) {
  const isShown = (day) => shown.some(({ value }) => dayOf(value) === day);
  if (gold === null || isShown(gold)) return gold ?? stated[0] ?? null;
  return stated.length > 0 && isShown(stated[0]) ? stated[0] : gold;
}

const toLearn = (pages) =>
  pages.filter(({ counts }) => counts).map(({ shown, learned }) => ({ shown, gold: learned }));

/** Days that the markup of a page states, by its id: its text is learned from with them as well. */
const statedIn = new Map();
const weights = {};
const figures = [];
/** Days that are chosen where one is known, with weights of lines that have not seen the site. */
const chosen = [];
for (const kind of ['html', 'text']) {
  const pages = [];
  for (const set of ['trafilatura', 'wcxb-dev']) {
    const gold = goldOf(set);
    for await (const page of pagesOf(set)) {
      const date = /^\d{4}-\d\d-\d\d/.exec(gold[page.id].date ?? '')?.[0] ?? null;
      if (!isTuned(page.url)) continue;
      const found = shownOn(page, kind);
      if (found === null) continue;
      const stated = kind === 'html' ? found.stated : (statedIn.get(page.id) ?? []);
      if (kind === 'html') statedIn.set(page.id, stated);
      const learned = dayToLearn(date, stated, found.shown);
      // Only wcxb-dev says of a page that it has no date; in the other set nobody looked.
      const counts = learned !== null || set === 'wcxb-dev';
      const site = siteOf(page.url, page.id);
      pages.push({ set, site, gold: date, learned, counts, shown: found.shown, choose: found.choose });
    }
  }
  const fold = foldsOf(
    pages.map(({ site }) => site),
    FOLDS,
  );
  for (let each = 0; each < FOLDS; each++) {
    const learned = weightsFrom(toLearn(pages.filter(({ site }) => fold.get(site) !== each)));
    for (const page of pages) {
      if (fold.get(page.site) !== each) continue;
      const { set, gold } = page;
      page.best = likeliestDay(page.shown, learned);
      const choice = page.choose(learned);
      chosen.push({
        kind,
        set,
        fold: each,
        known: gold !== null,
        given: choice !== null,
        right: choice?.day === gold,
        signs: choice?.signs ?? [],
      });
    }
  }
  for (const set of ['trafilatura', 'wcxb-dev'])
    for (const from of [0.5, 0.6, 0.7, 0.75, 0.8, 0.9]) {
      const believed = pages.filter(
        (page) => page.set === set && page.best !== null && page.best.likelihood >= from,
      );
      const own = pages.filter((page) => page.set === set && page.gold !== null);
      const given = believed.filter(({ gold }) => gold !== null);
      const right = given.filter(({ best, gold }) => best.day === gold);
      figures.push({
        kind,
        set,
        'likely from': from,
        pages: own.length,
        'given %': ((100 * given.length) / own.length).toFixed(1),
        'right %': ((100 * right.length) / own.length).toFixed(1),
        'of dateless pages': believed.length - given.length,
        'of given wrong %': ((100 * (given.length - right.length)) / given.length).toFixed(1),
      });
    }
  weights[kind] = weightsFrom(toLearn(pages));
}
console.log('Days that lines show, out of fold:');
printTable(figures);

const known = chosen.filter((day) => day.known);
const given = known.filter((day) => day.given);
for (let each = 0; each < FOLDS; each++) {
  const learned = confidenceWeightsFrom(given.filter(({ fold }) => fold !== each));
  for (const day of given) if (day.fold === each) day.confidence = confidenceOf(day.signs, learned);
}
console.log('Confidence of days that are chosen, out of fold, in five bins of as many days:');
printTable(
  ['html', 'text'].flatMap((kind) =>
    reliability(
      kind,
      given.filter((day) => day.kind === kind),
    ),
  ),
);
console.log('What is left when a confidence is asked for, out of fold:');
printTable(
  ['html', 'text'].flatMap((kind) =>
    ['trafilatura', 'wcxb-dev'].flatMap((set) =>
      [0, 0.8, 0.9, 0.95].map((from) => ({
        ...{ kind, set },
        ...sureDays(
          known.filter((day) => day.kind === kind && day.set === set),
          from,
        ),
      })),
    ),
  ),
);
const confidence = confidenceWeightsFrom(given);

const key = (sign) => (/^[a-z]+$/.test(sign) ? sign : `'${sign}'`);
const table = (weights, indent) =>
  Object.entries(weights)
    .filter(([, weight]) => weight !== 0)
    .map(([sign, weight]) => `${indent}${key(sign)}: ${weight},`)
    .join('\n');
const HEAD = `// Generated by \`npm run train:dates\`; do not edit. Learned from half of the sites of WCXB (M. Foley, CC BY
// 4.0) and of trafilatura's evaluation set (A. Barbaresi, Apache-2.0); see NOTICE.
`;
const source = `${HEAD}import type { DayWeights } from './seen.ts';

export const DAY_WEIGHTS: Readonly<Record<'html' | 'text', DayWeights>> = {
  html: {
${table(weights.html, '    ')}
  },
  text: {
${table(weights.text, '    ')}
  },
};
`;
const confidenceSource = `${HEAD}import type { ConfidenceWeights } from './confidence.ts';

export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
${table(confidence, '  ')}
};
`;
if (!options.dry) {
  writeFileSync(WEIGHTS, source);
  writeFileSync(CONFIDENCE, confidenceSource);
}
