import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the installed package: this file runs from `src/` in tests and from `dist/src/` elsewhere. */
const findRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

export const packageRoot: string = findRoot();

export const packageVersion: string = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;

const readStages = (): Readonly<Record<string, string>> => {
  const file = join(packageRoot, 'dist', 'stages.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
};

/** Version of each stage, a hash of its code and models; empty when the package has not been built. */
export const stageVersions: Readonly<Record<string, string>> = readStages();
