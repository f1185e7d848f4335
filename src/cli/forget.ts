import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { WinnowError } from '../errors.ts';
import { countForgotten, type Forgotten, forgetPages, type Orphans, pagesToForget } from '../store/forget.ts';
import { withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';

interface Options {
  readonly url?: string;
  readonly site?: string;
  readonly before?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `3 pages, 1 version`: what there is of each kind; kinds without any are left out. */
const counted = (counts: Forgotten | Orphans): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${count === 1 ? singular(kind) : kind}`)
    .join(', ') || 'nothing';

const singular = (kind: string): string => (kind === 'entities' ? 'entity' : kind.replace(/s$/, ''));

const confirmed = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY)
    throw new WinnowError('USAGE', 'nobody can be asked here: --yes, or --dry-run to look');
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question(`${question} [y/N] `)).trim());
  } finally {
    asked.close();
  }
};

const forget = (options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const { url = null, site = null, before = null, json } = options;
    const pages = await pagesToForget(winnow.database, { url, site, before });
    if (pages.length === 0) throw new WinnowError('NOT_FOUND', 'no page to forget');
    const expected = await countForgotten(winnow.database, pages);
    if (options.dryRun) {
      if (json) return writeJson({ forgotten: expected, orphans: null });
      await writeLine(`would remove ${counted(expected)}`);
      return note('and every paragraph, author, tag, name and site that nothing else needs');
    }
    if (!options.yes && !(await confirmed(`remove ${counted(expected)} for good?`)))
      return note('nothing was removed');
    const { forgotten, orphans } = await forgetPages(winnow.database, pages, (done) => {
      if (pages.length > done) note(`${done} of ${pages.length} pages`);
    });
    if (json) return writeJson({ forgotten, orphans });
    await writeLine(`removed ${counted(forgotten)}`);
    await writeLine(`and what nothing else needed: ${counted(orphans)}`);
  });

/** `winnow forget` */
export const addForget = (program: Command): void => {
  program
    .command('forget')
    .summary('remove pages for good, with all that hangs on them')
    .description(
      `Removes pages with their bytes, versions, articles, blocks and mentions, what runs say of them, and every
paragraph, author, tag, name and site that nothing else needs. There is no way back but to ingest them again.

What selects pages may be combined: all of it must hold. Totals of runs go down by what is removed, and count it under
page:forgotten.`,
    )
    .option('--url <url>', 'the pages of an address, in every version')
    .option('--site <host>', 'pages of a host and of those below it')
    .option('--before <date>', 'pages last crawled before a date')
    .option('--dry-run', 'only say what would be removed')
    .option('--yes', 'do not ask')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `
Examples:
  winnow forget --site example.org --dry-run
  winnow forget --url https://example.org/story --yes
  winnow forget --before 2020-01-01 --yes --json`,
    )
    .action(forget);
};
