import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Process id of the server of an embedded PostgreSQL, or null when its pid file is gone. */
export const serverPid = (directory: string): number | null => {
  const file = join(directory, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n', 1)[0]) : null;
};

/** Ids of all processes whose command line holds some words. */
export const processesNaming = (words: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words);
      } catch {
        return false;
      }
    });

/** Id of the process that started another one; null when that has ended. */
const parentOf = (pid: number): number | null => {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
};

/** Ids of the processes in which a process refines pages. */
export const refinersOf = (parent: number): number[] =>
  processesNaming('refine-process.js').filter((pid) => parentOf(pid) === parent);
