// npm run soak [-- --rounds N] [-- --backend postgres|redis] [-- --seed N] [-- --pages N] [-- --input FILE]
// Breaks what an ingest and then a reprocess need, again and again, while they go on, then asks after each: has every
// page one outcome, is no row an orphan or double, do readers see what they see after a quiet run? While the reprocess
// goes on and promotes itself, readers must see every article whole. Servers and processes are the soak's own.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../../src/config.ts';
import { exportArticles } from '../../src/store/export.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { broken } from '../support/invariants.ts';
import { randomFrom } from '../support/listing-generator/random.ts';
import { type Errand, errandsOf } from './errands.ts';
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
/** An errand during which nothing is broken any more must end within this time, in milliseconds. */
const PATIENCE = 300_000;

/** Articles that readers see, and those whose text is that of the lines they see beside it. */
const WHOLE = `
  select count(*)::int as articles, (count(*) filter (where text = (
    select string_agg(l.text, E'\\n\\n' order by l.ordinal) from winnow.page_lines l
    where l.page_id = a.page_id and l.current and l.pipeline = a.pipeline and article = 1 and role = 'paragraph')))::int as whole
  from winnow.articles a`;

const digest = async (winnow: Winnow): Promise<string> => {
  const hash = createHash('sha256');
  for await (const line of exportArticles(winnow.database, { blocks: true })) hash.update(`${line}\n`);
  return hash.digest('hex').slice(0, 16);
};

interface Quiet {
  readonly pages: number;
  readonly export: string;
}

const openStore = (databaseUrl: string): Promise<Winnow> =>
  open({ ...readSettings({}), databaseUrl, redisUrl: null });

