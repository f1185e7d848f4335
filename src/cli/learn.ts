import type { Command } from 'commander';
import { learnSites } from '../store/habits.ts';
import { plural } from '../words.ts';
import { withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';
import { table } from './table.ts';

const dayOrder = (dayFirst: boolean | null): string =>
  dayFirst === null ? '' : dayFirst ? '31/12/2020' : '12/31/2020';

/** `winnow learn` */
export const addLearn = (program: Command): void => {
  program
    .command('learn')
    .summary('learn what each site always does the same way')
    .description(
      `Learns from the pages in the store what stands beside the titles of a site, and how it writes its dates. What
is learned is part of the pipeline version: later runs use it as evidence, and refine pages of other versions
again.`,
    )
    .option('--json', 'one JSON object a site')
    .addHelpText('after', '\nExample:\n  winnow learn && winnow sql "select * from site_habits"')
    .action((options: { json?: boolean }) =>
      withWinnow(async (winnow) => {
        const sites = await learnSites(winnow.database);
        if (options.json) {
          for (const site of sites) await writeJson(site);
          return;
        }
        if (sites.length > 0)
          await writeLine(
            table(
              ['site', 'pages', 'beside titles', 'dates'],
              sites.map(({ host, pages, titleAffixes, dayFirst }) => [
                host,
                pages,
                titleAffixes.join(', '),
                dayOrder(dayFirst),
              ]),
            ),
          );
        note(plural(sites.length, 'site'));
      }),
    );
};
