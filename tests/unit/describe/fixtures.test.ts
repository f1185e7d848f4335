import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { describePage } from '../../../src/describe/index.ts';
import {
  articleText,
  DEFAULT_OPTIONS,
  type DecodedPage,
  type Description,
} from '../../../src/document/index.ts';
import { split } from '../../../src/split/index.ts';

interface Fixture {
  readonly why: string;
  readonly url: string | null;
  readonly expected: Partial<Description>;
  /** Source that must have been believed, by field. */
  readonly sources: Readonly<Record<string, string>>;
  /** How sure the day of publication must be at least and at most. */
  readonly confidence?: readonly [number, number];
}

const folder = new URL('../../fixtures/describe/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const describeFile = (name: string, url: string | null) => {
  const mediaType = name.endsWith('.txt') ? 'text/plain' : 'text/html';
  const page: DecodedPage = { url, mediaType, text: read(name), charset: 'utf-8' };
  const cleaned = clean(outline(page), page, DEFAULT_OPTIONS);
  const { blocks, entries } = split(cleaned, page, DEFAULT_OPTIONS);
  const articles = entries.map((entry) => ({
    ordinal: entry.article,
    entryUrl: entry.url,
    text: articleText(blocks, entry.article),
  }));
  return describePage({ cleaned, blocks, page, articles }, DEFAULT_OPTIONS)[0]!;
};

describe('pages and what they say of themselves', () => {
  const pages = readdirSync(folder).filter((name) => /\.(?:html|txt)$/.test(name));
  for (const name of pages) {
    const fixture = JSON.parse(read(name.replace(/\.\w+$/, '.json'))) as Fixture;
    it(`${name}: ${fixture.why}`, () => {
      const { description, claims } = describeFile(name, fixture.url);
      expect(description).toMatchObject(fixture.expected);
      const [least, most] = fixture.confidence ?? [0, 1];
      expect(description.publishedConfidence ?? 0).toBeGreaterThanOrEqual(least);
      expect(description.publishedConfidence ?? 0).toBeLessThanOrEqual(most);
      for (const [field, source] of Object.entries(fixture.sources)) {
        const believed = claims.filter((claim) => claim.field === field && claim.chosen);
        expect(believed.map((claim) => claim.source)).toContain(source);
      }
    });
  }
});
