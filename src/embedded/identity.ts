import { execFile } from 'node:child_process';
import { chown, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { unavailable } from './unavailable.ts';

const run = promisify(execFile);

/** Who the server runs as. PostgreSQL refuses user 0, and initdb refuses a user that has no account. */
export interface Identity {
  readonly kind: 'self' | 'namespace' | 'account';
  /** Words before the command: `unshare …`, which becomes the command itself and keeps its process id. */
  readonly prefix: readonly string[];
  /** Account that the command is switched to; null to stay. */
  readonly account: Account | null;
}

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The accounts of an `/etc/passwd`. */
export const parseAccounts = (text: string): Account[] =>
  text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !uid || !gid || !/^\d{1,10}$/.test(uid) || !/^\d{1,10}$/.test(gid)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });

const readAccounts = async (): Promise<Account[]> => {
  try {
    return parseAccounts(await readFile('/etc/passwd', 'utf8'));
  } catch {
    return [];
  }
};

const PREFERRED = ['postgres', 'nobody'];

/** The account that suits a database server best; null when there is no ordinary account at all. */
export const pickAccount = (accounts: readonly Account[]): Account | null => {
  const ordinary = accounts.filter((account) => account.uid !== 0);
  for (const name of PREFERRED) {
    const found = ordinary.find((account) => account.name === name);
    if (found) return found;
  }
  return ordinary[0] ?? null;
};

const hasAccount = (): boolean => {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
};

const SELF: Identity = { kind: 'self', prefix: [], account: null };

/**
 * A user namespace in which this user goes by another number: the files stay this user's, and no
 * other account needs to reach them. Many container engines and some distributions forbid it.
 */
const namespaceAs = async ({ uid, gid }: Account): Promise<Identity | null> => {
  const prefix = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
  const [command, ...options] = prefix;
  try {
    const { stdout } = await run(command!, [...options, 'id', '-u']);
    return stdout.trim() === String(uid) ? { kind: 'namespace', prefix, account: null } : null;
  } catch {
    return null;
  }
};

const ownerOf = async (path: string): Promise<{ uid: number; gid: number } | null> => {
  try {
    return await stat(path);
  } catch {
    return null;
  }
};

const asRoot = async (data: string): Promise<Identity> => {
  const accounts = await readAccounts();
  // Data made by an ordinary user (then `sudo winnow`) stay that user's.
  const owner = await ownerOf(data);
  if (owner !== null && owner.uid !== 0) {
    const name = accounts.find((account) => account.uid === owner.uid)?.name ?? String(owner.uid);
    return { kind: 'account', prefix: [], account: { name, uid: owner.uid, gid: owner.gid } };
  }
  const account = pickAccount(accounts);
  if (account === null)
    throw unavailable('PostgreSQL does not run as root, and /etc/passwd has no other account');
  const namespace = await namespaceAs(account);
  if (namespace !== null) return namespace;
  if (owner !== null) {
    throw unavailable('the data belong to root, and user namespaces (unshare --user) are switched off');
  }
  return { kind: 'account', prefix: [], account };
};

const withoutAccount = async (): Promise<Identity> => {
  const account = pickAccount(await readAccounts());
  const namespace = account === null ? null : await namespaceAs(account);
  if (namespace !== null) return namespace;
  throw unavailable(`initdb needs an account for user ${process.getuid?.() ?? '?'} in /etc/passwd`);
};

/** Chooses who the server runs as. `data` is PostgreSQL's data directory, which may not exist yet. */
export const chooseIdentity = async (data: string): Promise<Identity> => {
  if (process.getuid?.() === 0) return asRoot(data);
  return hasAccount() ? SELF : withoutAccount();
};

/** Gives a file or folder that root made to the account that the server runs as. */
export const giveTo = async ({ account }: Identity, path: string): Promise<void> => {
  if (account !== null) await chown(path, account.uid, account.gid);
};

/** The command line and the options of `spawn` that run `command` under an identity. */
export const commandAs = (
  { prefix, account }: Identity,
  command: string,
  args: readonly string[],
): { file: string; args: string[]; options: { uid?: number; gid?: number } } => {
  const [file, ...rest] = [...prefix, command, ...args];
  return { file: file!, args: rest, options: account === null ? {} : { uid: account.uid, gid: account.gid } };
};

/** @throws WinnowError EMBEDDED_UNAVAILABLE when the account of the server cannot enter a folder */
export const requireReachable = async (identity: Identity, folder: string): Promise<void> => {
  if (identity.account === null) return;
  const { file, args, options } = commandAs(identity, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
  try {
    await run(file, args, options);
  } catch (cause) {
    throw unavailable(
      `PostgreSQL does not run as root, and the account '${identity.account.name}' cannot enter ${folder} ` +
        '(put the project where every user can enter it)',
      cause,
    );
  }
};
