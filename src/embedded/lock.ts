import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '../errors.ts';
import { isAlive, newOwner, type Owner, pidOf } from './processes.ts';

/**
 * A lock between processes that a kill -9 cannot leave behind: Lamport's bakery, with files for
 * the shared memory (L. Lamport, "A new solution of Dijkstra's concurrent programming problem",
 * 1974). Each process writes only files that bear its own name, so a dead one's files can be swept
 * by anybody at any time: there is no moment at which two processes break the same stale lock.
 */
const POLL_MS = 25;
const CHOOSING = 'choosing';

interface Ticket {
  readonly owner: Owner;
  /** Null while the process still chooses. */
  readonly number: number | null;
}

/** The tickets of living processes; sweeps those of dead ones. */
const ticketsIn = async (directory: string): Promise<Ticket[]> => {
  const tickets: Ticket[] = [];
  for (const name of await readdir(directory)) {
    const [owner, rest] = name.split('.');
    if (owner === undefined || rest === undefined) continue;
    if (!isAlive(owner)) {
      await rm(join(directory, name), { force: true });
      continue;
    }
    tickets.push({ owner, number: rest === CHOOSING ? null : Number(rest) });
  }
  return tickets;
};

const isBefore = (a: Ticket & { number: number }, number: number, owner: Owner): boolean =>
  a.number < number || (a.number === number && a.owner < owner);

/** The process that `owner` has to wait for, or null when it is its turn. */
const ahead = async (directory: string, owner: Owner, number: number): Promise<Owner | null> => {
  // Two listings, in this order: who had chosen before the first one ends is certain to be in the second.
  const choosing = (await ticketsIn(directory)).find((t) => t.number === null && t.owner !== owner);
  if (choosing !== undefined) return choosing.owner;
  for (const ticket of await ticketsIn(directory)) {
    if (ticket.number === null || ticket.owner === owner) continue;
    if (isBefore({ ...ticket, number: ticket.number }, number, owner)) return ticket.owner;
  }
  return null;
};

export interface LockOptions {
  /** How long to wait for the others, in milliseconds. */
  readonly patienceMs: number;
  /** Told once, when the wait is longer than a moment, which process it is for. */
  readonly onWait?: (pid: number) => void;
}

/**
 * Runs `work` while no other process (and no other call of this one) runs under the same directory.
 * First come, first served.
 *
 * @throws WinnowError EMBEDDED_UNAVAILABLE when a living process does not let go in time
 */
export const withLock = async <T>(
  directory: string,
  { patienceMs, onWait }: LockOptions,
  work: () => Promise<T>,
): Promise<T> => {
  await mkdir(directory, { recursive: true });
  const owner = newOwner();
  const choosing = join(directory, `${owner}.${CHOOSING}`);
  let held: string | null = null;
  try {
    await writeFile(choosing, '');
    const number = Math.max(0, ...(await ticketsIn(directory)).map((t) => t.number ?? 0)) + 1;
    held = join(directory, `${owner}.${number}`);
    await writeFile(held, '');
    await rm(choosing, { force: true });

    for (let waited = 0, told = false; ; waited += POLL_MS) {
      const other = await ahead(directory, owner, number);
      if (other === null) break;
      if (waited >= patienceMs) {
        throw new WinnowError('EMBEDDED_UNAVAILABLE', `process ${pidOf(other)} holds its lock`);
      }
      if (!told && waited >= 1000) {
        told = true;
        onWait?.(pidOf(other));
      }
      await sleep(POLL_MS);
    }
    return await work();
  } finally {
    await rm(choosing, { force: true });
    if (held !== null) await rm(held, { force: true });
  }
};
