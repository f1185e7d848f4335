import type { Command } from 'commander';
import { readRefining, readSettings } from '../config.ts';
import type { Page, Part, Refined, RefineOptions } from '../document/index.ts';
import { openRefinery, type Refinery } from '../queue/refinery.ts';
import type { ReadRecord } from '../read/record.ts';
import { readSources } from '../source/read-sources.ts';
import { packBytes } from '../store/content.ts';
import { oneLine, terminalWidth, writeJson, writeLine } from './output.ts';
import { openProgress } from './progress.ts';
import { brokenLine, sourceName } from './records.ts';
import { table } from './table.ts';

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
    published_confidence: article.publishedConfidence,
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
  const settings = readSettings();
  const refinery = openRefinery(settings);
  const progress = openProgress(process.stdout.isTTY);
  let done = 0;
  try {
    const results = inOrder(readSources(paths), settings.concurrency * AHEAD, (record) =>
      record.kind === 'page' ? refineOne(refinery, record.page, refineOptions) : Promise.resolve(null),
    );
    for await (const [record, refined] of results) {
      if (record.kind === 'skipped') continue;
      done++;
      progress.update({ label: 'inspect', unit: 'pages', done, total: done, growing: true });
      await print(record, refined, options);
    }
  } finally {
    progress.stop();
    await refinery.close();
  }
};

/** Pages that wait for each process, so that none of them stands still while pages are read and printed. */
const AHEAD = 2;

/** Records with what a slow step makes of each, in their order; up to `most` of the steps run at the same time. */
async function* inOrder<T, R>(
  records: AsyncIterable<T>,
  most: number,
  step: (record: T) => Promise<R>,
): AsyncGenerator<[T, R]> {
  const begun: Promise<[T, R]>[] = [];
  for await (const record of records) {
    const result = step(record).then((made): [T, R] => [record, made]);
    // A failure is met when it is this record's turn.
    result.catch(() => {});
    begun.push(result);
    if (begun.length >= most) yield await begun.shift()!;
  }
  for (const result of begun) yield await result;
}

/** Refines a page under the limits of time and memory that ingest has, too. */
const refineOne = async (
  refinery: Refinery,
  { url, mediaType, charset, bytes }: Page,
  options: RefineOptions,
): Promise<Refined | null> => {
  const packed = await packBytes(bytes);
  const { pages } = await refinery.refine([{ url, mediaType, charset, packed, size: bytes.length }], options);
  return pages[0]?.refined ?? null;
};

const print = async (record: ReadRecord, refined: Refined | null, { json }: Options): Promise<void> => {
  const source = sourceName(record);
  if (record.kind === 'page' && refined !== null)
    await (json
      ? writeJson(inspected(record.page, source, refined))
      : printPage(record.page, source, refined));
  else if (record.kind === 'broken') {
    const line = brokenLine(record);
    await (json ? writeJson({ ...line, blocks: [], articles: [] }) : writeLine(`\n${source}\n${line.code}`));
  }
};

/** `winnow inspect FILE…` */
export const addInspect = (program: Command): void => {
  program
    .command('inspect')
    .summary('refine pages without a database')
    .description(
      `A filter: refines pages and prints what came of each, in the order of the input. Pages that fail say so in
their outcome; the exit code stays 0. Pages are refined in WINNOW_CONCURRENCY processes, under the limits of ingest.`,
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
