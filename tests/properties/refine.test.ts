import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/document/options.ts';
import { refine } from '../../src/refine.ts';

/** Pages that were written for the tests, as bytes: damage happens below the characters, too. */
const pagesOf = (folder: string, ending: string): Buffer[] => {
  const place = new URL(`../fixtures/${folder}/`, import.meta.url);
  return readdirSync(place)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(new URL(name, place)));
};
const HTML = [...pagesOf('html', '.html'), ...pagesOf('describe', '.html')];
const TEXT = pagesOf('text', '.txt');

const PIECES = [
  '<div>',
  '</div>',
  '</p></table>',
  '<table><tr><td>',
  '<!--',
  ']]>',
  '<svg><title>',
  '<script>',
  '<script type="application/ld+json">{"@graph":[',
  '<pre>',
  '<a href="',
  '<p class="comment share nav',
  '&#xD800;',
  '&#0;',
  '\u0000',
  '\u202E',
  '\uFEFF',
  '2021-02-30T25:61',
  '99.99.9999',
  '\n\n\n',
  '| | | |',
  '\u0E01\u0E31'.repeat(40),
].map((piece) => Buffer.from(piece));

/** One piece of damage at a place, given as a share of the page. */
const damage = fc.record({
  kind: fc.constantFrom('cut', 'double', 'insert', 'byte', 'end', 'swap'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.integer({ min: 1, max: 400 }),
  piece: fc.constantFrom(...PIECES),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

const damaged = (page: Buffer, { kind, at, size, piece }: Damage): Buffer => {
  const place = Math.floor(at * page.length);
  const part = page.subarray(place, place + size);
  const before = page.subarray(0, place);
  const after = page.subarray(place + part.length);
  switch (kind) {
    case 'cut':
      return Buffer.concat([before, after]);
    case 'double':
      return Buffer.concat([before, part, part, after]);
    case 'insert':
      return Buffer.concat([before, piece, part, after]);
    case 'byte':
      return Buffer.concat([before, Buffer.of(size & 255), part.subarray(1), after]);
    case 'end':
      return before;
    default:
      return Buffer.concat([after, part, before]);
  }
};

describe('refining a damaged page', () => {
  it.each([
    ['text/html', HTML],
    ['text/plain', TEXT],
  ] as const)('never throws, says the same twice, and how sure each day is: %s', (mediaType, pages) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pages),
        fc.array(damage, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('https://example.org/2021/05/a', 'not an address', null),
        (page, damages, url) => {
          const bytes = damages.reduce(damaged, page);
          const run = () => refine({ url, mediaType, charset: null, bytes }, DEFAULT_OPTIONS);
          const refined = run();
          expect([refined.outcome, refined.detail]).not.toContain('failed');
          expect(run()).toEqual(refined);
          for (const { published, publishedConfidence } of refined.articles) {
            expect(publishedConfidence === null).toBe(published === null);
            expect(publishedConfidence ?? 0).toBeGreaterThanOrEqual(0);
            expect(publishedConfidence ?? 0).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
