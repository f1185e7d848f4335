import { describe, expect, test } from 'vitest';
import type { Block } from '../../../src/document/index.ts';
import { refine } from '../../../src/refine.ts';
import { type GoldBlock, goldLines, goldStarts, type Miss, samplePage, surprises } from './sample-pages.ts';

const pagesOf = (gold: readonly GoldBlock[]): string[] => [...new Set(gold.map(({ page }) => page))];

/** What is wrong with a block, in a line that a person can act on; null when nothing is. */
const complaint = (gold: GoldBlock, where: string, blocks: readonly Block[]): Miss | null => {
  const right = blocks.some(
    (block) =>
      gold.roles.includes(block.role) && (gold.article === null || gold.article === (block.article ?? 0)),
  );
  if (right) return null;
  const seen = blocks.map(({ role, article, rule }) => `${role} in ${article ?? 0} by ${rule}`).join(', ');
  return {
    where,
    what: `wanted ${gold.roles.join('|')} in ${gold.article ?? 'any'}, was ${seen || 'missing'}`,
  };
};

describe('lines of a text page have the right role and article', () => {
  test.each(pagesOf(goldLines))('%s', (key) => {
    const { blocks } = refine(samplePage(key));
    const complaints = goldLines
      .filter(({ page }) => page === key)
      .map((gold) =>
        complaint(
          gold,
          `line ${gold.line}`,
          blocks.filter(({ line }) => line === gold.line),
        ),
      );
    expect(
      surprises(
        key,
        'role',
        complaints.filter((miss) => miss !== null),
      ),
    ).toEqual([]);
  });
});

describe('telling blocks of the other pages have the right role and article', () => {
  test.each(pagesOf(goldStarts))('%s', (key) => {
    const { blocks } = refine(samplePage(key));
    const complaints = goldStarts
      .filter(({ page }) => page === key)
      .map((gold) =>
        complaint(
          gold,
          `“${gold.start}”`,
          blocks.filter(({ text }) => text.startsWith(gold.start)),
        ),
      );
    expect(
      surprises(
        key,
        'role',
        complaints.filter((miss) => miss !== null),
      ),
    ).toEqual([]);
  });
});
