#!/usr/bin/env node
// Races and kills: do copies that several loaders write at the same moment end in one cluster?
//   npm run bench:dedupe -- --races [--groups 1000]
// Four writers, each a process of its own, write one slightly different copy of every original at the same moment; no
// two copies are equal, so that only near repeats can join them. Two of them are killed with SIGKILL between publishing
// and linking, and started again on what they had not published, as the queue does. Then the sweep of a run's end.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cluster, compare, fingerprint } from '../../dist/src/dedupe/index.js';
import { openDatabase, transaction } from '../../dist/src/store/database.js';
import { linkWaiting, sweepLinks } from '../../dist/src/store/links.js';
import { migrate } from '../../dist/src/store/migrate.js';
import { putParagraphs } from '../../dist/src/store/paragraphs.js';
import { makeProse } from '../support/prose.mjs';
import { startServices } from './services.mjs';

const WRITERS = 4;
const CHUNK = 100;

const { values } = parseArgs({
  options: {
    races: { type: 'boolean' },
    groups: { type: 'string', default: '1000' },
    part: { type: 'string' },
  },
});

/** Two letters of the word at another place for each writer, changed. */
const copyOf = (text, writer) => {
  const words = text.split(' ');
  const at = Math.floor(((writer + 1) * words.length) / (WRITERS + 2));
  words[at] = `${words[at].slice(0, 1)}${'xqzj'[writer]}${words[at].slice(1)}`;
  return words.join(' ');
};

const makeOriginals = (count) => {
  const prose = makeProse(77);
  const originals = [];
  while (originals.length < count) {
    const text = prose.paragraph();
    if (text.length > 200) originals.push(text);
  }
  return originals;
};

/** Publishes and links from chunk `first` on; says so before and between, and waits where it is to be killed. */
const runWriter = async (url, writer, groups, first, killedAt) => {
  const database = openDatabase(url, 2);
  const copies = makeOriginals(groups).map((text) => copyOf(text, writer));
  await database.query('select');
  process.send({ ready: true });
  await once(process, 'message');
  for (let chunk = first; chunk * CHUNK < groups; chunk++) {
    const texts = copies.slice(chunk * CHUNK, (chunk + 1) * CHUNK);
    const printed = texts.map((text) => ({ text, print: fingerprint(text) }));
    const { waiting } = await transaction(database, (connection) => putParagraphs(connection, printed));
    if (chunk === killedAt) {
      process.send({ published: chunk });
      await new Promise(() => setInterval(() => {}, 1000));
    }
    await linkWaiting(database, waiting, 1);
  }
  await database.end();
  process.disconnect();
};

const file = fileURLToPath(import.meta.url);
const start = async (...part) => {
  const child = fork(file, ['--part', JSON.stringify(part)]);
  await once(child, 'message');
  return child;
};

const race = async (url, groups) => {
  const chunks = Math.ceil(groups / CHUNK);
  // The first and the third die, each in another chunk.
  const killedAt = Array.from({ length: WRITERS }, (_, i) =>
    i % 2 === 0 ? Math.floor((chunks * (i + 1)) / 5) : -1,
  );
  const children = await Promise.all(killedAt.map((at, writer) => start(url, writer, groups, 0, at)));
  let kills = 0;
  await Promise.all(
    children.map(async (child, writer) => {
      child.send('go');
      if (killedAt[writer] < 0) return once(child, 'exit');
      await once(child, 'message');
      child.kill('SIGKILL');
      await once(child, 'exit');
      kills++;
      const next = await start(url, writer, groups, killedAt[writer] + 1, -1);
      next.send('go');
      return once(next, 'exit');
    }),
  );
  return kills;
};

const countClusters = (pairs, members) => {
  const joined = cluster(pairs, (a, b) => (a < b ? -1 : 1));
  return members.length - joined.reduce((sum, one) => sum + one.length - 1, 0);
};

/** Clusters that the copies of one original fall into: compared with each other, and as they are linked. */
const judge = async (database, originals) => {
  const { rows } = await database.query(
    `select a.text as a, b.text as b from winnow.link
     join winnow.paragraph a on a.id = first_id join winnow.paragraph b on b.id = second_id where repeat`,
  );
  const linked = new Map();
  for (const { a, b } of rows) (linked.get(a) ?? linked.set(a, []).get(a)).push(b);
  let split = 0;
  for (const original of originals) {
    const members = Array.from({ length: WRITERS }, (_, writer) => copyOf(original, writer));
    const all = members.flatMap((a, i) => members.slice(i + 1).map((b) => [a, b]));
    const wanted = countClusters(
      all.filter(([a, b]) => compare(a, b).repeat),
      members,
    );
    const isLinked = ([a, b]) => (linked.get(a) ?? []).includes(b) || (linked.get(b) ?? []).includes(a);
    if (countClusters(all.filter(isLinked), members) > wanted) split++;
  }
  return split;
};

const main = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  const services = await startServices(folder);
  try {
    const url = await services.database();
    const database = openDatabase(url, 2);
    await migrate(database);
    const groups = Number(values.groups);
    const kills = await race(url, groups);
    const originals = makeOriginals(groups);
    const before = await judge(database, originals);
    const swept = await sweepLinks(database);
    const after = await judge(database, originals);
    console.log(
      `${groups} originals, ${WRITERS} writers, ${kills} killed between publishing and linking: ` +
        `clusters with two canonicals ${before} before the sweep of ${swept} paragraphs, ${after} after it`,
    );
    await database.end();
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (values.part === undefined) await main();
else await runWriter(...JSON.parse(values.part));
