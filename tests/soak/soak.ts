// npm run soak [-- --rounds N] [-- --backend postgres|redis] [-- --seed N] [-- --pages N] [-- --input FILE]
// Breaks what a run needs, again and again, while it goes on, then asks: has every page one outcome, is no row an orphan
// or double, do readers see what they see after a quiet run? Servers and processes are the soak's own.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../../src/config.ts';
import { exportArticles } from '../../src/store/export.ts';
import type { RunStatus } from '../../src/store/runs.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { broken } from '../support/invariants.ts';
import { randomFrom } from '../support/listing-generator/random.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { chooseFault, FAULTS, type Random } from './faults.ts';
import { isRunning, kill, newWorld, openServers, type Servers, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    backend: { type: 'string' },
    seed: { type: 'string', default: '1' },
    pages: { type: 'string', default: '600' },
    input: { type: 'string' },
  },
});

const WORKERS = 2;
/** Faults of a round. */
const STRIKES = 8;
/** A round in which nothing is broken any more must end within this time, in milliseconds. */
const PATIENCE = 300_000;

/** Pages, two with the same bytes, one that comes twice, one broken line, one without text. */
const writePages = (file: string, count: number): void => {
  const page = (url: string, number: number): string => JSON.stringify({ url, html: articleHtml(number) });
  const pages = Array.from({ length: count }, (_, number) =>
    page(`https://courier.example/${number}`, number),
  );
  const more = [
    page('https://mirror.example/3', 3),
    pages[7]!,
    '{"url": "https://courier.example/broken", ',
    JSON.stringify({ url: 'https://courier.example/void', html: '' }),
  ];
  writeFileSync(file, [...pages, ...more].join('\n'));
};

const digest = async (winnow: Winnow): Promise<string> => {
  const hash = createHash('sha256');
  for await (const line of exportArticles(winnow.database, { blocks: true })) hash.update(`${line}\n`);
  return hash.digest('hex').slice(0, 16);
};

const openStore = (databaseUrl: string): Promise<Winnow> =>
  open({ ...readSettings({}), databaseUrl, redisUrl: null });

const quietRun = async (servers: Servers, input: string): Promise<{ pages: number; export: string }> => {
  const winnow = await openStore(await servers.database('quiet'));
  try {
    const { pages } = await winnow.ingest([input]);
    return { pages, export: await digest(winnow) };
  } finally {
    await winnow.close();
  }
};

/** Asks again while the server is on its way back. */
const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
  const since = performance.now();
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (performance.now() - since > PATIENCE) throw error;
      await sleep(500);
    }
};

/** A reader that was killed has fallen silent: as if the minute that it is given had passed. */
const endSilence = (winnow: Winnow): Promise<unknown> =>
  insist(() =>
    winnow.database.query(
      `update winnow.run set reader_seen_at = now() - interval '1 hour' where state = 'reading'`,
    ),
  );

/** Breaks things until all strikes are done and a reader has come to its end; returns how often each was done. */
const strike = async (
  world: World,
  winnow: Winnow,
  input: string,
  random: Random,
): Promise<Map<string, number>> => {
  const done = new Map<string, number>();
  const faults = FAULTS.filter(({ backend }) => backend !== 'redis' || world.redis !== null);
  for (let strikes = 0; strikes < STRIKES; ) {
    await sleep(300 + random() * 2500);
    const fault = chooseFault(faults, random);
    const struck = await fault.strike(world, random).catch(() => false);
    if (struck) {
      strikes += 1;
      done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
    }
    while (world.workers.filter(isRunning).length < WORKERS) world.startWorker();
    // Killed, or ended because the database was away for too long.
    if (!isRunning(world.reader)) {
      await endSilence(winnow);
      world.startReader(input);
    }
  }
  return done;
};

/** Waits until nothing is left to do; a reader that did not come to its end is started again. */
const calm = async (world: World, winnow: Winnow, input: string): Promise<RunStatus> => {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    await sleep(500);
    if (isRunning(world.reader)) continue;
    if (world.reader?.exitCode !== 0) {
      await endSilence(winnow);
      world.startReader(input);
      continue;
    }
    const runs = await insist(() => winnow.runs(100));
    if (runs.every(({ state }) => state === 'done')) return runs[0]!;
    await endSilence(winnow);
  }
  throw new Error('the runs did not come to their end');
};

const summary = (counts: Iterable<readonly [string, number]>): string =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** One round; true when nothing is wrong after it. */
const soakOnce = async (
  servers: Servers,
  name: string,
  input: string,
  quiet: { pages: number; export: string },
  random: Random,
): Promise<boolean> => {
  const world = newWorld(servers, await servers.database(name));
  const winnow = await openStore(world.databaseUrl);
  const since = performance.now();
  const wrong: string[] = [];
  try {
    for (let worker = 0; worker < WORKERS; worker++) world.startWorker();
    world.startReader(input);
    const faults = await strike(world, winnow, input, random);
    const last = await calm(world, winnow, input);
    const runs = await winnow.runs(100);
    const ended = Object.values(last.outcomes).reduce((sum, count) => sum + count, 0);
    if (last.pages !== quiet.pages || ended !== quiet.pages)
      wrong.push(`${ended} of ${quiet.pages} pages ended`);
    for (const [what, count] of Object.entries(await broken(winnow.database))) wrong.push(`${count} ${what}`);
    if ((await digest(winnow)) !== quiet.export) wrong.push('another export than the quiet run');
    const outcomes = runs.flatMap((run) => Object.entries(run.outcomes));
    const sums = new Map<string, number>();
    for (const [outcome, count] of outcomes) sums.set(outcome, (sums.get(outcome) ?? 0) + count);
    console.log(`${name}: ${summary(faults)}`);
    console.log(
      `  ${((performance.now() - since) / 1000).toFixed(0)} s, ${runs.length} runs: ${summary(sums)}; ` +
        (wrong.length === 0 ? 'nothing lost, the same export' : `WRONG: ${wrong.join('; ')}`),
    );
  } finally {
    await Promise.all([...world.workers, ...(world.reader ? [world.reader] : [])].map(kill));
    await winnow.close();
  }
  return wrong.length === 0;
};

const soak = async (backend: 'postgres' | 'redis'): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-soak-'));
  const servers = await openServers(folder, backend);
  let right = true;
  try {
    const input = values.input ?? join(folder, 'pages.jsonl');
    if (values.input === undefined) writePages(input, Number(values.pages));
    const quiet = await quietRun(servers, input);
    console.log(`${backend}: ${quiet.pages} pages, export ${quiet.export}, seed ${values.seed}`);
    for (let round = 1; round <= Number(values.rounds); round++) {
      const random = randomFrom(Number(values.seed) * 1000 + round);
      if (!(await soakOnce(servers, `${backend}_${round}`, input, quiet, random))) right = false;
      await servers.redis?.restart('lost');
    }
  } finally {
    await servers.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return right;
};

let right = true;
for (const backend of ['postgres', 'redis'] as const)
  if (values.backend === undefined || values.backend === backend) right = (await soak(backend)) && right;
console.log(right ? 'nothing was lost' : 'SOMETHING IS WRONG');
process.exit(right ? 0 : 1);
