import type { Command } from 'commander';
import { readRefining } from '../config.ts';
import type { Page, Part, Refined, RefineOptions } from '../document/index.ts';
import { readSources } from '../source/read-sources.ts';
import { oneLine, table, terminalWidth, writeJson, writeLine } from './output.ts';
import { openProgress } from './progress.ts';
import { brokenLine, sourceName } from './records.ts';

interface Options {
  readonly json?: boolean;
  readonly config?: string;
  readonly rules?: string;
  readonly entities: boolean;
}

/** One page as the contract of the filter has it. */
const inspected = (page: Page, source: string, refined: Refined): object => ({
  id: page.id,
  source,
  url: page.url,
  media_type: page.mediaType,
  page_type: refined.pageType,
  language: refined.language,
  outcome: refined.outcome,
  ...(refined.code === null ? {} : { code: refined.code, stage: refined.stage, detail: refined.detail }),
  blocks: refined.blocks.map(({ ordinal, line, text, role, article, rule, confidence }) => ({
    ordinal,
    line,
    text,
    role,
    article,
    rule,
    ...(confidence === null ? {} : { confidence }),
  })),
  boundaries: refined.boundaries,
  articles: refined.articles.map((article) => ({
    ordinal: article.ordinal,
    title: article.title,
    authors: article.authors,
    credits: article.credits,
    published: article.published,
    published_ago: article.publishedAgo,
    modified: article.modified,
    dateline: article.dateline,
    section: article.section,
    breadcrumb: article.breadcrumb,
    site_name: article.siteName,
    tags: article.tags,
    keywords: article.keywords,
    language: article.language,
    foreign_quotes: article.foreignQuotes,
    url: article.url,
    description: article.description,
    image: article.image,
    image_alt: article.imageAlt,
    image_credit: article.imageCredit,
    licence: article.licence,
    teaser: article.teaser,
    text: article.text,
    ...(article.parts.length === 0 ? {} : { parts: article.parts.map(inspectedPart) }),
    entities: article.entities,
    claims: article.claims,
  })),
});

const inspectedPart = ({ ordinal, author, published, firstBlock, lastBlock }: Part): object => ({
  ordinal,
  author,
  published,
  first_block: firstBlock,
  last_block: lastBlock,
});

const printPage = async (page: Page, source: string, refined: Refined): Promise<void> => {
  const facts = [refined.outcome, refined.code, refined.pageType, refined.language]
    .filter(Boolean)
    .join('  ');
  await writeLine(`\n${page.url ?? source}\n${facts}`);
  const width = Math.max(terminalWidth() - 50, 40);
  const rows = refined.blocks.map((block) => [
    block.line ?? block.ordinal,
    block.article ?? '·',
    block.role,
    block.rule,
    oneLine(block.text, width),
  ]);
  if (rows.length > 0) await writeLine(table(['line', 'a', 'role', 'rule', 'text'], rows));
};

const inspect = async (paths: readonly string[], options: Options): Promise<void> => {
  const chosen = await readRefining(options);
  const refineOptions: RefineOptions = options.entities ? chosen : { ...chosen, entities: false };
  // The stages bring their models: other commands start without them.
  const { refine } = await import('../refine.ts');
  const progress = openProgress(process.stdout.isTTY);
  let done = 0;
  for await (const record of readSources(paths)) {
    if (record.kind === 'skipped') continue;
    progress.update({ label: 'inspect', unit: 'pages', done, total: done++, growing: true });
    const source = sourceName(record);
    if (record.kind === 'broken') {
      const line = brokenLine(record);
      await (options.json
        ? writeJson({ ...line, blocks: [], articles: [] })
        : writeLine(`\n${source}\n${line.code}`));
      continue;
    }
    const refined = refine(record.page, refineOptions);
    if (options.json) await writeJson(inspected(record.page, source, refined));
    else await printPage(record.page, source, refined);
  }
  progress.stop();
};

/** `winnow inspect FILE…` */
export const addInspect = (program: Command): void => {
  program
    .command('inspect')
    .summary('refine pages without a database')
    .description(
      `A filter: refines pages and prints what came of each, in the order of the input. Pages that fail say so in
their outcome; the exit code stays 0.`,
    )
    .argument('<file...>', 'as for ingest; - is standard input')
    .option('--json', 'one JSON object a page')
    .option('--no-entities', 'leave names out: several times faster')
    .option('--config <file>', 'JSON file with what to change about refining')
    .option('--rules <file>', 'JSON file with rules for single sites, see docs/site-rules.md')
    .addHelpText(
      'after',
      `
Examples:
  winnow inspect page.html
  winnow inspect --json archive.warc.gz | jq -r '.articles[].title'
  winnow inspect --rules sites.json page.html`,
    )
    .action(inspect);
};
