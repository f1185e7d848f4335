import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/document/options.ts';
import { refine } from '../../src/refine.ts';
import { countedWork } from '../support/counted-work.ts';

const WORDS =
  'The ferry left Norhaven on 12 March and Anna Meyer said that nobody at the old harbour saw it'.split(' ');
const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => WORDS[(from * 7 + i * 5) % WORDS.length]).join(' ');
const prose = (i: number): string => `${words(i, 18)}.`;
const entry = (i: number): string[] => [
  `Entry ${i} of the harbour`,
  'March 12, 2021',
  prose(i),
  'Read more',
  'Tags: harbour, ferry, council',
];

/** Text pages of about `size` lines that once cost more than their length, or might. */
const WORST: Record<string, (size: number) => string[]> = {
  'the same letter on every line': (size) => Array(size).fill('a'),
  'short lines': (size) => Array.from({ length: size }, (_, i) => words(i, 1 + (i % 5))),
  'running text between short lines': (size) =>
    Array.from({ length: size }, (_, i) => (i % 7 === 0 ? prose(i) : words(i, 1 + (i % 4)))),
  'one article after another': (size) => Array.from({ length: size / 5 }, (_, i) => entry(i)).flat(),
  'dates alone': (size) => Array.from({ length: size }, (_, i) => `${1 + (i % 28)} March 2021`),
  'two lines by turns': (size) =>
    Array.from({ length: size }, (_, i) => (i % 2 === 0 ? 'Harbour' : prose(0))),
  'posts without an end': (size) =>
    Array.from({ length: size }, (_, i) => (i % 3 === 0 ? `user${i} wrote:` : prose(i))),
  'script without spaces': (size) =>
    Array.from({ length: size }, (_, i) => '\u6e2f\u53e3'.repeat(1 + (i % 30))),
  'menus of bars': (size) => Array(size).fill('Home | News | Harbour | Contact'),
};

describe('the cost of refining a text page', () => {
  it.each(Object.keys(WORST))(
    'is at most twelve times the work for ten times the lines: %s',
    async (name) => {
      const run = (size: number) => {
        const bytes = Buffer.from(WORST[name]!(size).join('\n'));
        const page = { url: null, mediaType: 'text/plain', charset: 'utf-8', bytes } as const;
        return refine(page, DEFAULT_OPTIONS);
      };
      run(500);
      const small = await countedWork(() => run(500), ['/src/']);
      expect(small).toBeGreaterThan(10_000);
      expect((await countedWork(() => run(5_000), ['/src/'])) / small).toBeLessThan(12);
    },
  );
});
