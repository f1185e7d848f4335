import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Format, formatOf } from '../read/index.ts';
import type { SkipReason, SourceFile } from './source-file.ts';

export const skippedFile = (source: string, path: string, reason: SkipReason): SourceFile => ({
  source,
  path,
  format: 'skipped',
  reason,
  gzip: false,
  size: null,
});

/** `stat`, or null when that fails: for what a link leads to, or for anything. */
export const statOrNull = async (path: string): Promise<Stats | null> => {
  try {
    return await stat(path);
  } catch {
    return null;
  }
};

/**
 * A file by its name. One that cannot be examined is kept: reading it will say what is wrong.
 * `otherwise` is the format of a name that does not tell; null when there is none to fall back on.
 */
export const sourceFile = async (
  source: string,
  path: string,
  otherwise: Format | null,
): Promise<SourceFile> => {
  const named = formatOf(path);
  const stats = await statOrNull(path);
  if (stats !== null && !stats.isFile() && !stats.isDirectory()) {
    return {
      source,
      path,
      format: named?.format ?? otherwise ?? 'sniff',
      reason: null,
      gzip: named?.gzip ?? false,
      size: null,
    };
  }
  const format = named?.format ?? otherwise;
  if (format === null) return skippedFile(source, path, 'file:unknown-extension');
  return { source, path, format, reason: null, gzip: named?.gzip ?? false, size: stats?.size ?? null };
};
