import type { Command } from 'commander';
import pc from 'picocolors';
import { wordDiff } from '../dedupe/index.ts';
import { type PageVersion, pageHistory } from '../store/history.ts';
import { withWinnow } from './context.ts';
import { stretchesText } from './diff-report.ts';
import { writeJson, writeLine } from './output.ts';
import { table } from './table.ts';

const stateOf = (version: PageVersion): string => {
  if (version.shown) return 'shown';
  return version.replacedAt === null ? 'not shown' : `until ${version.replacedAt.toISOString().slice(0, 16)}`;
};

const versionTable = (versions: readonly PageVersion[]): string =>
  table(
    ['version', 'fetched', 'made', 'run', 'pipeline', 'outcome', 'articles', 'words', 'readers'],
    versions.map((version) => [
      version.version,
      version.fetchedAt?.toISOString().slice(0, 16),
      version.madeAt.toISOString().slice(0, 16),
      version.run,
      version.pipeline,
      version.outcome,
      version.articles,
      version.words,
      stateOf(version),
    ]),
  );

/** `winnow history PAGE_OR_URL` */
export const addHistory = (program: Command): void => {
  program
    .command('history')
    .summary('what a page said in each version')
    .description(
      `Lists the versions of a page: each content that was read at its address, by each pipeline that refined it.
PAGE is a number of the view pages, an address, or the end of the path of a file that was ingested.

The same as tables: the views page_versions and article_versions.`,
    )
    .argument('<page>', 'number, address or file of the page')
    .option('--diff', 'show how the text changed from each version to the next')
    .option('--json', 'one JSON object with every version and its text')
    .addHelpText('after', '\nExample:\n  winnow history https://example.org/story --diff')
    .action((wanted: string, options: { diff?: boolean; json?: boolean }) =>
      withWinnow(async (winnow) => {
        const { url, versions } = await pageHistory(winnow.database, wanted);
        if (options.json) return writeJson({ url, versions });
        if (url !== null) await writeLine(pc.bold(url));
        await writeLine(versionTable(versions));
        if (!options.diff) return;
        for (const [index, version] of versions.slice(1).entries()) {
          const before = versions[index]!;
          const stretches = wordDiff(before.text, version.text);
          await writeLine(`\n${pc.bold(`version ${before.version} to ${version.version}`)}`);
          await writeLine(
            stretches.every(({ kind }) => kind === 'same') ? 'the same text' : stretchesText(stretches),
          );
        }
      }),
    );
};
