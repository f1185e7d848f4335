import type { ExplainedClaim } from './explain.ts';

/** A value of a field, and where the page says it. */
export interface ClaimedValue {
  readonly value: string;
  readonly chosen: boolean;
  readonly sources: readonly string[];
}

/** What a page says of each field: the value that was chosen first, then the others as they are believed. */
export const claimedFields = (
  claims: readonly ExplainedClaim[],
): ReadonlyMap<string, readonly ClaimedValue[]> => {
  const fields = new Map<string, Map<string, { value: string; chosen: boolean; sources: string[] }>>();
  for (const { field, value, source, chosen } of claims) {
    const values = fields.get(field) ?? new Map();
    fields.set(field, values);
    const seen = values.get(value) ?? { value, chosen, sources: [] };
    seen.sources.push(source);
    values.set(value, seen);
  }
  return new Map(
    [...fields].map(([field, values]) => [
      field,
      [...values.values()].sort((a, b) => Number(b.chosen) - Number(a.chosen)),
    ]),
  );
};

/**
 * The signals of a boundary in words, and the blocks at which a page that was kept whole might have been parted:
 * those are among its signals as `at:N`.
 */
export const readSignals = (
  signals: readonly string[],
): { readonly reason: string; readonly places: readonly number[] } => {
  const places = signals.flatMap((signal) => (signal.startsWith('at:') ? [Number(signal.slice(3))] : []));
  const named = signals.filter((signal) => !signal.startsWith('at:'));
  if (places.length === 0) return { reason: named.join(' '), places };
  const [whole, why, ...seen] = named;
  return { reason: `${whole} ${why}; seen ${seen.join(' ') || 'nothing'}`, places };
};
