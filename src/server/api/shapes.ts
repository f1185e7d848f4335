import { z } from 'zod';

/** Shapes that several resources take or answer. */

/** How far a list can be paged through; whole sets are for `/api/export`. */
const DEEPEST = 10_000;

const MOST = 200;

/** An answer's list: what the store reads is not to be changed. */
export const many = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** A host, as stores hold it. */
export const site = z
  .string()
  .max(253)
  .toLowerCase()
  .optional()
  .describe('a host, which covers the hosts below it');

export const withId = z.object({ id });

export const day = z.iso.date();

/** A moment, in an answer as ISO 8601. */
export const instant = z.date();

/** A word of a query string: `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The part of a list that is asked for. */
export const part = z.object({
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
  offset: z.coerce.number().int().min(0).max(DEEPEST).default(0),
});

/** What is asked for of a list: one more than its limit, to know whether there is more. */
export const oneMore = ({ limit, offset }: z.infer<typeof part>) => ({ limit: limit + 1, offset });

/** A part of a list, and where the next one begins; null at the end. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: many(item), next: z.number().int().nullable() });

/** The answer of a list that was asked for by `oneMore`. */
export const partOf = <T>(
  found: readonly T[],
  { limit, offset }: z.infer<typeof part>,
): { items: readonly T[]; next: number | null } => ({
  items: found.slice(0, limit),
  next: found.length > limit && offset + limit <= DEEPEST ? offset + limit : null,
});
