#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../assets.ts';
import { WinnowError } from '../errors.ts';
import { storeError } from '../store/database.ts';
import { log } from './context.ts';
import { addDedupe } from './dedupe.ts';
import { addEntities } from './entities.ts';
import { addEntity } from './entity.ts';
import { addExplain } from './explain.ts';
import { addExport } from './export.ts';
import { addFailures } from './failures.ts';
import { addForget } from './forget.ts';
import { addGazetteer } from './gazetteer.ts';
import { addHistory } from './history.ts';
import { addIngest } from './ingest.ts';
import { addInspect } from './inspect.ts';
import { addLearn } from './learn.ts';
import { addMigrate } from './migrate.ts';
import { addDiff, addPromote } from './promote.ts';
import { addRepeats } from './repeats.ts';
import { addReprocess } from './reprocess.ts';
import { addRun } from './run.ts';
import { addSchedule } from './schedule.ts';
import { addSearch } from './search.ts';
import { addSql } from './sql.ts';
import { addStatus } from './status.ts';
import { addTemplates } from './templates.ts';
import { addWork } from './work.ts';

const EXIT_USAGE = 2;

/** A text of the sources as paragraphs: help breaks their lines where the terminal ends. */
const unwrapped = (text: string): string => text.replaceAll(/(\S)\n(?=\S)/g, '$1 ');

const program = new Command('winnow')
  .description('Turns crawled web pages into clean, queryable articles in Postgres.')
  .version(packageVersion)
  .configureHelp({ commandDescription: (command) => unwrapped(command.description()) })
  .configureOutput({
    outputError: (text, print) => print(text.replace(/^error: (.*)\n$/, 'winnow: $1; see winnow help\n')),
  })
  .addHelpText(
    'after',
    `
Environment:
  DATABASE_URL          PostgreSQL to use (default: an embedded one under .winnow/)
  REDIS_URL             keep the queue on Redis (default: in PostgreSQL)
  WINNOW_HOME           folder of the embedded PostgreSQL (default: .winnow)
  WINNOW_CONCURRENCY    processes that refine (default: 2)
  WINNOW_PAGE_TIMEOUT   seconds that a page may take (default: 30)
  WINNOW_THREAD_HEAP    megabytes that a page may take (default: 1024)
  WINNOW_STOP_DEADLINE  seconds to finish what is in hand when told to stop (default: 30)
  WINNOW_KEEP_VERSIONS  days that replaced versions of pages are kept (default: 90)
  WINNOW_LOG            silent, error, warn, info or debug (default: error)

Begin with:  winnow ingest seeds`,
  )
  .exitOverride();

program.commandsGroup('Fill the store:');
addIngest(program);
addWork(program);
addSchedule(program);
addLearn(program);
addRun(program);
addForget(program);
addTemplates(program);
addMigrate(program);
addGazetteer(program);
program.commandsGroup('Ask it:');
addStatus(program);
addSearch(program);
addEntity(program);
addExplain(program);
addRepeats(program);
addSql(program);
addFailures(program);
addExport(program);
program.commandsGroup('Refine it again:');
addReprocess(program);
addDiff(program);
addPromote(program);
addHistory(program);
program.commandsGroup('Filters without a database:');
addInspect(program);
addEntities(program);
addDedupe(program);

/** Prints one clear line and says how the process ends. */
const report = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  const known = error instanceof WinnowError ? error : storeErrorOf(error);
  if (known === null) {
    log.error({ err: error }, 'unexpected');
    process.stderr.write(`winnow: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  log.debug({ err: known, code: known.code }, 'ended');
  process.stderr.write(`winnow: ${known.message} (${known.code})\n`);
  return known.kind === 'usage' ? EXIT_USAGE : 1;
};

/** Errors of the database that no layer has named yet. */
const storeErrorOf = (error: unknown): WinnowError | null => {
  const named = storeError(error);
  return named.kind === 'passing' ? named : null;
};

// A reader that has had enough (`winnow export | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

/** What is left after a command is a connection to a server that is not there, which tries again for ever. */
const LINGER_MILLISECONDS = 2000;

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
setTimeout(() => process.exit(), LINGER_MILLISECONDS).unref();
