import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { served } from '../../support/server.ts';

const ALL = 'all-of-it-all-of-it';
const READ = 'reading-reading-reading';
const server = served([], { all: ALL, read: READ });

const shown = async (token: string): Promise<string> => {
  const headers = { accept: 'text/html', authorization: `Bearer ${token}` };
  return (await server.app.inject({ url: '/ingest', headers })).body;
};

test('who may send pages can do so here, and who may only read is told what it needs', async () => {
  expect(await shown(ALL)).toContain('<input type="file"');
  const read = await shown(READ);
  expect(read).not.toContain('<input type="file"');
  expect(read).toContain('needs WINNOW_TOKEN');
});

test('while no worker runs, the page says so', async () => {
  const untilShown = async (words: string): Promise<void> => {
    while (!(await shown(ALL)).includes(words)) await sleep(50);
  };
  await untilShown('No worker is running');
  const workers = await server.winnow.work();
  await untilShown('Workers running: 1');
  await workers.close();
  await untilShown('No worker is running');
});
