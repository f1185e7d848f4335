#!/usr/bin/env node
// Near repeats in PostgreSQL: what it costs to publish and link paragraphs beside those that are there already.
//   npm run bench:dedupe -- --postgres [--rows 100000,1000000] [--new 40000 (else an eighth of the rows, 40000 at least)] [--writers 4]
// DATABASE_URL, else an embedded PostgreSQL in a folder of its own. Rows that are there already are copied in,
// and linked; new ones go through the functions of the store,
// each writer in a process of its own, chunks of 500: 80 % new text, 10 % exact repeats, 10 % edited copies.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fingerprint } from '../../dist/src/dedupe/index.js';
import { borrow, openDatabase, transaction } from '../../dist/src/store/database.js';
import { linkWaiting, sweepLinks } from '../../dist/src/store/links.js';
import { migrate } from '../../dist/src/store/migrate.js';
import { putParagraphs } from '../../dist/src/store/paragraphs.js';
import { putWaiting } from '../../dist/src/store/waiting.js';
import { makeEditor } from '../support/edits.mjs';
import { makeProse, randomBits } from '../support/prose.mjs';
import { startServices } from './services.mjs';

//   npm run bench:dedupe -- --postgres --score paras.jsonl > out.jsonl
// prints what `winnow dedupe` prints, decided by way of PostgreSQL.
const CHUNK = 500;

const { values } = parseArgs({
  options: {
    postgres: { type: 'boolean' },
    rows: { type: 'string', default: '100000,1000000' },
    new: { type: 'string' },
    writers: { type: 'string', default: '4' },
    part: { type: 'string' },
    score: { type: 'string' },
  },
});
const writers = Number(values.writers);

/** Texts of one writer: new ones, and copies of texts that are there or that the other writers write now. */
const makeTexts = (writer, round, count) => {
  const prose = makeProse(1000 + writer);
  const shared = makeProse(500 + round);
  const originals = Array.from({ length: 2000 }, () => shared.paragraph());
  const edit = makeEditor(2000 + writer);
  const next = randomBits(3000 + writer);
  return Array.from({ length: count }, () => {
    const chance = next() % 10;
    if (chance > 1) return prose.paragraph();
    const original = originals[next() % originals.length];
    return chance === 0 ? original : edit(original);
  });
};

/** One writer: makes its texts, says so, and writes them when it is told. */
const runWriter = async (writer, round, url, count) => {
  const database = openDatabase(url, 2);
  const texts = makeTexts(writer, round, count);
  // Connected before the clock runs.
  await database.query('select');
  process.send('ready');
  await once(process, 'message');
  const spent = { sign: 0, publish: 0, link: 0 };
  const cpu = process.cpuUsage();
  for (let start = 0; start < texts.length; start += CHUNK) {
    const begin = performance.now();
    const printed = texts.slice(start, start + CHUNK).map((text) => ({ text, print: fingerprint(text) }));
    const signed = performance.now();
    const { waiting } = await transaction(database, (connection) => putParagraphs(connection, printed));
    const put = performance.now();
    await linkWaiting(database, waiting);
    spent.sign += signed - begin;
    spent.publish += put - signed;
    spent.link += performance.now() - put;
  }
  await database.end();
  const { user, system } = process.cpuUsage(cpu);
  process.send({ ...spent, cpu: (user + system) / 1e6 });
  process.disconnect?.();
};

const file = fileURLToPath(import.meta.url);

