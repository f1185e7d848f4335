import pc from 'picocolors';
import { OUTCOMES } from '../document/index.ts';
import type { RunStatus } from '../store/runs.ts';

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const seconds = (status: RunStatus): string | null => {
  if (status.finishedAt === null) return null;
  const elapsed = (Date.parse(status.finishedAt) - Date.parse(status.startedAt)) / 1000;
  return `${elapsed.toFixed(1)} s, ${(status.pages / Math.max(elapsed, 0.001)).toFixed(0)} pages/s`;
};

/** A run in a few lines: what came of its pages, and where its time went. */
export const runReport = (status: RunStatus): string => {
  const counts = OUTCOMES.filter((outcome) => status.outcomes[outcome] > 0).map((outcome) => {
    const text = `${status.outcomes[outcome]} ${outcome}`;
    return outcome === 'failed' ? pc.red(text) : text;
  });
  if (status.pending > 0) counts.push(pc.yellow(`${status.pending} pending`));
  const skipped = Object.entries(status.skipped).map(([reason, count]) => `${count} ${reason}`);
  const total = Object.values(status.timings).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const timings = Object.entries(status.timings)
    .filter(([, milliseconds]) => milliseconds >= total / 100)
    .sort((a, b) => b[1] - a[1])
    .map(([stage, milliseconds]) => `${stage} ${Math.round((100 * milliseconds) / total)} %`);
  return [
    `${pc.bold(`run ${status.id}`)}  ${status.kind}  ${status.state}  ${seconds(status) ?? ''}`.trimEnd(),
    `  ${plural(status.pages, 'page')} = ${counts.join(' + ') || 'none'}`,
    `  ${plural(status.articles, 'article')}`,
    ...(skipped.length > 0 ? [`  not pages: ${skipped.join(', ')}`] : []),
    ...(timings.length > 0 ? [`  time: ${timings.join(', ')}`] : []),
  ].join('\n');
};
