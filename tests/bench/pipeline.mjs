// npm run bench [-- --pages N]
// Speed: refining on one thread beside @mozilla/readability on linkedom, on the same pages in one run, then the way
// from a file into PostgreSQL on each queue, with where the time goes. Compare the ratios: machines differ.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { printTable, setPages } from './bench-pages.mjs';
import { startServices } from './services.mjs';

const { DEFAULT_OPTIONS, open, refine } = await import('winnow');
const { values } = parseArgs({ options: { pages: { type: 'string', default: '300' } } });
const count = Number(values.pages);

const pages = await setPages('wcxb-dev', count);
if (pages === null) {
  console.log('The benchmark sets are not here: set WINNOW_BENCH to the folder that holds bench.mjs.');
  process.exit(0);
}
const encoder = new TextEncoder();
const inputs = pages.map(({ url, html }) => ({
  url,
  mediaType: 'text/html',
  charset: 'utf-8',
  bytes: encoder.encode(html),
}));

const readability = (page) => {
  const { document } = parseHTML(new TextDecoder().decode(page.bytes));
  return new Readability(document).parse();
};

const contenders = {
  '@mozilla/readability + linkedom': readability,
  'winnow, everything but names': (page) => refine(page, { ...DEFAULT_OPTIONS, entities: false }),
  'winnow, with names': (page) => refine(page),
};

const measure = (work, list) => {
  let thrown = 0;
  const start = process.hrtime.bigint();
  for (const page of list)
    try {
      work(page);
    } catch {
      thrown++;
    }
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, thrown };
};

const refineRows = () => {
  // Everybody's code is warm before anybody is measured.
  for (const work of Object.values(contenders)) measure(work, inputs.slice(0, 30));
  const rows = Object.entries(contenders).map(([name, work]) => ({ name, ...measure(work, inputs) }));
  return rows.map(({ name, seconds, thrown }) => ({
    'one thread': name,
    'pages/s': (inputs.length / seconds).toFixed(1),
    ratio: (rows[0].seconds / seconds).toFixed(2),
    threw: thrown,
  }));
};

const shareOf = (timings) => {
  const total = Object.values(timings).reduce((sum, milliseconds) => sum + milliseconds, 0);
  return Object.entries(timings)
    .sort((a, b) => b[1] - a[1])
    .map(([stage, milliseconds]) => `${stage} ${Math.round((100 * milliseconds) / total)} %`)
    .join(', ');
};

/** Processes that refine are kept for the next who needs them: what is measured first would pay for their start alone. */
const warmUp = async (databaseUrl, file) => {
  const winnow = await open({ databaseUrl, redisUrl: null, concurrency: 2 });
  await winnow.ingest([file]);
  await winnow.close();
};

const endToEnd = async (queue, databaseUrl, redisUrl, file) => {
  const winnow = await open({ databaseUrl, redisUrl, concurrency: 2 });
  try {
    const status = await winnow.ingest([file]);
    const seconds = (Date.parse(status.finishedAt) - Date.parse(status.startedAt)) / 1000;
    const again = await winnow.ingest([file]);
    const secondsAgain = (Date.parse(again.finishedAt) - Date.parse(again.startedAt)) / 1000;
    return {
      'end to end, queue on': queue,
      'pages/s': (status.pages / seconds).toFixed(1),
      'pages/s unchanged': (again.pages / secondsAgain).toFixed(0),
      'where the time of workers goes': shareOf(status.timings),
    };
  } finally {
    await winnow.close();
  }
};

console.log(`${inputs.length} pages of wcxb-dev, Node ${process.version}\n`);
printTable(refineRows());

const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
const services = await startServices(folder);
try {
  const file = join(folder, 'pages.jsonl');
  writeFileSync(file, pages.map((page) => JSON.stringify(page)).join('\n'));
  await warmUp(await services.database(), file);
  const rows = [await endToEnd('postgres', await services.database(), null, file)];
  if (services.redisUrl === null) console.log('Redis: not measured, no REDIS_URL and no redis-server here\n');
  else rows.push(await endToEnd('redis', await services.database(), services.redisUrl, file));
  printTable(rows);
} finally {
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
}
