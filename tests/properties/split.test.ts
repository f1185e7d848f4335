import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outline } from '../../src/clean/index.ts';
import { DEFAULT_OPTIONS } from '../../src/document/index.ts';
import { refine } from '../../src/refine.ts';
import { generateListing, SITE } from '../support/listing-generator/generate.ts';
import { HELD_OUT } from '../support/listing-generator/held-out.ts';
import { SHAPES } from '../support/listing-generator/shapes.ts';

const names = [...Object.keys(SHAPES), ...Object.keys(HELD_OUT)];
const WITHOUT_NAMES = { ...DEFAULT_OPTIONS, entities: false };

/** A listing of any shape, with a part of its lines or elements gone, as pages in the wild have it. */
const listings = fc
  .record({
    name: fc.constantFrom(...names),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    kind: fc.constantFrom('html', 'text'),
    dropped: fc.array(fc.nat({ max: 80 }), { maxLength: 6 }),
  })
  .map(({ name, seed, kind, dropped }) => {
    const page = generateListing(name, seed);
    const gone = new Set(dropped);
    const lines = page[kind].split('\n').filter((_, index) => !gone.has(index));
    return { kind, text: lines.join('\n') };
  });

test('the whole page is there again in its articles and what belongs to none', () => {
  fc.assert(
    fc.property(listings, ({ kind, text }) => {
      const mediaType = kind === 'html' ? 'text/html' : 'text/plain';
      const decoded = { url: `${SITE}/archive`, mediaType, text, charset: 'utf-8' } as const;
      const { blocks, articles, boundaries } = refine(
        { url: decoded.url, mediaType, charset: 'utf-8', bytes: Buffer.from(text) },
        WITHOUT_NAMES,
      );
      const pieces = [null, ...articles.map(({ ordinal }) => ordinal)].flatMap((article) =>
        blocks.filter((block) => block.article === article),
      );
      const together = pieces.sort((left, right) => left.ordinal - right.ordinal);
      expect(together.map((block) => block.text)).toEqual(outline(decoded).blocks.map((block) => block.text));
      expect(boundaries.map(({ article }) => article)).toEqual(articles.map(({ ordinal }) => ordinal));
      for (const { ordinal, text: own } of articles)
        for (const line of own.split('\n\n'))
          expect(blocks.some((block) => block.article === ordinal && block.text.includes(line))).toBe(true);
    }),
    { numRuns: 60 },
  );
});