/** What readers see after each errand when nothing is broken. */
const quietRuns = async (servers: Servers, errands: readonly Errand[]): Promise<Quiet[]> => {
  const world = newWorld(servers, await servers.database('quiet'));
  const winnow = await openStore(world.databaseUrl);
  const quiet: Quiet[] = [];
  try {
    for (const { args, name } of errands) {
      world.startErrand(args);
      const [code] = await once(world.errand!, 'exit');
      if (code !== 0) throw new Error(`the quiet ${name} ended with ${code}`);
      const [run] = await winnow.runs(1);
      quiet.push({ pages: run!.pages, export: await digest(winnow) });
    }
    return quiet;
  } finally {
    await winnow.close();
    await servers.dropDatabase('quiet');
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

const isOver = (world: World, errand: Errand): boolean =>
  errand.over.includes(world.errand?.exitCode ?? Number.NaN);

/** Breaks things until all strikes are done; returns how often each was done. */
const strike = async (
  world: World,
  winnow: Winnow,
  errand: Errand,
  random: Random,
): Promise<Map<string, number>> => {
  const done = new Map<string, number>();
  const faults = FAULTS.filter(({ backend }) => backend !== 'redis' || world.redis !== null);
  for (let strikes = 0; strikes < errand.strikes; ) {
    await sleep(300 + random() * 2500);
    const fault = chooseFault(faults, random);
    const struck = await fault.strike(world, random).catch(() => false);
    if (struck) {
      strikes += 1;
      done.set(fault.name, (done.get(fault.name) ?? 0) + 1);
    }
    while (world.workers.filter(isRunning).length < WORKERS) world.startWorker();
    // Killed, or ended because the database was away for too long.
    if (!isRunning(world.errand) && !isOver(world, errand)) {
      await endSilence(winnow);
      world.startErrand(errand.args);
    }
  }
  return done;
};

/** Waits until nothing is left to do; a command that did not come to its end is started again. */
const calm = async (world: World, winnow: Winnow, errand: Errand): Promise<void> => {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    await sleep(500);
    if (isRunning(world.errand)) continue;
    if (!isOver(world, errand)) {
      await endSilence(winnow);
      world.startErrand(errand.args);
      continue;
    }
    const runs = await insist(() => winnow.runs(100));
    if (runs.every(({ state, staging }) => state === 'done' && staging !== 'staged')) return;
    await endSilence(winnow);
  }
  const runs = await insist(() => winnow.runs(100));
  const open = runs.filter(({ state, staging }) => state !== 'done' || staging === 'staged');
  throw new Error(
    `no end of the ${errand.name}, whose command ${isRunning(world.errand) ? 'goes on' : `ended with ${world.errand?.exitCode}`}: ` +
      open
        .map(({ id, state, staging, pending }) => `run ${id} ${state} ${staging}, ${pending} pending`)
        .join('; '),
  );
};

/** Asks what readers see, again and again; `ended` gives how often, and how often a page was missing or half. */
const watchReaders = (winnow: Winnow): { ended: () => Promise<{ looks: number; gaps: number }> } => {
  let going = true;
  const watching = (async () => {
    let [looks, gaps, articles] = [0, 0, -1];
    while (going) {
      const seen = await winnow.database.query<{ articles: number; whole: number }>(WHOLE).catch(() => null);
      await sleep(200);
      if (seen === null) continue;
      const { articles: count, whole } = seen.rows[0]!;
      if (articles === -1) articles = count;
      looks += 1;
      if (count !== articles || whole !== articles) gaps += 1;
    }
    return { looks, gaps };
  })();
  return {
    ended: () => {
      going = false;
      return watching;
    },
  };
};

const summary = (counts: Iterable<readonly [string, number]>): string =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

/** What is wrong with a store after an errand. */
const faultsOf = async (winnow: Winnow, errand: Errand, quiet: Quiet): Promise<string[]> => {
  const wrong: string[] = [];
  const runs = await winnow.runs(100);
  for (const { id, pages, outcomes } of runs) {
    const ended = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    if (ended !== pages) wrong.push(`${ended} of ${pages} pages of run ${id} ended`);
  }
  if (errand.name === 'ingest' && runs[0]!.pages !== quiet.pages)
    wrong.push(`${runs[0]!.pages} of ${quiet.pages} pages were read`);
  for (const [what, count] of Object.entries(await broken(winnow.database))) wrong.push(`${count} ${what}`);
  if ((await digest(winnow)) !== quiet.export) wrong.push('another export than without faults');
  return wrong;
};

/** One errand among faults; true when nothing is wrong after it. */
const runErrand = async (
  world: World,
  winnow: Winnow,
  errand: Errand,
  quiet: Quiet,
  random: Random,
): Promise<boolean> => {
  const since = performance.now();
  const before = (await winnow.runs(100)).length;
  const readers = errand.name === 'ingest' ? null : watchReaders(winnow);
  world.startErrand(errand.args);
  const faults = await strike(world, winnow, errand, random);
  console.log(`  ${errand.name}: ${summary(faults)}`);
  await calm(world, winnow, errand);
  const watched = await readers?.ended();
  const wrong = await faultsOf(winnow, errand, quiet);
  if (watched !== undefined && watched.gaps > 0) wrong.push(`readers saw ${watched.gaps} gaps`);
  const runs = (await winnow.runs(100)).slice(0, -before || undefined);
  const sums = new Map<string, number>();
  for (const [outcome, count] of runs.flatMap((run) => Object.entries(run.outcomes)))
    sums.set(outcome, (sums.get(outcome) ?? 0) + count);
  console.log(
    `    ${((performance.now() - since) / 1000).toFixed(0)} s, ${runs.length} runs: ${summary(sums)}; ` +
      (watched === undefined ? '' : `readers looked ${watched.looks} times; `) +
      (wrong.length === 0 ? 'nothing lost, the same export' : `WRONG: ${wrong.join('; ')}`),
  );
  return wrong.length === 0;
};

/** One round: every errand, one after the other, on one database. */
const soakOnce = async (
  servers: Servers,
  name: string,
  errands: readonly Errand[],
  quiet: readonly Quiet[],
  random: Random,
): Promise<boolean> => {
  const world = newWorld(servers, await servers.database(name));
  const winnow = await openStore(world.databaseUrl);
  console.log(name);
  let right = true;
  try {
    for (let worker = 0; worker < WORKERS; worker++) world.startWorker();
    for (const [index, errand] of errands.entries())
      if (!(await runErrand(world, winnow, errand, quiet[index]!, random))) right = false;
  } finally {
    await Promise.all([...world.workers, ...(world.errand ? [world.errand] : [])].map(kill));
    await winnow.close();
    await servers.dropDatabase(name);
  }
  return right;
};

const soak = async (backend: 'postgres' | 'redis'): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-soak-'));
  const servers = await openServers(folder, backend);
  let right = true;
  try {
    const errands = errandsOf(folder, values.input, Number(values.pages));
    const quiet = await quietRuns(servers, errands);
    console.log(`${backend}: ${quiet[0]!.pages} pages, seed ${values.seed}`);
    for (let round = 1; round <= Number(values.rounds); round++) {
      const random = randomFrom(Number(values.seed) * 1000 + round);
      if (!(await soakOnce(servers, `${backend}_${round}`, errands, quiet, random))) right = false;
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
