// A command that uses the embedded PostgreSQL, for the tests that need several real processes.
// Prints one JSON line per event; a line on standard input, SIGINT or SIGTERM makes it close.
import pg from 'pg';
import { openEmbedded } from '../../dist/src/embedded/index.js';

const say = (event, more = {}) => console.log(JSON.stringify({ event, ...more }));

const [directory, statement] = process.argv.slice(2);
try {
  const log = [];
  const embedded = await openEmbedded({ directory, log: (line) => log.push(line) });
  let answer = null;
  if (statement) {
    const client = new pg.Client(embedded.url);
    await client.connect();
    answer = (await client.query(statement)).rows;
    await client.end();
  }
  const close = async () => {
    await embedded.close();
    say('closed');
    process.exit(0);
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
  process.stdin.once('data', close);
  say('open', { url: embedded.url, log, answer });
} catch (error) {
  say('failed', { code: error.code, message: error.message });
  process.exit(1);
}
