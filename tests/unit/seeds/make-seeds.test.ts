import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const COMPOSED = [
  'archive.warc.gz',
  'archive.wet.gz',
  'feed.jsonl',
  'html/hafenkran.html',
  'html/manara.html',
  'html/not-a-page.html',
  'html/tag-archive.html',
];
let target = '';

beforeAll(() => {
  target = mkdtempSync(join(tmpdir(), 'winnow-seeds-'));
  execFileSync(process.execPath, [join(root, 'scripts', 'make-seeds.mjs'), target]);
});

afterAll(() => rmSync(target, { recursive: true, force: true }));

test('the script composes these files and no others', () => {
  const files = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1));
  expect(files.sort()).toEqual(COMPOSED);
});

test.each(COMPOSED)('seeds/%s is what its sources compose to, byte for byte', (name) => {
  const composed = readFileSync(join(target, name));
  expect(composed.equals(readFileSync(join(root, 'seeds', name)))).toBe(true);
});
