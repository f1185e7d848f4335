import type { Command } from 'commander';
import pc from 'picocolors';
import {
  learnTemplates,
  listTemplates,
  previewTemplates,
  retireTemplate,
  type Template,
  type TemplateCandidate,
} from '../store/templates.ts';
import { integer, withWinnow } from './context.ts';
import { note, oneLine, terminalWidth, writeJson, writeLine } from './output.ts';
import { table } from './table.ts';

interface Options {
  readonly site?: string;
  readonly json?: boolean;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const writeTemplates = async (templates: readonly Template[]): Promise<void> => {
  if (templates.length === 0) return note('no templates');
  await writeLine(
    table(
      ['id', 'site', 'state', 'pages', 'share', 'place', 'was', 'first', 'last', 'text'],
      templates.map((one) => [
        one.id,
        one.host,
        one.active ? 'active' : 'retired',
        one.pages,
        percent(one.share),
        one.place,
        one.role,
        one.firstOn,
        one.lastOn,
        one.text,
      ]),
    ),
  );
};

/** A template that would be learned: its evidence, and what would change on a few pages. */
const previewText = (one: TemplateCandidate): string => {
  const width = terminalWidth();
  const days = one.firstOn === null ? '' : `, ${one.firstOn} to ${one.lastOn}`;
  const head = `${pc.bold(one.host)}  on ${one.pages} pages (${percent(one.share)}), ${one.place}${days}: ${one.changes} blocks leave their articles`;
  const lines = one.samples.flatMap(({ url, blocks }) => [
    `  ${oneLine(url ?? 'a page without an address', width - 2)}`,
    ...blocks.map(({ ordinal, role, text, leaves }) => {
      const line = oneLine(
        `  ${leaves ? '-' : ' '} ${String(ordinal).padStart(4)}  ${role.padEnd(10)}  ${text}`.slice(
          0,
          4 * width,
        ),
        width,
      );
      return leaves ? pc.red(line) : pc.dim(line);
    }),
  ]);
  return [head, ...lines].join('\n');
};

const preview = (options: Options): Promise<void> =>
  withWinnow(async (winnow) => {
    const found = await previewTemplates(winnow.database, options.site ?? null);
    if (options.json) {
      for (const one of found) await writeJson(one);
      return;
    }
    if (found.length === 0) return note('nothing that is taken for text recurs');
    await writeLine(found.map(previewText).join('\n\n'));
    const blocks = found.reduce((sum, one) => sum + one.changes, 0);
    note(`${blocks} blocks would leave their articles; winnow templates learn records them`);
  });

const show = (templates: readonly Template[], options: Options): Promise<void> =>
  options.json
    ? templates.reduce((done, one) => done.then(() => writeJson(one)), Promise.resolve())
    : writeTemplates(templates);

/** `winnow templates preview|learn|list|retire` */
export const addTemplates = (program: Command): void => {
  const templates = program
    .command('templates')
    .summary('text that a site puts on its pages: preview, learn, list, retire')
    .description(
      `Blocks that are taken for text of articles and recur on enough pages of a site, at its ends or nearly
everywhere, are text of the site. What one author's pages alone hold is not. Learned templates are rules of later runs,
which mark these blocks as template; pages that are there already change when they are processed again.`,
    )
    .addHelpText('after', '\nExample:\n  winnow templates preview --site courier.example');
  const add = (name: string, summary: string) =>
    templates
      .command(name)
      .summary(summary)
      .description(`Shows ${summary}.`)
      .option('--site <host>', 'only this site')
      .option('--json', 'one JSON object a line');
  add('preview', 'what learning would find, and how many blocks it would change').action(preview);
  add('list', 'what was learned, and what is retired').action((options: Options) =>
    withWinnow(async ({ database }) => show(await listTemplates(database, options.site ?? null), options)),
  );
  add('learn', 'what is learned now; what has stopped recurring is retired').action((options: Options) =>
    withWinnow(async ({ database }) => show(await learnTemplates(database, options.site ?? null), options)),
  );
  templates
    .command('retire')
    .summary('take a template out of use for good')
    .description(
      'Takes a template out of use: later runs do not mark it, and learning does not bring it back.',
    )
    .argument('<id>', 'number of winnow templates list', integer('ID', 1))
    .action((id: number) =>
      withWinnow(async ({ database }) => {
        await retireTemplate(database, id);
        note(`template ${id} is retired`);
      }),
    );
};
