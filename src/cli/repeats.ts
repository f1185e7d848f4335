import type { Command } from 'commander';
import pc from 'picocolors';
import { WinnowError } from '../errors.ts';
import {
  listClusters,
  pageRepeats,
  type ShownLink,
  type ShownParagraph,
  showParagraph,
  verdictOn,
} from '../store/read-repeats.ts';
import { integer, withWinnow } from './context.ts';
import { note, oneLine, terminalWidth, writeJson, writeLine } from './output.ts';
import { table } from './table.ts';

interface Options {
  readonly paragraph?: number;
  readonly site?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Words that both have are shown in full up to here on either side of a difference. */
const CONTEXT = 40;

const shortened = (text: string, isFirst: boolean, isLast: boolean): string => {
  if (text.length <= 2 * CONTEXT) return text;
  const start = isFirst ? '' : text.slice(0, CONTEXT);
  const end = isLast ? '' : text.slice(-CONTEXT);
  return `${start} … ${end}`;
};

/** A word diff as `git diff --word-diff` writes it, also without colours. */
const diffLine = ({ differences }: ShownLink): string =>
  differences
    .map(({ kind, text }, index) => {
      const words = oneLine(text, 400);
      if (kind === 'removed') return pc.red(`[-${words}-]`);
      if (kind === 'added') return pc.green(`{+${words}+}`);
      return shortened(words, index === 0, index === differences.length - 1);
    })
    .join(' ');

const relation = (link: ShownLink): string => {
  const how = link.kind === 'same' ? 'the same words' : link.kind;
  const similarity = link.kind === 'same' ? '' : ` ${Math.round(link.similarity * 100)} %`;
  const where = `${link.url ?? 'a page without an address'}${link.ordinal === null ? '' : ` block ${link.ordinal}`}`;
  return `${how}${similarity}, ${verdictOn(link)}: ${where}${link.publishedOn === null ? '' : `, ${link.publishedOn}`}${link.kept ? ' (kept)' : ''}`;
};

const writeParagraph = async (shown: ShownParagraph): Promise<void> => {
  const width = terminalWidth();
  const isElsewhere = shown.links.some((link) => link.paragraphId === shown.paragraphId);
  const state = isElsewhere ? 'as is   ' : shown.kept ? 'kept    ' : 'repeated';
  const head = `${String(shown.paragraphId).padStart(6)} ${state} `;
  await writeLine(pc.bold(head) + oneLine(shown.text, Math.max(width - head.length, 30)));
  for (const link of shown.links) {
    await writeLine(`       ${pc.yellow(relation(link))}`);
    if (link.kind !== 'same') await writeLine(`         ${diffLine(link)}`);
  }
  for (const { host, day, occurrences } of shown.counts)
    await writeLine(pc.dim(`       ${occurrences} × ${host ?? 'no address'} ${day ?? 'no date'}`));
};

const list = (options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const clusters = await listClusters(winnow.database, options.site ?? null, options.limit);
    if (options.json) {
      for (const cluster of clusters) await writeJson(cluster);
      return;
    }
    if (clusters.length === 0) return note('nothing repeats');
    await writeLine(
      table(
        ['times', 'texts', 'pages', 'sites', 'first', 'last', 'paragraph', 'kept on', 'text'],
        clusters.map((row) => [
          row.occurrences,
          row.texts,
          row.pages,
          row.sites,
          row.firstOn,
          row.lastOn,
          row.repeatId,
          row.keptUrl,
          row.text,
        ]),
      ),
    );
  });

const show = (page: string | undefined, options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const { database } = winnow;
    const one = options.paragraph === undefined ? null : await showParagraph(database, options.paragraph);
    const found = page === undefined ? (one === null ? [] : [one]) : await pageRepeats(database, page);
    for (const shown of found) await (options.json ? writeJson(shown) : writeParagraph(shown));
    if (found.length === 0) note('nothing of it repeats');
  });

/** `winnow repeats [PAGE]` */
export const addRepeats = (program: Command): void => {
  program
    .command('repeats')
    .summary('paragraphs that repeat each other, and what differs')
    .description(
      `Without a page: the paragraphs that occur most often, with the copy that is kept. Of a page: each paragraph that
repeats another one or is repeated, how alike they are, which of the two a reader does not need, and the words that
differ, [-here-] and {+there+}. PAGE is what winnow explain takes.`,
    )
    .argument('[page]', 'number, address or file of a page')
    .option('--paragraph <id>', 'of one paragraph, with counts by site and day', integer('--paragraph', 1))
    .option('--site <host>', 'only paragraphs of this site')
    .option('--limit <n>', 'how many', integer('--limit', 1), 20)
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExample:\n  winnow repeats --site courier.example')
    .action((page: string | undefined, options: Options) => {
      if (page !== undefined && (options.paragraph !== undefined || options.site !== undefined))
        throw new WinnowError('USAGE', 'a page, or --paragraph, or --site');
      return page === undefined && options.paragraph === undefined ? list(options) : show(page, options);
    });
};
