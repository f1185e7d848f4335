import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ExpandOptions, expandSources } from '../../../src/source/expand.ts';
import { type ReadSourceOptions, readSource } from '../../../src/source/read-source.ts';
import type { SourceFile } from '../../../src/source/source-file.ts';
import { collect, inChunks, outline } from '../../support/read.ts';
import { gzipMembers, warcResponse } from '../../support/warc.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'winnow-source-'));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

const put = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), content);
  }
};

const expand = (paths: string[], options: ExpandOptions = {}): Promise<SourceFile[]> =>
  collect(expandSources(paths, { cwd, ...options }));

const names = async (...paths: string[]): Promise<string[]> =>
  (await expand(paths)).map(({ source, reason }) => (reason === null ? source : `${source} ${reason}`));

const read = async (paths: string[], options: ReadSourceOptions & ExpandOptions = {}) => {
  const records = [];
  for (const file of await expand(paths, options)) {
    for await (const record of readSource(file, undefined, options)) records.push(record);
  }
  return records;
};

describe('what paths stand for', () => {
  test('a file, with its format and size', async () => {
    await put({ 'x/a.jsonl.gz': 'four' });
    expect(await expand(['./x/a.jsonl.gz'])).toEqual([
      {
        source: './x/a.jsonl.gz',
        path: join(cwd, 'x/a.jsonl.gz'),
        format: 'jsonl',
        reason: null,
        gzip: true,
        size: 4,
      },
    ]);
  });

  test('a folder: everything under it by name, but hidden entries and node_modules; the rest is counted', async () => {
    await put({
      'd/b.html': '',
      'd/B.txt': '',
      'd/a/z.warc': '',
      'd/a/y.htm': '',
      'd/notes.md': '',
      'd/.git/x.html': '',
      'd/.x.html': '',
      'd/node_modules/x.html': '',
    });
    expect(await names('d')).toEqual([
      'd/B.txt',
      'd/a/y.htm',
      'd/a/z.warc',
      'd/b.html',
      'd/notes.md file:unknown-extension',
    ]);
  });

  test('patterns, by name; a file that is named twice comes once', async () => {
    await put({ 'd/b.html': '', 'd/a.html': '', 'd/e/c.html': '', 'd/x.md': '', 'd/[1].html': '' });
    expect(await names('d/b.html', './d/*.html')).toEqual(['d/b.html', 'd/[1].html', 'd/a.html']);
    expect(await names('d/**/c.*', join(cwd, 'd/a*'))).toEqual(['d/e/c.html', join(cwd, 'd/a.html')]);
    expect(await names('d/[1].html', 'd/x.*')).toEqual(['d/[1].html', 'd/x.md file:unknown-extension']);
  });

  test('links in a folder are followed to files inside it', async () => {
    await put({ 'd/a.html': '', 'd/sub/b.html': '', 'outside.html': '' });
    await symlink('../outside.html', join(cwd, 'd/out.html'));
    await symlink('sub/b.html', join(cwd, 'd/in.html'));
    await symlink('.', join(cwd, 'd/loop'));
    await symlink('nowhere', join(cwd, 'd/dangling.html'));
    expect(await names('d')).toEqual([
      'd/a.html',
      'd/dangling.html',
      'd/in.html',
      'd/loop file:link-to-folder',
      'd/out.html file:link-outside',
      'd/sub/b.html',
    ]);
    expect(await names('d/out.html')).toEqual(['d/out.html']);
  });

  test.each([
    ['missing.html', 'there is no file or folder missing.html'],
    ['*.warc', 'nothing matches *.warc'],
    ['notes.md', 'notes.md has none of the extensions .html'],
    ['', 'a path is empty'],
  ])('%j is wrong use, and nothing is read before', async (path, message) => {
    await put({ 'a.html': '', 'notes.md': '' });
    const first = expandSources(['a.html', path], { cwd }).next();
    await expect(first).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining(message) });
  });
});

describe('reading', () => {
  test('a mix of files, with the bytes that were read', async () => {
    const page = warcResponse({ url: 'https://example.org/w', body: '<p>w</p>' });
    await put({
      'd/a.html.gz': gzipSync('<p>a</p>'),
      'd/b.jsonl': '{"html":"b1"}\n{"html":"b2"}\n',
      'd/c.warc.gz': gzipMembers([page]),
      'd/d.txt': 'text',
    });
    const seen: number[] = [];
    expect(outline(await read(['d'], { onBytes: (bytes) => seen.push(bytes) }))).toEqual([
      'page null <p>a</p>',
      'page 1 b1',
      'page 2 b2',
      'page 0 https://example.org/w',
      'page null text',
    ]);
    expect(seen).toEqual((await expand(['d'])).map(({ size }) => size));
  });

  test.each([
    ['{"html":"x"}\n', ['page 1 x']],
    ['<p>x</p>', ['page null <p>x</p>']],
    ['x', ['page null x']],
    ['', ['page null ']],
  ])('standard input is recognised: %j', async (content, expected) => {
    for (const stored of [Buffer.from(content), gzipSync(content)]) {
      expect(outline(await read(['-'], { stdin: inChunks(stored, 2) }))).toEqual(expected);
    }
  });

  test('a format stands in where the name does not tell', async () => {
    await put({ crawl: '{"html":"x"}', 'd/part-0': '{"html":"y"}' });
    const all = await read(['crawl', 'd', '-'], {
      format: 'jsonl',
      stdin: inChunks(Buffer.from('\n{"html":"z"}')),
    });
    expect(outline(all)).toEqual(['page 1 x', 'page 1 y', 'page 2 z']);
  });

  test('what cannot be read is one broken record, and the rest is read', async () => {
    await put({ 'b.html': 'b' });
    await symlink('nowhere', join(cwd, 'a.html'));
    const records = await read(['a.html', 'b.html']);
    expect(outline(records)).toEqual(['broken null READ_UNREADABLE', 'page null b']);
    expect(records[0]).toMatchObject({ detail: 'ENOENT' });
    const folder: SourceFile = {
      source: 'x',
      path: cwd,
      format: 'html',
      reason: null,
      gzip: false,
      size: null,
    };
    expect(await collect(readSource(folder))).toMatchObject([{ code: 'READ_UNREADABLE', detail: 'EISDIR' }]);
  });

  test('a file that fails midway gives what was read before', async () => {
    const failing = async function* () {
      yield Buffer.from(`{"html":"x"}\n{"html":"${'y'.repeat(600)}`);
      throw Object.assign(new Error('gone'), { code: 'EIO' });
    };
    const records = await read(['-'], { format: 'jsonl', stdin: failing() });
    expect(outline(records)).toEqual(['page 1 x', 'broken null READ_UNREADABLE']);
  });

  test('an extension that is unknown in a folder is counted', async () => {
    await put({ 'd/notes.md': 'x' });
    expect(await read(['d'])).toEqual([
      { kind: 'skipped', reason: 'file:unknown-extension', origin: { source: 'd/notes.md', record: null } },
    ]);
  });
});
