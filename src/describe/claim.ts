import type { Claim, Description } from '../document/article.ts';

/** The fields that sources make claims about. */
type ClaimField = keyof Description;

/** A value with the name of its source, not yet weighed. */
export interface Candidate<T> {
  readonly value: T;
  readonly source: string;
}

/** Turns the candidates of a field into claims; every source that says the chosen value is marked. */
export function claimsOf<T>(
  field: ClaimField,
  candidates: readonly Candidate<T>[],
  chosen: T | null,
  show: (value: T) => string,
): Claim[] {
  const said = chosen === null ? null : show(chosen);
  const seen = new Set<string>();
  const claims: Claim[] = [];
  for (const { value, source } of candidates) {
    const text = show(value);
    const key = `${source}\n${text}`;
    if (text === '' || seen.has(key)) continue;
    seen.add(key);
    claims.push({ field, value: text, source, chosen: text === said });
  }
  return claims;
}

/** The outcome of weighing a field: what was chosen, and what was there to choose from. */
export interface Choice<T> {
  readonly value: T | null;
  /** In the order in which sources are believed. */
  readonly candidates: readonly Candidate<T>[];
}

/** The first candidate wins: the order of the table is the rule. */
export const firstOf = <T>(candidates: readonly Candidate<T>[]): Choice<T> => ({
  value: candidates[0]?.value ?? null,
  candidates,
});
