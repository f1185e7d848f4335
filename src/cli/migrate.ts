import type { Command } from 'commander';
import { migrate } from '../store/migrate.ts';
import { withWinnow } from './context.ts';
import { writeLine } from './output.ts';

/** `winnow migrate` */
export const addMigrate = (program: Command): void => {
  program
    .command('migrate')
    .summary('bring the database up to date')
    .description(
      `Makes or upgrades the schema "winnow" and the queue's own schema. Every command does this when it opens the
store; the command is for deployments that do it in a step of its own. Safe when many run at once.`,
    )
    .action(() =>
      withWinnow(async (winnow) => {
        await migrate(winnow.database);
        const { rows } = await winnow.database.query<{ name: string; applied_at: Date }>(
          'select name, applied_at from winnow.migration order by name',
        );
        for (const row of rows) await writeLine(`${row.applied_at.toISOString()}  ${row.name}`);
      }),
    );
};
