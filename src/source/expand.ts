import { lstat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { WinnowError } from '../errors.ts';
import { FILE_EXTENSIONS, type Format } from '../read/index.ts';
import { sourceFile, statOrNull } from './classify.ts';
import { type SourceFile, STANDARD_INPUT } from './source-file.ts';
import { walkFolder } from './walk.ts';

export interface ExpandOptions {
  /** Format of standard input and of files whose name does not tell. Otherwise the content and an error decide. */
  readonly format?: Format;
  /** Folder that paths are relative to; the working directory unless given. */
  readonly cwd?: string;
}

/** One argument: what it stands for is looked up before anything is read. */
type Argument =
  | { readonly kind: 'file'; readonly file: SourceFile }
  | { readonly kind: 'folder'; readonly source: string; readonly path: string }
  | { readonly kind: 'matches'; readonly files: readonly SourceFile[] };

interface Place {
  readonly cwd: string;
  readonly format: Format | null;
}

/** What the name of a file may end in, as messages say it. */
export const EXTENSIONS_TEXT = `${FILE_EXTENSIONS.map((extension) => `.${extension}`).join(' ')}, each also with .gz`;

const standardInput = (format: Format | null): SourceFile => ({
  source: STANDARD_INPUT,
  path: null,
  format: format ?? 'sniff',
  reason: null,
  gzip: false,
  size: null,
});

const namedFile = async (source: string, path: string, { format }: Place): Promise<Argument> => {
  const file = await sourceFile(source, path, format);
  if (file.reason !== null) {
    throw new WinnowError('USAGE', `${source} has none of the extensions ${EXTENSIONS_TEXT}`);
  }
  return { kind: 'file', file };
};

const matches = async (pattern: string, { cwd, format }: Place): Promise<Argument> => {
  const found = await glob(pattern, {
    cwd,
    absolute: isAbsolute(pattern),
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**'],
  });
  if (found.length === 0) throw new WinnowError('USAGE', `nothing matches ${pattern}`);
  const files = found.sort().map((source) => sourceFile(source, resolve(cwd, source), format));
  return { kind: 'matches', files: await Promise.all(files) };
};

const lookUp = async (given: string, place: Place): Promise<Argument> => {
  if (given === STANDARD_INPUT) return { kind: 'file', file: standardInput(place.format) };
  if (given === '') throw new WinnowError('USAGE', 'a path is empty');
  const path = resolve(place.cwd, given);
  if ((await statOrNull(path))?.isDirectory()) return { kind: 'folder', source: given, path };
  // A link that leads nowhere exists: reading it will say so.
  const exists = await lstat(path).then(
    () => true,
    () => false,
  );
  if (exists) return namedFile(given, path, place);
  if (isDynamicPattern(given)) return matches(given, place);
  throw new WinnowError('USAGE', `there is no file or folder ${given}`);
};

const filesOf = async function* (argument: Argument, { format }: Place): AsyncGenerator<SourceFile> {
  if (argument.kind === 'file') yield argument.file;
  else if (argument.kind === 'folder') yield* walkFolder(argument.source, argument.path, format);
  else yield* argument.files;
};

/**
 * What paths stand for: files, folders with everything under them, glob patterns, and `-` for standard
 * input. In the order given, folders and patterns by name; a file that is named twice comes once.
 *
 * @throws WinnowError `USAGE`, before the first file, when a path matches nothing or a file that is
 * named itself has no extension that Winnow reads. In folders and patterns such files come as `skipped`.
 */
export const expandSources = async function* (
  paths: readonly string[],
  options: ExpandOptions = {},
): AsyncGenerator<SourceFile> {
  const place: Place = { cwd: options.cwd ?? process.cwd(), format: options.format ?? null };
  const parts: Argument[] = [];
  for (const path of paths) parts.push(await lookUp(path, place));
  const seen = new Set<string | null>();
  for (const part of parts) {
    for await (const file of filesOf(part, place)) {
      if (seen.has(file.path)) continue;
      seen.add(file.path);
      yield file;
    }
  }
};
