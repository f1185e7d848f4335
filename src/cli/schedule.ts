import { Command, CommanderError, Option } from 'commander';
import { WinnowError } from '../errors.ts';
import { nextDue, SCHEDULE_NAME } from '../queue/due.ts';
import { SCHEDULED_COMMANDS, scheduledCommand } from '../queue/firing-command.ts';
import { askForFiring, listFirings } from '../store/firings.ts';
import { listSchedules, type Overlap, putSchedule, removeSchedule, setPaused } from '../store/schedules.ts';
import { integer, withWinnow } from './context.ts';
import { addIngest } from './ingest.ts';
import { addLearn } from './learn.ts';
import { note, writeJson, writeLine } from './output.ts';
import { addReprocess } from './reprocess.ts';
import { table } from './table.ts';
import { addTemplates } from './templates.ts';

interface AddOptions {
  readonly cron: string;
  readonly tz: string;
  readonly overlap: Overlap;
  readonly json?: boolean;
}

/** Reads a command as `winnow` itself would, so that what is wrong is said now and not at three in the morning. */
const checkCommand = async (command: readonly string[]): Promise<void> => {
  if (scheduledCommand(command) === undefined)
    throw new WinnowError(
      'USAGE',
      `a schedule gives ${SCHEDULED_COMMANDS.map(({ words }) => words.join(' ')).join(', ')}, not ${command.join(' ')}`,
    );
  if (command[0] === 'ingest' && command.includes('-'))
    throw new WinnowError('USAGE', 'a schedule has no standard input to read');
  const probe = new Command('winnow')
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} });
  for (const add of [addIngest, addLearn, addReprocess, addTemplates]) add(probe);
  for (const each of probe.commands) for (const one of [each, ...each.commands]) one.action(() => {});
  try {
    await probe.parseAsync([...command], { from: 'user' });
  } catch (cause) {
    if (cause instanceof CommanderError)
      throw new WinnowError('USAGE', cause.message.replace(/^error: /, ''), { cause });
    throw cause;
  }
};

const add = async (name: string, command: readonly string[], options: AddOptions): Promise<void> => {
  const { cron, tz, overlap } = options;
  if (!SCHEDULE_NAME.test(name))
    throw new WinnowError(
      'USAGE',
      'NAME is made of a-z, 0-9, dot, dash and underscore, 63 characters at most',
    );
  const next = nextDue(cron, tz);
  await checkCommand(command);
  return withWinnow(async (winnow) => {
    const fresh = await putSchedule(winnow.database, {
      name,
      cron,
      tz,
      command,
      folder: process.cwd(),
      overlap,
    });
    await winnow.syncSchedules();
    if (options.json) return writeJson({ schedule: name, cron, tz, command, overlap, next });
    await writeLine(`${fresh ? 'added' : 'changed'} ${name}, next due ${next.toISOString()}`);
    note('fired by `winnow work`, which has to be going on then');
  });
};

const list = (options: { json?: boolean }): Promise<void> =>
  withWinnow(async (winnow) => {
    const schedules = (await listSchedules(winnow.database)).map((schedule) => ({
      ...schedule,
      next: schedule.paused ? null : nextDue(schedule.cron, schedule.tz),
    }));
    if (options.json) {
      for (const { id: _, ...schedule } of schedules) await writeJson(schedule);
      return;
    }
    if (schedules.length === 0) return writeLine('no schedules: winnow schedule add --help');
    await writeLine(
      table(
        ['schedule', 'cron', 'zone', 'next', 'last', 'was', 'run', 'command'],
        schedules.map((schedule) => [
          schedule.name,
          schedule.cron,
          schedule.tz,
          schedule.next ?? 'paused',
          schedule.lastDueAt,
          schedule.lastState,
          schedule.lastRun,
          schedule.command.join(' '),
        ]),
      ),
    );
  });

