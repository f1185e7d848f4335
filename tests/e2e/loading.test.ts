import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/assets.ts';

/** Packages that stand in memory when a built module has been loaded. */
const loadedBy = async (path: string): Promise<string[]> => {
  const address = JSON.stringify(pathToFileURL(join(packageRoot, 'dist', path)).href);
  const script = `import Module from 'node:module'; await import(${address}); console.log(Object.keys(Module._cache).join('\\n'))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  return [...new Set([...stdout.matchAll(/node_modules[\\/]([^\\/]+)/g)].map(([, name]) => name!))];
};

test('a command that asks the store loads no queue, the ones that work do', async () => {
  const asking = await loadedBy('src/cli/sql.js');
  expect(asking).toContain('pg');
  expect(asking).not.toContain('bullmq');
  expect(await loadedBy('src/winnow.js')).not.toContain('bullmq');
  expect(await loadedBy('src/queue/open.js')).toContain('bullmq');
});
