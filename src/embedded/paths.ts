import { join, resolve } from 'node:path';

/** Where everything of one embedded server lies: `<directory>/postgres/…`. */
export interface Paths {
  /** The user's directory, such as `.winnow`. */
  readonly directory: string;
  /** Everything of the server, readable by its owner only. */
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  /** The superuser's password, mode 0600. */
  readonly password: string;
  /** One empty file per command that uses the server; its name tells the process. */
  readonly users: string;
  readonly lock: string;
  /** Links to the shared libraries under the names that the loader asks for. */
  readonly libraries: string;
}

export const pathsOf = (directory: string): Paths => {
  const base = resolve(directory);
  const root = join(base, 'postgres');
  return {
    directory: base,
    root,
    data: join(root, 'data'),
    log: join(root, 'server.log'),
    password: join(root, 'password'),
    users: join(root, 'users'),
    lock: join(root, 'lock'),
    libraries: join(root, 'lib'),
  };
};
