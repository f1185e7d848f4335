import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, newOwner, type Owner } from './processes.ts';

/** Adds this process to the users of the server. Call it, like the others here, under the lock. */
export const register = async (directory: string): Promise<Owner> => {
  await mkdir(directory, { recursive: true });
  const owner = newOwner();
  await writeFile(join(directory, owner), '');
  return owner;
};

export const unregister = (directory: string, owner: Owner): Promise<void> =>
  rm(join(directory, owner), { force: true });

/** How many living processes use the server; forgets those that died without saying goodbye. */
export const countUsers = async (directory: string): Promise<number> => {
  let alive = 0;
  for (const owner of await readdir(directory)) {
    if (isAlive(owner)) alive += 1;
    else await rm(join(directory, owner), { force: true });
  }
  return alive;
};
