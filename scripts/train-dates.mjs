#!/usr/bin/env node
// Learns the weights of src/describe/days/ from the half of the sites that rules are tuned on, prints how
// right the days that lines show are in five folds by registrable domain, and writes weights.ts.
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
import { datedLines, scriptDays } from '../dist/src/describe/days/dated-lines.js';
import { likeliestDay } from '../dist/src/describe/days/seen.js';
import { shownDays } from '../dist/src/describe/days/shown.js';
import { articleEvidence, pageEvidence } from '../dist/src/describe/evidence.js';
import { detectLanguage } from '../dist/src/describe/language.js';
import { statedDays } from '../dist/src/describe/stated-days.js';
import { articleText, DEFAULT_OPTIONS } from '../dist/src/document/index.js';
import { split } from '../dist/src/split/index.js';
import { printTable } from '../tests/bench/bench-pages.mjs';
import { isTuned } from '../tests/bench/halves.mjs';
import { benchFolder, foldsOf, goldOf, hasSets, pagesOf, siteOf } from './train-blocks/sets.mjs';
import { dayOf, weightsFrom } from './train-dates/fit.mjs';

const FOLDS = 5;
const WEIGHTS = new URL('../src/describe/days/weights.ts', import.meta.url);
const { values: options } = parseArgs({ options: { dry: { type: 'boolean' } } });
if (!hasSets()) {
  console.error(`No sets under ${benchFolder()}: name the bench folder with WINNOW_BENCH.`);
  process.exit(2);
}
const { flatten } = await import(pathToFileURL(`${benchFolder()}/flatten.mjs`).href);

/** The dated lines of a page's own article, and the days that its markup states; null when the page holds none or several. */
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
  return { stated, shown: shownDays([...datedLines(own, datelineOf(own).date), ...scripts], own) };
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
  pages.filter(({ counts }) => counts).map(({ learned, ...page }) => ({ ...page, gold: learned }));

/** Days that the markup of a page states, by its id: its text is learned from with them as well. */
const statedIn = new Map();
const weights = {};
const figures = [];
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
      pages.push({ set, site: siteOf(page.url, page.id), gold: date, learned, counts, shown: found.shown });
    }
  }
  const fold = foldsOf(
    pages.map(({ site }) => site),
    FOLDS,
  );
  for (let each = 0; each < FOLDS; each++) {
    const learned = weightsFrom(toLearn(pages).filter(({ site }) => fold.get(site) !== each));
    for (const page of pages) if (fold.get(page.site) === each) page.best = likeliestDay(page.shown, learned);
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

const key = (sign) => (/^[a-z]+$/.test(sign) ? sign : `'${sign}'`);
const table = (kind) =>
  Object.entries(weights[kind])
    .filter(([, weight]) => weight !== 0)
    .map(([sign, weight]) => `    ${key(sign)}: ${weight},`)
    .join('\n');
const source = `// Generated by \`npm run train:dates\`; do not edit. Learned from half of the sites of WCXB (M. Foley, CC BY
// 4.0) and of trafilatura's evaluation set (A. Barbaresi, Apache-2.0); see NOTICE.
import type { DayWeights } from './seen.ts';

export const DAY_WEIGHTS: Readonly<Record<'html' | 'text', DayWeights>> = {
  html: {
${table('html')}
  },
  text: {
${table('text')}
  },
};
`;
if (!options.dry) writeFileSync(WEIGHTS, source);
