import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { packageRoot } from '../../src/assets.ts';

/** The account that owns nothing. */
export const NOBODY = 65534;

/** Why a test cannot run a program as another account; null when it can. */
export const noOtherAccount = ((): string | null => {
  if (process.getuid?.() !== 0) return 'only root can become somebody else';
  for (let folder = packageRoot; folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o001) === 0) return `another account cannot enter ${folder}`;
  return null;
})();
