import pc from 'picocolors';
import { edgesOf } from '../dedupe/index.ts';
import type { RunDiff } from '../store/diff.ts';
import { oneLine, terminalWidth } from './output.ts';
import { table } from './table.ts';

const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 2 : 0)} %`;

const signed = (count: number): string => (count < 0 ? String(count) : `+${count}`);

/** What a run changes, in a few lines. */
export const diffSummary = ({ run, totals, fields }: RunDiff): string => {
  const words = totals.wordsAfter - totals.wordsBefore;
  const lines = [
    `${pc.bold(`run ${run}`)} changes ${totals.changed} of ${totals.pages} pages`,
    `  articles: ${totals.articlesAdded} added, ${totals.articlesGone} gone, ${totals.splitAnew} pages split anew`,
    `  words: ${totals.wordsBefore} before, ${signed(words)} after; ${percent(totals.loss)} would vanish`,
  ];
  if (totals.failed > 0) lines.push(pc.red(`  ${totals.failed} pages failed: they keep the version before`));
  if (fields.length > 0)
    lines.push(`  fields: ${fields.map(({ field, articles }) => `${field} of ${articles}`).join(', ')}`);
  return lines.join('\n');
};

const roleOf = (role: string | null, rule: string | null): string =>
  role === null ? '(no line)' : `${role} ${pc.dim(rule ?? '')}`;

/** Words of an unchanged stretch that are shown beside a change. */
const CONTEXT = 6;

const PAINT = {
  same: (text: string): string => text,
  removed: (text: string): string => pc.red(`[-${text}-]`),
  added: (text: string): string => pc.green(`{+${text}+}`),
};

/** Characters of one sample. */
const SAMPLE_WIDTH = 600;

/** A word diff with a little of what stayed: [-gone-] {+new+}. */
export const stretchesText = (stretches: RunDiff['samples'][number]['stretches']): string =>
  stretches
    .map(({ kind, text }, index) => {
      const shown =
        kind === 'same'
          ? edgesOf(text, CONTEXT, index === 0, index === stretches.length - 1)
          : oneLine(text, SAMPLE_WIDTH);
      return PAINT[kind](oneLine(shown, SAMPLE_WIDTH));
    })
    .join(' ')
    .trim();

/** The whole difference: summary, lines by rule and by site, and samples as word diffs. */
export const diffReport = (diff: RunDiff): string => {
  const parts = [diffSummary(diff)];
  if (diff.fieldSamples.length > 0)
    parts.push(
      table(
        ['field', 'was', 'becomes', 'article'],
        diff.fieldSamples.map(({ field, before, after, url, article }) => [
          field,
          before,
          after,
          `${url ?? 'no address'} ${article}`,
        ]),
      ),
    );
  if (diff.rules.length > 0)
    parts.push(
      table(
        ['lines', 'sites', 'were', 'become', 'for example'],
        diff.rules.map((rule) => [
          rule.lines,
          rule.sites,
          roleOf(rule.roleBefore, rule.ruleBefore),
          roleOf(rule.roleAfter, rule.ruleAfter),
          rule.example,
        ]),
      ),
    );
  if (diff.sites.length > 1)
    parts.push(
      table(
        ['site', 'pages', 'lines'],
        diff.sites.map((site) => [site.host ?? '(no address)', site.pages, site.lines]),
      ),
    );
  if (diff.names.length > 0)
    parts.push(
      table(
        ['name', 'articles gain it', 'lose it'],
        diff.names.map(({ name, gained, lost }) => [name, gained, lost]),
      ),
    );
  for (const sample of diff.samples) {
    const head = `${sample.url ?? 'a page without an address'}  article ${sample.article}`;
    parts.push(`${pc.bold(oneLine(head, terminalWidth()))}\n${stretchesText(sample.stretches)}`);
  }
  return parts.join('\n\n');
};
