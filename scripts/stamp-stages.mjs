// Writes the version of each stage, a hash of its compiled code and models, to dist/stages.json: rows say by it
// which code made them. `document` is what all stages agree on, `refine` what composes them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const STAGES = ['document', 'read', 'clean', 'split', 'describe', 'entities', 'dedupe'];

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();

const versionOf = (folder, names) => {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
};

const versions = Object.fromEntries(
  STAGES.map((stage) => {
    const folder = join(dist, 'src', stage);
    return [stage, versionOf(folder, filesOf(folder))];
  }),
);
versions.refine = versionOf(join(dist, 'src'), ['refine.js']);
writeFileSync(join(dist, 'stages.json'), `${JSON.stringify(versions, null, 2)}\n`);
