#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { packageVersion } from '../assets.ts';
import { WinnowError } from '../errors.ts';
import { storeError } from '../store/store-error.ts';
import { GROUPS } from './commands.ts';
import { log } from './log.ts';
import { OutputGone, outputGone } from './output.ts';

const EXIT_USAGE = 2;

/** A text of the sources as paragraphs: help breaks their lines where the terminal ends. */
const unwrapped = (text: string): string => text.replaceAll(/(\S)\n(?=\S)/g, '$1 ');

const program = new Command('winnow')
  .description('Turns crawled web pages into clean, queryable articles in Postgres.')
  .version(packageVersion)
  .configureHelp({ commandDescription: (command) => unwrapped(command.description()) })
  .configureOutput({
    // What was meant stands on a second line.
    outputError: (text, print) =>
      print(
        text.replace(
          /^error: (.*)(?:\n(\(.*\)))?\n$/,
          (_, said, meant = '') => `winnow: ${[said, meant].join(' ').trim()}; see winnow help\n`,
        ),
      ),
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
  WINNOW_TOKEN          what winnow serve asks of who may do everything there
  WINNOW_READ_TOKEN     what it asks of who may read and change nothing
  WINNOW_LOG            silent, error, warn, info or debug (default: error)

Begin with:  winnow ingest seeds`,
  )
  .exitOverride();

/** An argument or an option that is empty: most often a variable of the shell that was never set. */
const refuseEmpty = (command: Command): void => {
  const isEmpty = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(isEmpty) : typeof value === 'string' && value.trim() === '';
  const argument = command.registeredArguments.find((_, index) => isEmpty(command.processedArgs[index]));
  const option = command.options.find((each) => isEmpty(command.getOptionValue(each.attributeName())));
  const name = argument?.name() ?? option?.long;
  if (name !== undefined) throw new WinnowError('USAGE', `${name} is empty`);
};
program.hook('preAction', (_, command) => refuseEmpty(command));

/** Adds the command that is asked for; all of them where it is none, since help is about all. */
const addCommands = async (asked: string | undefined): Promise<void> => {
  if (asked === '--version' || asked === '-V') return;
  const known = GROUPS.some(({ commands }) => Object.hasOwn(commands, asked ?? ''));
  for (const { title, commands } of GROUPS) {
    program.commandsGroup(title);
    for (const [name, load] of Object.entries(commands))
      if (!known || name === asked) (await load())(program);
  }
};

/** Prints one clear line and says how the process ends. */
const report = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof OutputGone) {
    // A reader that has had enough is no error.
    if (error.code === 'EPIPE') return 0;
    process.stderr.write(`winnow: ${error.message}\n`);
    return 1;
  }
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

/** Errors of the database that no layer has named yet, and that say something to who asked. */
const storeErrorOf = (error: unknown): WinnowError | null => {
  const named = storeError(error);
  return named.code === 'LOAD_FAILED' ? null : named;
};

/** What is left after a command is a connection to a server that is not there, which tries again for ever. */
const LINGER_MILLISECONDS = 2000;

try {
  await addCommands(process.argv[2]);
  await program.parseAsync();
  const gone = outputGone();
  if (gone !== null) throw gone;
} catch (error) {
  process.exitCode = report(error);
}
setTimeout(() => process.exit(), LINGER_MILLISECONDS).unref();
