import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import { refine } from '../../../src/refine.ts';

const FOLDER = new URL('../../fixtures/archives/', import.meta.url);
const EXPECTED: Record<string, unknown> = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8'));

// Each page has what once was read wrongly: whose tags a line is, whose caption, which of two orders of days.
test.each(readdirSync(FOLDER).filter((name) => name !== 'expected.json'))(
  'the articles of %s are told apart, each with its own title, day, authors and tags',
  (name) => {
    const { articles } = refine(
      {
        url: 'https://archive.example/archive/',
        mediaType: name.endsWith('.html') ? 'text/html' : 'text/plain',
        charset: 'utf-8',
        bytes: readFileSync(new URL(name, FOLDER)),
      },
      { ...DEFAULT_OPTIONS, entities: false },
    );
    const said = articles.map(({ title, published, authors, tags, text }) => {
      const lines = text.split('\n\n').filter((line) => line !== title).length;
      return { title, published, authors, tags, lines };
    });
    expect(said).toEqual(EXPECTED[name]);
  },
);