const startWriters = async (url, each, round) => {
  const children = Array.from({ length: writers }, (_, index) =>
    fork(file, ['--part', JSON.stringify([round * writers + index, round, url, each])]),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  return children;
};

/** Copies rows `from` to `to` in, in a process of its own. */
const runFiller = async (url, from, to) => {
  const database = openDatabase(url, 1);
  const prose = makeProse(7 + from);
  for (let at = from; at < to; at += 2000) {
    const made = Array.from({ length: Math.min(2000, to - at) }, () => {
      const text = prose.paragraph();
      return { text, print: fingerprint(text) };
    });
    const { rows } = await database.query(
      `insert into winnow.paragraph (text_hash, normal_hash, text)
       select decode(hash, 'hex'), decode(normal, 'hex'), text
       from unnest($1::text[], $2::text[], $3::text[]) as input (hash, normal, text) returning id`,
      [
        made.map((item) => item.print.textHash),
        made.map((item) => item.print.normalHash),
        made.map((item) => item.text),
      ],
    );
    const fresh = made.map((item, index) => ({ print: item.print, id: rows[index].id }));
    await putWaiting(
      database,
      fresh.filter((item) => item.print.keys.length > 0),
    );
  }
  await database.end();
  process.disconnect?.();
};

/** Makes the table as large as `to` rows: copied in without indexes, which are then built. */
const fill = async (url, database, from, to) => {
  await database.query('drop index winnow.paragraph_hashes');
  const half = Math.round((from + to) / 2);
  const fillers = [
    [from, half],
    [half, to],
  ].map((range) => fork(file, ['--part', JSON.stringify(['fill', url, ...range])]));
  await Promise.all(fillers.map((filler) => once(filler, 'exit')));
  const { connection, giveBack } = await borrow(database);
  try {
    await connection.query(
      // A short text may come twice.
      `set maintenance_work_mem = '512MB';
       with again as (
         select id from (select id, row_number() over (partition by text_hash order by id) as nth
           from winnow.paragraph) as numbered where nth > 1),
       unsigned as (delete from winnow.unlinked where paragraph_id in (select id from again))
       delete from winnow.paragraph where id in (select id from again);
       create unique index paragraph_hashes on winnow.paragraph (normal_hash, text_hash) with (fillfactor = 70)`,
    );
  } finally {
    giveBack();
  }
  await sweepLinks(database);
  await database.query(
    'vacuum analyze winnow.key_page, winnow.sketch_page, winnow.unlinked, winnow.paragraph',
  );
  await database.query('checkpoint');
};

const SIZES = `
  select (select count(*) from winnow.paragraph) as paragraphs,
    pg_total_relation_size('winnow.key_page') + pg_total_relation_size('winnow.sketch_page') as keys,
    pg_total_relation_size('winnow.unlinked') as waiting,
    pg_indexes_size('winnow.paragraph') as hash_indexes, pg_table_size('winnow.paragraph') as texts,
    (select count(*) from winnow.link) as links, (select count(*) from winnow.common_key) as common`;

/** Fields of /proc/PID/stat from the state on; null where there is none. */
const procStat = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return null;
  }
};

/** Seconds of processor that a server on this machine has used, with all its processes; null elsewhere. */
const serverSeconds = async (database) => {
  const { rows } = await database.query('select pg_backend_pid() as pid');
  const parent = procStat(rows[0].pid)?.[1];
  if (parent === undefined || !readFileSync(`/proc/${parent}/comm`, 'utf8').startsWith('postgres'))
    return null;
  const own = procStat(parent);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(procStat)
    .filter((stat) => stat?.[1] === parent);
  const ticks = children.reduce((sum, stat) => sum + Number(stat[11]) + Number(stat[12]), 0);
  return (ticks + Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14])) / 100;
};

/** Enough new paragraphs for the index to be gone through more than once. */
const newFor = (rows) => Number(values.new ?? Math.max(40_000, rows / 8));

