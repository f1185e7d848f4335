import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../assets.ts';
import { WinnowError } from '../errors.ts';
import { compareAll } from './copies/update.ts';
import { type Connection, type Database, transaction } from './database.ts';

/** Any number that nobody else takes: all who migrate wait for each other on it. */
const LOCK = 7_126_493_001;

/** The migration that makes the tables of what is derived here from the articles of a store that has some already. */
const COPIES = '0024_copies.sql';

interface Script {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const scripts = (folder: string): Script[] =>
  readdirSync(join(packageRoot, 'sql', folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(packageRoot, 'sql', folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex').slice(0, 16) };
    });

const appliedScripts = async (connection: Connection): Promise<Map<string, string>> => {
  await connection.query('create schema if not exists winnow');
  await connection.query(
    `create table if not exists winnow.migration
       (name text primary key, checksum text not null, applied_at timestamptz not null default now())`,
  );
  const { rows } = await connection.query<{ name: string; checksum: string }>(
    'select name, checksum from winnow.migration',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
};

const record = (connection: Connection, script: Script): Promise<unknown> =>
  connection.query(
    `insert into winnow.migration (name, checksum) values ($1, $2)
     on conflict (name) do update set checksum = excluded.checksum, applied_at = now()`,
    [script.name, script.checksum],
  );

const applyMigrations = async (connection: Connection): Promise<string[]> => {
  const applied = await appliedScripts(connection);
  const known = scripts('migrations');
  const newest = known.at(-1)?.name ?? '';
  for (const name of applied.keys())
    if (/^\d{4}_/.test(name) && name > newest) throw new WinnowError('STORE_TOO_NEW', name);
  const done: string[] = [];
  for (const script of known) {
    const before = applied.get(script.name);
    if (before === script.checksum) continue;
    if (before !== undefined) throw new WinnowError('CONFIG_INVALID', `migration ${script.name} was changed`);
    await connection.query(script.sql);
    await record(connection, script);
    done.push(script.name);
  }
  // Views and rights may change at any time: they are made anew whenever their text does.
  const views = scripts('views');
  if (done.length > 0 || views.some((script) => applied.get(`views/${script.name}`) !== script.checksum))
    for (const script of views) {
      await connection.query(script.sql);
      await record(connection, { ...script, name: `views/${script.name}` });
      done.push(`views/${script.name}`);
    }
  if (done.includes(COPIES)) await compareAll(connection);
  return done;
};

/**
 * Brings the schema `winnow` up to date; safe when many processes call it at once. Returns the names of the scripts
 * that ran. Throws STORE_TOO_NEW when a newer Winnow was here.
 */
export const migrate = (database: Database): Promise<string[]> =>
  transaction(database, async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [LOCK]);
    return applyMigrations(connection);
  });
