import type { Line } from '../line.ts';
import type { TextPage } from '../page.ts';

/** A line of running text counts for no more than this. */
const MOST_GAIN = 50;
/** Cost of a line that is neither running text nor decided. */
const SHORT_COST = 3;
/** Cost of a line of the page's frame: menus, forms, related links. */
const FRAME_COST = 8;

const FRAME: ReadonlySet<string> = new Set([
  'navigation',
  'form',
  'template',
  'copyright',
  'related',
  'breadcrumb',
  'comments',
]);

/** How much a line speaks for its place being content. Positive for running text, negative for the frame. */
const gain = (page: TextPage, line: Line): number => {
  const role = page.roles[line.index];
  if (role === 'copyright') return -3 * FRAME_COST;
  if (role !== null && role !== undefined && FRAME.has(role)) return -FRAME_COST;
  if (role !== null) return -1;
  const repeats = page.repeats(line).length;
  if (page.prose[line.index] === true) return repeats > 1 ? 2 : Math.min(MOST_GAIN, line.weight);
  if (line.ends && line.weight >= 4 && repeats === 1) return line.weight / 2;
  return repeats > 2 ? -SHORT_COST - 2 : -SHORT_COST;
};

/**
 * Finds the stretch of lines with the most running text for the least of anything else: the greatest sum
 * over a run of lines (Kadane's algorithm). Sets `from` and `to` of the page; both 0 when it has no running text.
 */
export const findRegion = (page: TextPage): void => {
  let best = 0;
  let sum = 0;
  let start = 0;
  for (const line of page.lines) {
    if (sum <= 0) {
      sum = 0;
      start = line.index;
    }
    sum += gain(page, line);
    if (sum > best) {
      best = sum;
      page.from = start;
      page.to = line.index + 1;
    }
  }
};
