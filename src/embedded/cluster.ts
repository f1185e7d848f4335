import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, environmentFor } from './binaries.ts';
import { exists, makePassword, SUPERUSER } from './database.ts';
import { commandAs, giveTo, type Identity } from './identity.ts';
import type { Paths } from './paths.ts';
import { unavailable } from './unavailable.ts';

const run = promisify(execFile);

/** The line of a program's complaint that says most: the first with an error, else the last one. */
const mainLine = (error: unknown): string => {
  const { stderr, code, message } = error as { stderr?: string; code?: unknown; message?: string };
  const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((l) => /error|fatal|cannot|could not/i.test(l)) ?? lines.at(-1);
  return (line ?? `${String(code ?? '')} ${message?.split('\n', 1)[0] ?? ''}`).trim();
};

/** Major version of the binaries. Also shows that they run at all on this machine under this identity. */
const majorOfBinaries = async (binaries: Binaries, paths: Paths, identity: Identity): Promise<string> => {
  const { file, args, options } = commandAs(identity, binaries.postgres, ['-V']);
  try {
    const { stdout } = await run(file, args, { ...options, env: environmentFor(binaries, paths.libraries) });
    return /\b(\d{1,3})/.exec(stdout)?.[1] ?? '';
  } catch (cause) {
    const account = identity.account === null ? '' : ` as '${identity.account.name}'`;
    throw unavailable(`its program does not run here${account}: ${mainLine(cause)}`, cause);
  }
};

/** An initdb that was killed leaves its folder behind; the finished one gets its name by one rename. */
const sweepUnfinished = async (paths: Paths): Promise<void> => {
  for (const name of await readdir(paths.root)) {
    if (name.startsWith('data.new-')) {
      await rm(join(paths.root, name), { recursive: true, force: true, maxRetries: 3 }).catch(
        () => undefined,
      );
    }
  }
};

const makeCluster = async (binaries: Binaries, paths: Paths, identity: Identity): Promise<void> => {
  await makePassword(paths, identity);
  const fresh = join(paths.root, `data.new-${process.pid}-${performance.now().toFixed(0)}`);
  await mkdir(fresh, { mode: 0o700 });
  await giveTo(identity, fresh);
  const { file, args, options } = commandAs(identity, binaries.initdb, [
    `--pgdata=${fresh}`,
    `--username=${SUPERUSER}`,
    '--auth=scram-sha-256',
    `--pwfile=${paths.password}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  try {
    await run(file, args, { ...options, env: environmentFor(binaries, paths.libraries), cwd: paths.root });
    await rename(fresh, paths.data);
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    throw unavailable(`its data directory cannot be made: ${mainLine(cause)}`, cause);
  }
};

/**
 * Sees to it that there is a data directory of the binaries' version. Call it under the lock,
 * with no server running.
 *
 * @throws WinnowError EMBEDDED_UNAVAILABLE when the binaries do not run, when initdb fails, and
 * when the data are of another major version
 */
export const ensureCluster = async (
  binaries: Binaries,
  paths: Paths,
  identity: Identity,
  log: (line: string) => void,
): Promise<void> => {
  const major = await majorOfBinaries(binaries, paths, identity);
  await sweepUnfinished(paths);
  if (!(await exists(paths.data))) {
    log(`preparing a local PostgreSQL ${major} in ${paths.root}`);
    await makeCluster(binaries, paths, identity);
    return;
  }
  const found = (await readFile(join(paths.data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (found === major) return;
  throw unavailable(
    found === ''
      ? `${paths.data} is not a PostgreSQL data directory`
      : `${paths.data} was made by PostgreSQL ${found}, and this is ${major}: dump it with the version of ` +
          'Winnow that made it, or move it away and ingest again',
  );
};
