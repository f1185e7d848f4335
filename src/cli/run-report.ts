import pc from 'picocolors';
import { OUTCOMES } from '../document/index.ts';
import type { RunErrors, RunStatus } from '../store/runs.ts';
import { duration, plural } from '../words.ts';

/** How long it took, or how fast it goes and what is left. */
const speed = ({ startedAt, finishedAt, rate, secondsLeft, state }: RunStatus): string => {
  const pages = `${rate.toFixed(rate < 10 ? 1 : 0)} pages/s`;
  if (finishedAt !== null)
    return `${((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s, ${pages}`;
  if (rate === 0 || state === 'settling' || state === 'cancelled') return '';
  return secondsLeft === null ? pages : `${pages}, ${duration(secondsLeft)} left`;
};

const errorLine = ({ code, stage, site, pages }: RunErrors): string =>
  `  ${pages} ${code}${stage === null ? '' : ` in ${stage}`}${site === null ? '' : ` at ${site}`}`;

/** A run in a few lines: what came of its pages, and where its time went. */
export const runReport = (status: RunStatus): string => {
  const counts = OUTCOMES.filter((outcome) => status.outcomes[outcome] > 0).map((outcome) => {
    const text = `${status.outcomes[outcome]} ${outcome}`;
    return outcome === 'failed' ? pc.red(text) : text;
  });
  const open = status.state === 'cancelled' ? 'left out' : 'pending';
  if (status.pending > 0) counts.push(pc.yellow(`${status.pending} ${open}`));
  const standing = status.paused ? `${status.state}, ${pc.yellow('paused')}` : status.state;
  const seen = status.staging === 'direct' ? [] : [status.staging];
  const priority = status.priority === 0 ? [] : [`priority ${status.priority}`];
  const head = [pc.bold(`run ${status.id}`), status.kind, standing, ...seen, ...priority, speed(status)];
  const skipped = Object.entries(status.skipped).map(([reason, count]) => `${count} ${reason}`);
  const total = Object.values(status.timings).reduce((sum, milliseconds) => sum + milliseconds, 0);
  const timings = Object.entries(status.timings)
    .filter(([, milliseconds]) => milliseconds >= total / 100)
    .sort((a, b) => b[1] - a[1])
    .map(
      ([stage, milliseconds]) =>
        `${stage} ${(milliseconds / 1000).toFixed(1)} s (${Math.round((100 * milliseconds) / total)} %)`,
    );
  return [
    head.filter(Boolean).join('  '),
    `  ${plural(status.pages, 'page')} = ${counts.join(' + ') || 'none'}`,
    `  ${plural(status.articles, 'article')}`,
    ...(skipped.length > 0 ? [`  not pages: ${skipped.join(', ')}`] : []),
    ...status.errors.map(errorLine),
    ...(timings.length > 0 ? [`  time: ${timings.join(', ')}`] : []),
  ].join('\n');
};
