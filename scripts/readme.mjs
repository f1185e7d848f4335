// npm run readme [-- --check]
// Gives the commands that README.md shows, on the sample pages, and writes what they print under them; with --check it
// says instead what differs, and ends with 1. Of a block of several commands the last one's output is shown.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = join(root, 'README.md');
const home = mkdtempSync(join(tmpdir(), 'winnow-readme-'));

const give = (command) => {
  const { stdout, status, stderr } = spawnSync(
    'sh',
    ['-c', command.replace(/^npx winnow/, 'node dist/src/cli/main.js')],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, WINNOW_HOME: home, DATABASE_URL: '', REDIS_URL: '', NO_COLOR: '1' },
    },
  );
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const notes = command.includes('ingest')
    ? stderr.split('\n').filter((line) => /^(?:what|read)\b/.test(line))
    : [];
  return [stdout.trimEnd(), ...notes].join('\n').trimEnd();
};

/** How long things took is another matter each time. */
const timeless = (text) => text.replace(/^(run 1 .*?done).*$/m, '$1').replace(/^ {2}time: .*$/m, '  time:');

const PROMPT = '$ ';
const isHidden = /^<!-- (.+) -->$/;
const lines = readFileSync(file, 'utf8').split('\n');
const written = [];
let hidden = null;
let differing = 0;
try {
  for (let at = 0; at < lines.length; at++) {
    written.push(lines[at]);
    hidden = isHidden.exec(lines[at])?.[1] ?? (lines[at] === '' || lines[at] === '```' ? hidden : null);
    const isBlock = lines[at] === '```' && (hidden !== null || lines[at + 1]?.startsWith(PROMPT));
    if (!isBlock) continue;
    const end = lines.indexOf('```', at + 1);
    const block = lines.slice(at + 1, end);
    // A command goes on in lines that are indented.
    const commands = hidden === null ? [] : [hidden];
    let next = 0;
    for (
      ;
      block[next]?.startsWith(PROMPT) ||
      (commands.length > 0 && hidden === null && /^ {4}/.test(block[next] ?? ''));
      next++
    )
      if (block[next].startsWith(PROMPT)) commands.push(block[next].slice(PROMPT.length));
      else commands.push(`${commands.pop()} ${block[next].trim()}`);
    const outputs = commands.map(give);
    const was = block.slice(next).join('\n');
    const is = outputs.at(-1);
    if (timeless(was) !== timeless(is)) {
      differing++;
      console.log(`${commands.at(-1)}\nprints\n${is}\n`);
    }
    written.push(...block.slice(0, next), ...(timeless(was) === timeless(is) ? was : is).split('\n'), '```');
    at = end;
    hidden = null;
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
if (process.argv.includes('--check')) {
  console.log(
    differing === 0 ? 'README.md shows what is printed' : `${differing} outputs in README.md are others`,
  );
  process.exitCode = differing === 0 ? 0 : 1;
} else writeFileSync(file, written.join('\n'));
