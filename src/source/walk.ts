import type { Dirent } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Format } from '../read/index.ts';
import { skippedFile, sourceFile, statOrNull } from './classify.ts';
import type { SourceFile } from './source-file.ts';

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** By code unit, so that the order is the same everywhere. */
const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);

interface Walk {
  /** Resolved path of the folder the user named, which links must not leave. */
  readonly root: string;
  readonly otherwise: Format | null;
}

const linked = async (source: string, path: string, walk: Walk): Promise<SourceFile> => {
  const target = await realpath(path).catch(() => null);
  // A link that leads nowhere is reported by reading it.
  if (target === null) return sourceFile(source, path, walk.otherwise);
  if (target !== walk.root && !target.startsWith(walk.root + sep))
    return skippedFile(source, path, 'file:link-outside');
  const stats = await statOrNull(path);
  return stats?.isDirectory()
    ? skippedFile(source, path, 'file:link-to-folder')
    : sourceFile(source, path, walk.otherwise);
};

const walkFrom = async function* (folder: string, path: string, walk: Walk): AsyncGenerator<SourceFile> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch {
    // Reading a folder as a file fails, with the reason.
    yield { source: folder, path, format: 'sniff', reason: null, gzip: false, size: null };
    return;
  }
  for (const entry of entries.sort(byName)) {
    if (isHidden(entry.name)) continue;
    const source = join(folder, entry.name);
    const at = join(path, entry.name);
    if (entry.isDirectory()) yield* walkFrom(source, at, walk);
    else if (entry.isFile()) yield await sourceFile(source, at, walk.otherwise);
    else if (entry.isSymbolicLink()) yield await linked(source, at, walk);
    else yield skippedFile(source, at, 'file:not-a-file');
  }
};

/**
 * The files under a folder, depth first, by name. Hidden entries and `node_modules` are left out. A link
 * is followed when it leads to a file under the same folder: a crawl that somebody else packed must not
 * reach outside, and a folder is not read twice. Other links, devices and unknown extensions come as `skipped`.
 */
export const walkFolder = async function* (
  folder: string,
  path: string,
  otherwise: Format | null,
): AsyncGenerator<SourceFile> {
  const root = await realpath(path).catch(() => path);
  yield* walkFrom(folder, path, { root, otherwise });
};
