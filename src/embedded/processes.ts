import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Names of processes that stay true for ever: `pid_start_random`. A process id alone is used again
 * after a kill or a reboot; together with the moment it started it is not.
 */
export type Owner = string;

const bootId = (): string => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8);
  } catch {
    return 'boot';
  }
};

type Start = string | 'unknown' | 'ended';

const startOnLinux = (pid: number): Start => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return 'unknown'; // gone, or hidden from other users by the mount options of /proc
  }
  // The command's name, in parentheses, may hold spaces and parentheses: count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, start] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X') return 'ended'; // killed, and not yet waited for by its parent
  return start === undefined ? 'unknown' : `${bootId()}${start}`;
};

const startByPs = (pid: number): Start => {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'latin1',
    }).trim();
    if (line.startsWith('Z')) return 'ended';
    return line.slice(line.indexOf(' ')).replace(/[^0-9A-Za-z]/g, '') || 'unknown';
  } catch {
    return 'unknown';
  }
};

const startOf = (pid: number): Start => (process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid));

/** Whether some process has this id now, whoever owns it. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** A new name for this process; two calls give two names, so that one process can hold several places. */
export const newOwner = (): Owner =>
  `${process.pid}_${startOf(process.pid)}_${randomBytes(4).toString('hex')}`;

export const pidOf = (owner: Owner): number => Number(owner.split('_', 1)[0]);

/** Whether the process that took this name still lives. When that cannot be told, it does. */
export const isAlive = (owner: Owner): boolean => {
  const [id, start] = owner.split('_');
  const pid = Number(id);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return false;
  const now = startOf(pid);
  if (now === 'ended') return false;
  return now === 'unknown' ? isRunning(pid) : start === 'unknown' || start === now;
};

/** The arguments of a running process; empty when it has ended or cannot be seen. */
export const argumentsOf = (pid: number): readonly string[] => {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    }
    // `ps` joins the arguments by blanks: enough for the caller, which looks for a path in them.
    return [execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()];
  } catch {
    return [];
  }
};
