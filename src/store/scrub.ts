/**
 * Text that PostgreSQL takes: no NUL, no lone surrogates. Page text is scrubbed when it is decoded; this is
 * for strings that come back from escapes (JSON-LD, entities) and for the names of files and records.
 */
export const scrub = (text: string): string => text.replaceAll('\0', '').toWellFormed();

export const scrubOrNull = (text: string | null): string | null => (text === null ? null : scrub(text));

/** Characters of a name that fits a B-tree key; longer "names" are markup gone wrong. */
export const LONGEST_NAME = 400;

export const scrubName = (text: string): string => scrub(text.slice(0, LONGEST_NAME));
