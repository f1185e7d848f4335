// The public sets of the bench folder, page by page.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { getDomain } from 'tldts';

export const benchFolder = () => process.env.WINNOW_BENCH ?? '../shared/bench';
export const hasSets = (folder = benchFolder()) =>
  existsSync(join(folder, 'sets', 'wcxb-dev.pages.jsonl.br'));

export const goldOf = (set, folder = benchFolder()) =>
  JSON.parse(brotliDecompressSync(readFileSync(join(folder, 'sets', `${set}.gold.json.br`)))).gold;

export async function* pagesOf(set, folder = benchFolder()) {
  const stream = createReadStream(join(folder, 'sets', `${set}.pages.jsonl.br`)).pipe(
    createBrotliDecompress(),
  );
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity }))
    if (line) yield JSON.parse(line);
}

/** Registrable domain: what folds are parted by, so that no site is trained on and tested on. */
export const siteOf = (url, fallback) =>
  (url ? getDomain(url, { allowPrivateDomains: false }) : null) ?? fallback;

/** Folds of about equal size; all pages of a site are in one. */
export function foldsOf(sites, count) {
  const sizes = new Map();
  for (const site of sites) sizes.set(site, (sizes.get(site) ?? 0) + 1);
  const load = new Array(count).fill(0);
  const fold = new Map();
  for (const [site, size] of [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))) {
    const least = load.indexOf(Math.min(...load));
    fold.set(site, least);
    load[least] += size;
  }
  return fold;
}
