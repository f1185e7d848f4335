import type { Command } from 'commander';
import pc from 'picocolors';
import { TEXT_ROLES } from '../document/index.ts';
import { isRole } from '../document/role.ts';
import { claimedFields, readSignals } from '../store/claims.ts';
import {
  type ExplainedClaim,
  type ExplainedLine,
  type ExplainedPage,
  explainPage,
  tellingRepeat,
} from '../store/explain.ts';
import { withWinnow } from './context.ts';
import { oneLine, terminalWidth, writeJson, writeLine } from './output.ts';

/** The looks of the part of a line: an article's text stands out, what was set aside recedes. */
const paint = (line: ExplainedLine): ((text: string) => string) => {
  if (line.article === null) return pc.dim;
  if (line.role === 'title') return pc.bold;
  return isRole(line.role) && TEXT_ROLES.has(line.role) ? (text) => text : pc.cyan;
};

const repeatsOf = (line: ExplainedLine): string => {
  const repeat = tellingRepeat(line);
  if (repeat === null) return '';
  const { place, ordinal, similarity } = repeat;
  const how = similarity === 1 ? 'repeats' : `repeats ${Math.round(similarity * 100)} %`;
  return `  = ${how} ${place ?? 'this page'}, block ${ordinal}`;
};

const explainLine = (line: ExplainedLine, width: number): string => {
  const place = String(line.line ?? line.ordinal).padStart(4);
  const article = line.article === null ? ' ·' : String(line.article).padStart(2);
  const rule = line.confidence === null ? line.rule : `${line.rule} ${line.confidence.toFixed(2)}`;
  const head = `${place} ${article} ${line.role.padEnd(13)} ${oneLine(rule, 28).padEnd(28)} `;
  const repeats = repeatsOf(line);
  const text = oneLine(line.text, Math.max(width - head.length - 1, 30));
  return (
    paint(line)(`${head}${text}`) + (repeats === '' ? '' : `\n${' '.repeat(8)}${pc.yellow(repeats.trim())}`)
  );
};

/** The signals of a boundary; of a page that was kept whole, also where it might have been parted and for what. */
const reasonsOf = (signals: readonly string[]): string => {
  const { reason, places } = readSignals(signals);
  return places.length === 0 ? reason : `${reason} at blocks ${places.join(' ')}`;
};

/** Fields whose sources are shown, in this order. */
const FACTS = ['published', 'modified', 'authors', 'section', 'tags'];

/**
 * A line for each field that the page states: the value that was chosen and where it stands, then the others; with the
 * day of publication how sure it is.
 */
const factsOf = (claims: readonly ExplainedClaim[], confidence: number | null): string[] => {
  const fields = claimedFields(claims);
  return FACTS.flatMap((field) => {
    const sure = field === 'published' && confidence !== null ? ` ${confidence.toFixed(2)}` : '';
    const said = (fields.get(field) ?? []).map(({ value, chosen, sources }) => {
      const shown = chosen ? `${oneLine(value, 60)}${sure}` : `not ${oneLine(value, 60)}`;
      return `${shown} (${sources.join(', ')})`;
    });
    return said.length === 0 ? [] : [`  ${field.padEnd(10)} ${said.join(', ')}`];
  });
};

const explainHead = (page: ExplainedPage): string[] => [
  pc.bold(page.url ?? page.source ?? `page ${page.pageId}`) + pc.dim(`  page ${page.pageId}`),
  [
    page.outcome ?? 'pending',
    page.code,
    page.pageType,
    page.language,
    page.duplicateOf === null ? null : `same bytes as ${page.duplicateOf}`,
  ]
    .filter((part) => part !== null)
    .join('  '),
  ...page.boundaries.flatMap((boundary) => [
    `article ${boundary.article} from block ${boundary.block}: ${boundary.title ?? 'untitled'}  ` +
      pc.dim(`${reasonsOf(boundary.signals)} ${boundary.confidence.toFixed(2)}`),
    ...factsOf(boundary.claims, boundary.publishedConfidence).map((fact) => pc.dim(fact)),
  ]),
  pc.dim('line  a role          rule                         text'),
];

/** `winnow explain PAGE_OR_URL` */
export const addExplain = (program: Command): void => {
  program
    .command('explain')
    .summary('a page line by line: what each line is and why')
    .description(
      `Shows what each article of a page says of itself and where, then every line with its role, the rule or model
that decided, the article it went to (· for the page itself), and where a repeat was seen first. PAGE is a number
of the view pages, an address, or the end of the path of a file that was ingested.`,
    )
    .argument('<page>', 'number, address or file of the page')
    .option('--json', 'the whole account as one JSON object')
    .action((wanted: string, options: { json?: boolean }) =>
      withWinnow(async (winnow) => {
        const page = await explainPage(winnow.database, wanted);
        if (options.json) return writeJson(page);
        const width = terminalWidth();
        for (const line of explainHead(page)) await writeLine(line);
        for (const line of page.lines) await writeLine(explainLine(line, width));
      }),
    );
};
