// npm run check:same-rows [-- --pages N] [-- --queue postgres|redis]
// The promises on real pages: every page has exactly one outcome and totals add up; a second ingest changes nothing;
// one worker or four, the input shuffled, or workers killed with -9 three times, give the same export byte for byte.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { open } from 'winnow';
import { exportArticles } from '../../dist/src/store/export.js';
import { printTable, setPages } from './bench-pages.mjs';
import { startServices } from './services.mjs';

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '1497' }, queue: { type: 'string' } },
});
const pages = await setPages('wcxb-dev', Number(values.pages));
if (pages === null) {
  console.log('The benchmark sets are not here: set WINNOW_BENCH to the folder that holds bench.mjs.');
  process.exit(0);
}

/** A fixed shuffle: the same order in every run (Park and Miller's generator, 16807 mod 2^31 - 1). */
const shuffled = (list) => {
  const out = [...list];
  let seed = 20_260_101;
  for (let i = out.length - 1; i > 0; i--) {
    seed = (seed * 16_807) % 2_147_483_647;
    const j = seed % (i + 1);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
};

const folder = mkdtempSync(join(tmpdir(), 'winnow-same-'));
const file = join(folder, 'pages.jsonl');
const mixed = join(folder, 'shuffled.jsonl');
const lines = pages.map((page) => JSON.stringify(page));
writeFileSync(file, lines.join('\n'));
writeFileSync(mixed, shuffled(lines).join('\n'));
const services = await startServices(folder);

const digest = async (winnow) => {
  const hash = createHash('sha256');
  for await (const line of exportArticles(winnow.database, { blocks: true })) hash.update(`${line}\n`);
  return hash.digest('hex').slice(0, 16);
};

/** What must hold of every run, whatever it did. */
const faults = (status) => {
  const ended = Object.values(status.outcomes).reduce((sum, count) => sum + count, 0);
  const wrong = [];
  if (status.state !== 'done') wrong.push(`state ${status.state}`);
  if (status.pages !== pages.length || ended !== pages.length)
    wrong.push(`${ended} of ${pages.length} ended`);
  return wrong;
};

const rows = [];
const note = async (queue, what, winnow, status) => {
  const { rows: uncoded } = await winnow.database.query(
    `select count(*) as n from winnow.outcomes where run_id = $1 and outcome in ('failed', 'rejected') and code is null`,
    [status.id],
  );
  const wrong = [...faults(status), ...(uncoded[0].n > 0 ? [`${uncoded[0].n} failures without a code`] : [])];
  const counts = Object.entries(status.outcomes).filter(([, count]) => count > 0);
  const seconds = (Date.parse(status.finishedAt) - Date.parse(status.startedAt)) / 1000;
  const row = {
    queue,
    what,
    outcomes: counts.map(([outcome, count]) => `${count} ${outcome}`).join(' '),
    seconds: seconds.toFixed(0),
    export: await digest(winnow),
    wrong: wrong.join('; '),
  };
  rows.push(row);
  console.error(JSON.stringify(row));
};

const withStore = async (redisUrl, concurrency, work) => {
  const winnow = await open({ databaseUrl: await services.database(), redisUrl, concurrency });
  try {
    await work(winnow);
  } finally {
    await winnow.close();
  }
};

const KILLS = 3;

const killedRun = async (winnow, redisUrl) => {
  const { id } = await winnow.ingest([file], { detach: true });
  const env = { ...process.env, DATABASE_URL: winnow.databaseUrl, REDIS_URL: redisUrl ?? '' };
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = spawn(process.execPath, ['dist/src/cli/main.js', 'work'], { env, stdio: 'ignore' });
    const { pending } = await winnow.status(id);
    // In the middle of things: some chunks are loaded, others are in hand.
    while ((await winnow.status(id)).pending === pending && pending > 0) await sleep(500);
    await sleep(700);
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    console.error(`killed a worker: ${(await winnow.status(id)).pending} pages left`);
  }
  return winnow.finish(id);
};

const check = async (queue, redisUrl) => {
  await withStore(redisUrl, 1, async (winnow) => {
    await note(queue, 'one worker', winnow, await winnow.ingest([file]));
    await note(queue, 'the same again', winnow, await winnow.ingest([file]));
  });
  await withStore(redisUrl, 4, async (winnow) => {
    await note(queue, 'four workers, shuffled', winnow, await winnow.ingest([mixed]));
  });
  await withStore(redisUrl, 2, async (winnow) => {
    await note(queue, 'killed three times', winnow, await killedRun(winnow, redisUrl));
  });
};

try {
  if (values.queue !== 'redis') await check('postgres', null);
  if (values.queue !== 'postgres')
    if (services.redisUrl === null) console.log('Redis: not checked, no REDIS_URL and no redis-server here');
    else await check('redis', services.redisUrl);
} finally {
  await services.stop();
  rmSync(folder, { recursive: true, force: true });
}
printTable(rows);
const same = new Set(rows.map((row) => row.export)).size === 1 && rows.every((row) => row.wrong === '');
console.log(same ? 'the same rows every time' : 'NOT the same rows');
process.exit(same ? 0 : 1);
