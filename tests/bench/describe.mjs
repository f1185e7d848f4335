#!/usr/bin/env node
// How right the dates, titles, authors and tags are, on the half of the sites that no rule was tuned on, and
// how right each source of a date is by itself: the evidence for the order of sources in src/describe/.
//
//   npm run build && node tests/bench/describe.mjs [--tuned] [--text]
//
// Sites are halved by the first byte of the SHA-1 of their registrable domain: odd was tuned on, even was not.
// The metrics are those of `bench.mjs`; "wrong" is the share of given values that differ from the gold.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getDomain } from 'tldts';
import { DEFAULT_OPTIONS } from '../../dist/src/document/options.js';
import { refine } from '../../dist/src/refine.js';
import { benchFolder, goldOf, hasSets, pagesOf } from '../../scripts/train-blocks/sets.mjs';
import { printTable } from './bench-pages.mjs';

if (!hasSets()) {
  console.log(
    `The public sets are not under ${benchFolder()} (WINNOW_BENCH names the folder): nothing to measure.`,
  );
  process.exit(0);
}
const tuned = process.argv.includes('--tuned');
const flat = process.argv.includes('--text');
const load = (file) => import(pathToFileURL(join(benchFolder(), file)).href);
const { metadata } = await load('metrics.mjs');
const { flatten } = await load('flatten.mjs');

const inHalf = ({ url }) =>
  (createHash('sha1')
    .update(getDomain(url) ?? url)
    .digest()[0] %
    2 ===
    1) ===
  tuned;
const day = (value) => /^\d{4}-\d\d-\d\d/.exec(value ?? '')?.[0] ?? null;

const refined = ({ url, html }) =>
  refine(
    {
      url,
      mediaType: flat ? 'text/plain' : 'text/html',
      charset: 'utf-8',
      bytes: Buffer.from(flat ? flatten(html) : html),
    },
    { ...DEFAULT_OPTIONS, entities: false },
  );

const figures = [];
const sources = new Map();
for (const set of ['trafilatura', 'wcxb-dev']) {
  const gold = goldOf(set);
  const pairs = [];
  const dates = { stated: 0, given: 0, wrong: 0 };
  for await (const page of pagesOf(set)) {
    if (!inHalf(page)) continue;
    const article = refined(page).articles[0] ?? {};
    const truth = day(gold[page.id].date);
    pairs.push([gold[page.id], article]);
    if (truth === null) continue;
    dates.stated++;
    if (article.published) dates.given++;
    if (article.published && day(article.published) !== truth) dates.wrong++;
    for (const { field, source, value, chosen } of article.claims ?? []) {
      if (field !== 'published') continue;
      const row = sources.get(source) ?? { source, said: 0, right: 0, believed: 0 };
      row.said++;
      row.right += day(value) === truth ? 1 : 0;
      row.believed += chosen ? 1 : 0;
      sources.set(source, row);
    }
  }
  figures.push({
    set,
    pages: pairs.length,
    ...metadata(pairs),
    'dates given %': ((100 * dates.given) / dates.stated).toFixed(1),
    'of them wrong %': ((100 * dates.wrong) / dates.given).toFixed(1),
  });
}
console.log(
  `${tuned ? 'The half that was tuned on' : 'The half that was not tuned on'}, ${flat ? 'flattened text' : 'HTML'}.`,
);
printTable(figures);
printTable([...sources.values()].sort((a, b) => b.said - a.said));
