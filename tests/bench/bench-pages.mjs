// Pages for the benchmarks: from the shared benchmark sets when they are there, else from the sample pages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Folder with `bench.mjs` and its sets: WINNOW_BENCH, or `../shared/bench` beside the repository; null when absent. */
export const benchFolder = () => {
  const folder = resolve(root, process.env.WINNOW_BENCH ?? '../shared/bench');
  return existsSync(join(folder, 'bench.mjs')) ? folder : null;
};

/** The first `limit` pages of a set as records `{id, url, html | text}`. */
export const setPages = async (set, limit, flags = []) => {
  const folder = benchFolder();
  if (folder === null) return null;
  const args = [join(folder, 'bench.mjs'), 'pages', set, '--limit', String(limit), ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const pages = [];
  for await (const line of createInterface({ input: child.stdout })) if (line) pages.push(JSON.parse(line));
  return pages;
};

/** A table in Markdown. */
export const printTable = (rows) => {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${columns.map((column) => row[column] ?? '').join(' | ')} |`);
  console.log();
};
