import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/assets.ts';

test('the README shows what its commands print; npm run readme writes it', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/readme.mjs', '--check'], {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  expect(stdout + stderr).toBe('README.md shows what is printed\n');
});
