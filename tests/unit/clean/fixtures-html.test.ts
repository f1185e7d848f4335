import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import type { DecodedPage } from '../../../src/document/page.ts';

const folder = new URL('../../fixtures/html/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.html'));

/** A block a line: its role, a tab, the start of its text. Written by reading the page. */
const expected = (name: string): string[] =>
  readFileSync(new URL(name.replace(/\.html$/, '.roles.tsv'), folder), 'utf8')
    .trimEnd()
    .split('\n');

const START = 40;

describe('pages written for the tests', () => {
  it.each(names)('%s: every block has the role that a reader would give it', (name) => {
    const page: DecodedPage = {
      url: `https://example.org/${name}`,
      mediaType: 'text/html',
      text: readFileSync(new URL(name, folder), 'utf8'),
      charset: 'utf-8',
    };
    const { blocks } = clean(outline(page), page, DEFAULT_OPTIONS);
    const found = blocks.map(({ role, text }) => `${role}\t${text.replace(/\s+/g, ' ').slice(0, START)}`);
    expect(found).toEqual(expected(name));
  });
});
