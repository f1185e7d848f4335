import pg from 'pg';

/** The rows of one statement, on a connection of its own. */
export const rowsOf = async <T>(databaseUrl: string, sql: string): Promise<T[]> => {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
};