const log = (name: string | undefined, options: { limit: number; json?: boolean }): Promise<void> =>
  withWinnow(async (winnow) => {
    const firings = await listFirings(winnow.database, name ?? null, options.limit);
    if (options.json) {
      for (const firing of firings) await writeJson(firing);
      return;
    }
    if (firings.length === 0) return writeLine('nothing was due yet');
    await writeLine(
      table(
        ['firing', 'schedule', 'due', 'state', 'run', 'its state', 'detail'],
        firings.map((firing) => [
          firing.firing_id,
          firing.schedule,
          firing.due_at,
          firing.state,
          firing.run_id,
          firing.run_state,
          firing.detail ?? (firing.by_hand ? 'by hand' : null),
        ]),
      ),
    );
  });

const pause = (paused: boolean) => (name: string) =>
  withWinnow(async (winnow) => {
    await setPaused(winnow.database, name, paused);
    await winnow.syncSchedules();
    await writeLine(`${paused ? 'paused' : 'resumed'} ${name}`);
  });

const remove = (name: string): Promise<void> =>
  withWinnow(async (winnow) => {
    await removeSchedule(winnow.database, name);
    await winnow.syncSchedules();
    await writeLine(`removed ${name}; what it did stays in winnow schedule log ${name}`);
  });

const runNow = (name: string): Promise<void> =>
  withWinnow(async (winnow) => {
    const firing = await askForFiring(winnow.database, name);
    await writeLine(
      `firing ${firing} of ${name} waits for a worker; how it goes: winnow schedule log ${name}`,
    );
  });

/** `winnow schedule` */
export const addSchedule = (program: Command): void => {
  const schedule = program
    .command('schedule')
    .summary('ingest, learn and reprocess by the clock')
    .description(
      `Gives commands by the clock: an ingest of a folder, a reprocess of what is outdated, learning of sites and of their
templates.
\`winnow work\` fires them and does the work, on any machine; each firing is kept in the view schedule_firings.`,
    );
  schedule
    .command('add')
    .summary('add a schedule, or change the one of this name')
    .description(
      `Adds a schedule. COMMAND is ingest, reprocess, learn or templates learn with its options, given in the folder where
you are now.
A firing that was missed because no worker was there is made up for once, when one comes.`,
    )
    .argument('<name>', 'what to call it')
    .argument('<command...>', 'after --: the winnow command to give')
    .requiredOption(
      '--cron <expression>',
      'minute, hour, day, month, weekday; or six fields with seconds in front',
    )
    .option('--tz <zone>', 'time zone that it is meant in', 'UTC')
    .addOption(
      new Option('--overlap <how>', 'when the last run is still going on')
        .choices(['skip', 'wait'])
        .default('skip'),
    )
    .option('--json', 'print the schedule as JSON')
    .addHelpText(
      'after',
      `
Examples:
  winnow schedule add nightly --cron '0 3 * * *' --tz Europe/Paris -- reprocess --outdated --promote
  winnow schedule add inbox --cron '*/10 * * * *' --overlap wait -- ingest crawl/
  winnow schedule add templates --cron '0 1 * * 0' -- templates learn`,
    )
    .action(add);
  schedule
    .command('list', { isDefault: true })
    .summary('list schedules, when each is next due and how its last firing went')
    .option('--json', 'one JSON object a schedule')
    .action(list);
  schedule
    .command('log')
    .summary('what each firing did, newest first')
    .argument('[name]', 'only this schedule, also when it is gone')
    .option('--limit <n>', 'how many', integer('--limit', 1), 20)
    .option('--json', 'one JSON object a firing')
    .action(log);
  const one = (name: string, summary: string, action: (name: string) => Promise<void>): Command =>
    schedule
      .command(name)
      .summary(summary)
      .description(`${summary}.`)
      .argument('<name>', 'its name')
      .action(action);
  one('pause', 'stop firing until resumed', pause(true));
  one('resume', 'fire again', pause(false));
  one('run', 'fire now, whether it is paused or not', runNow);
  one('remove', 'remove a schedule; what it did is kept', remove);
};
