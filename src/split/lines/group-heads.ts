import type { JudgedBlock } from '../../document/block.ts';
import { type Fitted, type Line, placesOf } from './fit.ts';
import type { Template } from './templates.ts';

/** A place that fewer entries have is none of theirs. */
const LEAST_SHARE = 0.65;
/** Headings without which a page has no groups. */
const GROUPS = 2;

/**
 * Entries without the short lines that stand above some of their titles only: those head groups of entries, and a
 * byline there belongs to the entry that it stands below.
 */
export const withoutGroupHeads = (
  entries: readonly Fitted[],
  template: Template,
  lines: readonly Line[],
  blocks: readonly JudgedBlock[],
): readonly Fitted[] => {
  const place = placesOf(template).indexOf('label');
  if (place < 0 || place >= template.above.length) return entries;
  const heads = entries.flatMap(({ places, from }) => (places.get(place) === from ? [from] : []));
  if (heads.length >= entries.length * LEAST_SHARE || hasParts(entries, template)) return entries;
  const isByline = (at: number): boolean => lines[at]?.sign === 'byline';
  if (
    !areGroups(
      heads.filter((at) => !isByline(at)),
      blocks,
    )
  )
    return entries;
  return entries.map((entry, index): Fitted => {
    const next = entries[index + 1];
    const isHead = entry.places.get(place) === entry.from;
    const takesByline =
      next?.from === entry.until && next.places.get(place) === next.from && isByline(next.from);
    return {
      ...entry,
      from: isHead ? entry.from + 1 : entry.from,
      until: takesByline ? entry.until + 1 : entry.until,
      places: isHead ? new Map([...entry.places].filter(([at]) => at !== place)) : entry.places,
    };
  });
};

/** Whether most entries have a part of their own: then the short lines above some of them may be one as well. */
const hasParts = (entries: readonly Fitted[], template: Template): boolean =>
  placesOf(template).some(
    (place, at) =>
      place !== 'TITLE' &&
      place !== 'TEXT' &&
      entries.filter(({ places }) => places.has(at)).length >= entries.length * LEAST_SHARE,
  );

const areGroups = (heads: readonly number[], blocks: readonly JudgedBlock[]): boolean =>
  heads.length >= GROUPS && new Set(heads.map((at) => blocks[at]?.text)).size === heads.length;

/** For each entry the heading over its group: a short line right above one of the entries, and of none; null where none is. */
export const groupHeads = (
  entries: readonly Fitted[],
  lines: readonly Line[],
  blocks: readonly JudgedBlock[],
): readonly (number | null)[] => {
  const isHead = ({ from }: Fitted, index: number): boolean =>
    lines[from - 1]?.sign === 'label' && (entries[index - 1]?.until ?? 0) < from;
  const heads = entries.filter(isHead).map(({ from }) => from - 1);
  if (!areGroups(heads, blocks) || heads.length >= entries.length * LEAST_SHARE)
    return entries.map(() => null);
  let head: number | null = null;
  return entries.map((entry, index) => {
    if (isHead(entry, index)) head = entry.from - 1;
    return head;
  });
};
