#!/usr/bin/env node
// How right dates, titles, authors and tags are, on the half of the sites that no rule was tuned on: from HTML
// beside other extractors, from flattened text, and by source: the evidence for the order of sources in
// src/describe/.
//
//   npm run bench:describe                            the half that was not tuned on
//   npm run bench:describe -- --tuned                 the other half
//   npm run bench:describe -- --peers DIR             also the extractors that are installed under DIR, as by
//                                                     npm install --prefix DIR unfluff metascraper
//                                                     metascraper-title metascraper-author metascraper-date
//
// Sites are halved by the first byte of the SHA-1 of their registrable domain: odd was tuned on, even was not.
// The metrics are those of `bench.mjs`; "wrong" is the share of given dates that differ from the gold. What is left
// when users ask for sure dates, and how right dates are beside their confidence, is printed after them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_OPTIONS } from '../../dist/src/document/options.js';
import { refine } from '../../dist/src/refine.js';
import { benchFolder, goldOf, hasSets, pagesOf } from '../../scripts/train-blocks/sets.mjs';
import { printTable } from './bench-pages.mjs';
import { peersOf } from './describe-peers.mjs';
import { isTuned } from './halves.mjs';
import { reliability, sureDays } from './sure-days.mjs';

const { values: flags } = parseArgs({ options: { tuned: { type: 'boolean' }, peers: { type: 'string' } } });
if (!hasSets()) {
  console.log(
    `The public sets are not under ${benchFolder()} (WINNOW_BENCH names the folder): nothing to measure.`,
  );
  process.exit(0);
}
const tuned = flags.tuned === true;
const load = (file) => import(pathToFileURL(join(benchFolder(), file)).href);
const { metadata } = await load('metrics.mjs');
const { flatten } = await load('flatten.mjs');

const day = (value) => /^\d{4}-\d\d-\d\d/.exec(value ?? '')?.[0] ?? null;

const refined = (mediaType, url, text) =>
  refine(
    { url, mediaType, charset: 'utf-8', bytes: Buffer.from(text) },
    { ...DEFAULT_OPTIONS, entities: false },
  ).articles[0] ?? {};

const SYSTEMS = {
  winnow: ({ url, html }) => refined('text/html', url, html),
  'winnow, flattened text': ({ url, html }) => refined('text/plain', url, flatten(html)),
  ...peersOf(flags.peers),
};
const KINDS = { winnow: 'html', 'winnow, flattened text': 'text' };

/** From here on days are called sure: as the comment of `winnow.articles.published_confidence` says. */
const SURE = 0.9;
/** Days of pages whose day is known, by kind, as sure-days.mjs has them. */
const days = { html: [], text: [] };

/** Peers that throw have said nothing. */
const said = async (run, page) => {
  try {
    return await run(page);
  } catch {
    return {};
  }
};

const sources = new Map();
const countSources = (truth, claims) => {
  for (const { field, source, value, chosen } of claims) {
    if (field !== 'published') continue;
    const row = sources.get(source) ?? { source, said: 0, right: 0, believed: 0 };
    row.said++;
    row.right += day(value) === truth ? 1 : 0;
    row.believed += chosen ? 1 : 0;
    sources.set(source, row);
  }
};

/** Whether any source of a page, believed or not, says that it was published or changed on a day: no choice is right more often. */
const saysDay = (claims, truth) =>
  claims.some(({ field, value }) => (field === 'published' || field === 'modified') && day(value) === truth);

console.log(`The half of the sites that was ${tuned ? '' : 'not '}tuned on.\n`);
for (const set of ['trafilatura', 'wcxb-dev']) {
  const gold = goldOf(set);
  const rows = Object.keys(SYSTEMS).map((system) => ({
    ...{ system, kind: KINDS[system], pairs: [], given: 0, wrong: 0, said: 0 },
  }));
  let stated = 0;
  for await (const page of pagesOf(set)) {
    if (isTuned(page.url) !== tuned) continue;
    const truth = day(gold[page.id].date);
    if (truth !== null) stated++;
    for (const row of rows) {
      const article = await said(SYSTEMS[row.system], page);
      row.pairs.push([gold[page.id], article]);
      if (truth === null) continue;
      const date = day(article.published) ?? metadataDay(article.published);
      if (date !== null) row.given++;
      if (date !== null && date !== truth) row.wrong++;
      const isSaid = date === truth || saysDay(article.claims ?? [], truth);
      if (isSaid) row.said++;
      if (row.system === 'winnow') countSources(truth, article.claims ?? []);
      if (row.kind)
        days[row.kind].push({
          set,
          given: date !== null,
          right: date === truth,
          isSaid,
          confidence: article.publishedConfidence,
        });
    }
  }
  console.log(`${set}: ${rows[0].pairs.length} pages`);
  printTable(
    rows.map(({ system, pairs, given, wrong, said }) => ({
      system,
      ...metadata(pairs),
      'dates given %': ((100 * given) / stated).toFixed(1),
      'of them wrong %': given === 0 ? '' : ((100 * wrong) / given).toFixed(1),
      'day said anywhere %': ((100 * said) / stated).toFixed(1),
    })),
  );
}
const kinds = Object.entries(days);
console.log(
  'Dates by how sure they are, of pages whose day is known; and where no source says it, no choice helps.',
);
printTable(
  kinds.flatMap(([kind, of]) =>
    [...new Set(of.map(({ set }) => set))].flatMap((set) =>
      [0, SURE].map((from) => {
        const own = of.filter((day) => day.set === set);
        return { kind, set, ...sureDays(own, from), 'of given said nowhere %': saidNowhere(own, from) };
      }),
    ),
  ),
);
console.log(
  'The confidence that dates are given beside the share that is right, in five bins of as many dates.',
);
printTable(kinds.flatMap(([kind, of]) => reliability(kind, of)));
console.log('Sources of a date in HTML: how often each said one, was right, and was believed.');
printTable([...sources.values()].sort((a, b) => b.said - a.said));

/** Of the days from a confidence on, how many have no source that says the right one. */
function saidNowhere(of, from) {
  const taken = of.filter(({ given, confidence }) => given && confidence >= from);
  const nowhere = taken.filter(({ isSaid }) => !isSaid);
  return taken.length === 0 ? '' : ((100 * nowhere.length) / taken.length).toFixed(1);
}

/** Peers give dates as the page wrote them; read as the metrics read them. */
function metadataDay(value) {
  const time = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}
