import { setTimeout as sleep } from 'node:timers/promises';
import { refinersOf } from '../support/processes.ts';
import { isRunning, kill, postmaster, type World } from './world.ts';

/** A number from 0 to below 1. */
export type Random = () => number;

export interface Fault {
  readonly name: string;
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  readonly backend?: 'redis';
  /** Does it; false when there was nothing to do it to. */
  readonly strike: (world: World, random: Random) => Promise<boolean>;
}

const oneOf = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random() * items.length)];

const aWorker = (world: World, random: Random) => oneOf(world.workers.filter(isRunning), random);

const HOUR = 3600;

/** What the world may do to a run. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'worker killed',
    weight: 4,
    strike: async (world, random) => {
      const worker = aWorker(world, random);
      if (worker === undefined) return false;
      await kill(worker);
      return true;
    },
  },
  {
    name: 'refining process killed',
    weight: 2,
    strike: async (world, random) => {
      const worker = aWorker(world, random);
      const refiner = oneOf(worker?.pid === undefined ? [] : refinersOf(worker.pid), random);
      return refiner !== undefined && process.kill(refiner, 'SIGKILL');
    },
  },
  {
    name: 'command killed',
    weight: 2,
    strike: async (world) => {
      if (world.errand === null || !isRunning(world.errand)) return false;
      await kill(world.errand);
      return true;
    },
  },
  {
    // Longer than a worker may hold a job without a sign of life: another one takes it up meanwhile.
    name: 'worker suspended',
    weight: 1,
    strike: async (world, random) => {
      const worker = aWorker(world, random);
      if (worker === undefined) return false;
      worker.kill('SIGSTOP');
      await sleep(22_000);
      worker.kill('SIGCONT');
      return true;
    },
  },
  {
    name: 'clock of a worker moved',
    weight: 1,
    strike: async (world, random) => {
      const worker = aWorker(world, random);
      if (worker === undefined) return false;
      await kill(worker);
      world.startWorker(random() < 0.5 ? HOUR : -HOUR);
      return true;
    },
  },
  {
    name: 'connections cut',
    weight: 3,
    strike: async (world) => {
      const rows = await world.admin(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`,
        [new URL(world.databaseUrl).pathname.slice(1)],
      );
      return rows.length > 0;
    },
  },
  {
    name: 'disk full',
    weight: 1,
    strike: async (world) => {
      if (world.disk === null) return false;
      world.disk.fill();
      await sleep(4000);
      world.disk.empty();
      return true;
    },
  },
  {
    name: 'PostgreSQL killed',
    weight: 1,
    strike: async (world) => {
      const pid = postmaster(world);
      return pid !== null && process.kill(pid, 'SIGKILL');
    },
  },
  {
    name: 'PostgreSQL restarted',
    weight: 1,
    strike: async (world) => {
      const pid = postmaster(world);
      return pid !== null && process.kill(pid, 'SIGINT');
    },
  },
  {
    name: 'Redis restarted with its data',
    weight: 2,
    backend: 'redis',
    strike: async (world) => {
      await world.redis?.restart('kept');
      return world.redis !== null;
    },
  },
  {
    name: 'Redis restarted without its data',
    weight: 2,
    backend: 'redis',
    strike: async (world) => {
      await world.redis?.restart('lost');
      return world.redis !== null;
    },
  },
];

/** One of the faults, by their weights. */
export const chooseFault = (faults: readonly Fault[], random: Random): Fault => {
  let at = random() * faults.reduce((sum, { weight }) => sum + weight, 0);
  for (const fault of faults) {
    at -= fault.weight;
    if (at < 0) return fault;
  }
  return faults[0]!;
};
