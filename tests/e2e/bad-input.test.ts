// Input that is empty, broken, hostile or closed, through the real command into a real database.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunStatus } from '../../src/index.ts';
import { soundRecords, writeBadInput } from '../support/bad-input.ts';
import { type CommandOptions, jsonLines, runCommand } from '../support/cli.ts';
import { NOBODY, noOtherAccount } from '../support/other-account.ts';
import { articleHtml } from '../support/sample-pages.ts';
import { noteSkipped, withDatabase } from '../support/services.ts';

let folder: string;
let databaseUrl: string;
let drop: () => Promise<void>;

const winnow = (args: readonly string[], options: CommandOptions = {}) =>
  runCommand(args, {
    ...options,
    env: { DATABASE_URL: databaseUrl, WINNOW_CONCURRENCY: '1', ...options.env },
  });

/** The records of a run in order of reading, as `source#record`, with their outcome and code. */
const endings = async (run: number): Promise<[string, string][]> => {
  const sql = `select source || coalesce('#' || record, '') as record, concat_ws(' ', outcome, code) as ending
               from outcomes where run_id = ${run} order by position`;
  const rows = jsonLines<{ record: string; ending: string }>(await winnow(['sql', '--json', sql]));
  return rows.map(({ record, ending }) => [record, ending]);
};

const ingest = async (path: string, options: CommandOptions = {}): Promise<RunStatus> => {
  const result = await winnow(['ingest', path, '--json'], options);
  expect(result.err).toBe('');
  const [status] = jsonLines<RunStatus>(result);
  const sum = Object.values(status!.outcomes).reduce((all, count) => all + count, 0);
  expect(status).toMatchObject({ state: 'done', pending: 0, pages: sum });
  return status!;
};

/** What readers see of the sound records, but for where they were read and what elsewhere repeats them. */
const soundRows = async (env: NodeJS.ProcessEnv): Promise<string[]> =>
  (await winnow(['export', '--blocks'], { env })).out
    .split('\n')
    .filter((line) => line.includes('"https://good.example/'))
    .map((line) => JSON.stringify({ ...JSON.parse(line), source: null, repeats: null }));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-bad-input-'));
  ({ url: databaseUrl, drop } = await withDatabase());
});

afterAll(async () => {
  await drop?.();
  rmSync(folder, { recursive: true, force: true });
});

describe('bad input', () => {
  test('ends with a code, harms no other page, and changes nothing when it is read again', async () => {
    const bad = join(folder, 'bad');
    mkdirSync(bad);
    const expected = writeBadInput(bad);
    const first = await ingest(bad);
    expect(await endings(first.id)).toEqual(expected);

    const quiet = await withDatabase();
    try {
      const env = { DATABASE_URL: quiet.url };
      await ingest('-', { env, input: soundRecords() });
      const rows = await soundRows({});
      expect(rows).toHaveLength(8);
      expect(rows).toEqual(await soundRows(env));
    } finally {
      await quiet.drop();
    }

    const before = (await winnow(['export', '--blocks'])).out;
    const second = await ingest(bad);
    // What never became a page ends the same way; what did is there already.
    const again = expected.map(([record, ending]) => [record, /READ_/.test(ending) ? ending : 'unchanged']);
    expect(await endings(second.id)).toEqual(again);
    expect((await winnow(['export', '--blocks'])).out).toBe(before);
  });

  test('says which file is closed to it, and reads it when it has been opened', async ({ skip }) => {
    const root = process.getuid?.() === 0;
    if (root && noOtherAccount !== null) {
      await noteSkipped(`files that are closed to their reader: root reads all, and ${noOtherAccount}`);
      skip(noOtherAccount);
    }
    const as = root ? { as: NOBODY } : {};
    const place = join(folder, 'closed');
    mkdirSync(place);
    for (const at of [folder, place]) chmodSync(at, 0o755);
    const closed = join(place, 'closed.html');
    writeFileSync(closed, articleHtml(40));
    writeFileSync(join(place, 'open.html'), articleHtml(41));
    if (root) chownSync(closed, NOBODY, NOBODY);
    chmodSync(closed, 0);
    const { id } = await ingest(place, as);
    expect(await endings(id)).toEqual([
      [closed, 'failed READ_UNREADABLE'],
      [join(place, 'open.html'), 'loaded'],
    ]);
    expect((await winnow(['failures', '--run', String(id)])).out).toMatch(/closed\.html\s+EACCES/);
    chmodSync(closed, 0o644);
    const again = await ingest(place, as);
    expect(again.outcomes).toMatchObject({ loaded: 1, unchanged: 1, failed: 0 });
  });
});
