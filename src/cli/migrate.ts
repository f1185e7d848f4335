import type { Command } from 'commander';
import { migrateQueue } from '../queue/open.ts';
import { withWinnow } from './context.ts';
import { writeLine } from './output.ts';

/** `winnow migrate` */
export const addMigrate = (program: Command): void => {
  program
    .command('migrate')
    .summary('bring the database up to date')
    .description(
      `Makes or upgrades the schema "winnow" and the queue's own schema. Every command does this for what it opens; the command is for deployments that do it in a step of its own. Safe when many run at once.`,
    )
    .action(() =>
      withWinnow(async (winnow) => {
        await migrateQueue(winnow.database);
        const { rows } = await winnow.database.query<{ name: string; applied_at: Date }>(
          'select name, applied_at from winnow.migration order by name',
        );
        for (const row of rows) await writeLine(`${row.applied_at.toISOString()}  ${row.name}`);
      }),
    );
};
