import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Connection, type Database, transaction } from './database.ts';

/** An account of its own that may read the views, and nothing else whatever it takes on. */
export interface ReaderLogin {
  readonly databaseUrl: string;
  /** Removes the account; connections that are open stay. */
  drop(): Promise<void>;
}

const PREFIX = 'winnow_question_';

/** Connections at the same time. */
const CONNECTIONS = 8;

/** An account whose server was killed can no longer be used after so long, and is removed by the next server. */
const VALID_HOURS = 24;

const ITERATIONS = 4096;

/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself stands in no statement and no log. */
const verifierOf = (password: string): string => {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
};

/** Runs a statement that takes no parameters, made by `format` of the server: `%I` a name, `%L` a text. */
const runFormatted = async (
  connection: Connection,
  statement: string,
  values: readonly string[],
): Promise<void> => {
  const places = values.map((_, index) => `$${index + 2}::text`).join(', ');
  const { rows } = await connection.query<{ made: string }>(`select format($1, ${places}) as made`, [
    statement,
    ...values,
  ]);
  await connection.query(rows[0]!.made);
};

/** Accounts of servers that were killed. */
const dropStale = async (connection: Connection): Promise<void> => {
  const { rows } = await connection.query<{ name: string }>(
    'select rolname as name from pg_roles where starts_with(rolname, $1) and rolvaliduntil < now()',
    [PREFIX],
  );
  for (const { name } of rows) await runFormatted(connection, 'drop role if exists %I', [name]);
};

const withAccount = (databaseUrl: string, name: string, password: string): string | null => {
  if (!/^postgres(?:ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) return null;
  const url = new URL(databaseUrl);
  url.username = name;
  url.password = password;
  return url.href;
};

/** Whether the account can connect: a server may let in only whom it knows. */
const canConnect = async (databaseUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select from winnow.runs limit 0');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

/**
 * Makes an account that may log in and has the rights of `winnow_reader`, with a password that nobody sees: what is asked
 * through it cannot take back the rights of the account that owns the store. Null where accounts cannot be made, or where
 * this one could not connect. Valid for a day.
 */
export const openReaderLogin = async (
  database: Database,
  databaseUrl: string,
): Promise<ReaderLogin | null> => {
  const name = `${PREFIX}${randomBytes(8).toString('hex')}`;
  const password = randomBytes(24).toString('hex');
  const url = withAccount(databaseUrl, name, password);
  if (url === null) return null;
  const until = new Date(Date.now() + VALID_HOURS * 3_600_000).toISOString();
  try {
    await transaction(database, async (connection) => {
      await dropStale(connection);
      await runFormatted(
        connection,
        `create role %I login nosuperuser nocreatedb nocreaterole noreplication connection limit ${CONNECTIONS}
           password %L valid until %L in role winnow_reader`,
        [name, verifierOf(password), until],
      );
    });
  } catch (error) {
    // No right to make roles (42501), no role to be a member of (42704).
    if (error instanceof pg.DatabaseError && /^(?:42501|42704)$/.test(error.code ?? '')) return null;
    throw error;
  }
  const drop = async (): Promise<void> => {
    await transaction(database, (connection) => runFormatted(connection, 'drop role if exists %I', [name]));
  };
  if (await canConnect(url)) return { databaseUrl: url, drop };
  await drop();
  return null;
};