const measure = async (url, database, round, rows) => {
  const each = Math.round(newFor(rows) / writers);
  const children = await startWriters(url, each, round);
  const serverBefore = await serverSeconds(database);
  const begin = performance.now();
  const answers = children.map((child) => once(child, 'message'));
  for (const child of children) child.send('go');
  const spent = (await Promise.all(answers)).map(([answer]) => answer);
  const written = performance.now();
  const cpuBefore = process.cpuUsage();
  const swept = await sweepLinks(database);
  const sweeping = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - begin) / 1000;
  const server = serverBefore === null ? null : (await serverSeconds(database)) - serverBefore;
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  const micro = (total) => Math.round((total / each / writers) * 1e6);
  const share = (stage) => spent.reduce((sum, one) => sum + one[stage], 0) / 10 / seconds / writers;
  return {
    rate: (each * writers) / seconds,
    stages: `sign ${share('sign').toFixed(0)} %, publish ${share('publish').toFixed(0)} %, link ${share('link').toFixed(0)} %, last ${swept} linked in ${((performance.now() - written) / 1000).toFixed(1)} s`,
    writers: micro(spent.reduce((sum, one) => sum + one.cpu, (sweeping.user + sweeping.system) / 1e6)),
    server: server === null ? null : micro(server),
    left: (await database.query('select count(*) as n from winnow.unlinked')).rows[0].n,
  };
};

const LINKED = `
  select distinct on (later.id) later.text, earlier.text as of, similarity,
    case when earlier.id = first_id then redundant in ('both', 'second') else redundant in ('both', 'first') end as needless
  from winnow.link
  join winnow.paragraph later on later.id = greatest(first_id, second_id)
  join winnow.paragraph earlier on earlier.id = least(first_id, second_id)
  where not look_alike order by later.id, needless desc, similarity desc, earlier.id`;

/** Decisions on the records of a file, as `winnow dedupe` prints them, by way of PostgreSQL. */
const score = async (database, name) => {
  const records = readFileSync(name, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const ids = new Map();
  for (const { id, text } of records) if (!ids.has(text)) ids.set(text, id);
  for (const { text } of records) {
    const printed = [{ text, print: fingerprint(text) }];
    await transaction(database, (connection) => putParagraphs(connection, printed));
  }
  await sweepLinks(database);
  const links = new Map((await database.query(LINKED)).rows.map((row) => [row.text, row]));
  for (const { id, text } of records) {
    const link = links.get(text);
    const first = ids.get(text) === id ? (link === undefined ? null : ids.get(link.of)) : ids.get(text);
    const kept = first === null || (ids.get(text) === id && !link.needless);
    console.log(JSON.stringify({ id, duplicate_of: first, similarity: link?.similarity ?? null, kept }));
  }
};

const main = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  const services = await startServices(folder);
  try {
    const url = await services.database();
    const database = openDatabase(url, 4);
    await migrate(database);
    if (values.score !== undefined) {
      await score(database, values.score);
      await database.end();
      return;
    }
    let rows = 0;
    let base = null;
    for (const [round, wanted] of values.rows.split(',').map(Number).entries()) {
      if (wanted > rows) await fill(url, database, rows, wanted);
      const before = (await database.query(SIZES)).rows[0];
      const {
        rate,
        stages,
        writers: own,
        server,
        left,
      } = await measure(url, database, round, before.paragraphs);
      const size = (await database.query(SIZES)).rows[0];
      rows = size.paragraphs;
      // What others do on the machine at the time changes the rate, and hardly the time of processors.
      const work = own + (server ?? 0);
      base ??= { rate, work };
      const per = (bytes) => Math.round(bytes / size.paragraphs);
      console.log(
        `${before.paragraphs} rows + ${rows - before.paragraphs}: ${Math.round(rate)} paragraphs/s (${(rate / base.rate).toFixed(2)} of the first, ${(base.work / work).toFixed(2)} by processor time), processor ${own} us writers + ${server ?? '?'} us server; ${stages}; ` +
          `bytes a paragraph: keys and sketches ${per(size.keys)}, waiting ${per(size.waiting)}, ` +
          `hash indexes ${per(size.hash_indexes)}, text ${per(size.texts)}; ${size.links} links, ${size.common} common keys, ${left} unlinked`,
      );
    }
    await database.end();
  } finally {
    await services.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const part = values.part === undefined ? null : JSON.parse(values.part);
if (part === null) await main();
else if (part[0] === 'fill') await runFiller(...part.slice(1));
else await runWriter(...part);
