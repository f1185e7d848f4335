import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/document/block.ts';
import type { Role } from '../../../src/document/role.ts';
import { SAID_BEFORE, toldOnce } from '../../../src/split/said-before.ts';

const PROSE = 'The dam above Norholm was opened on Friday by the mayor, after eleven years of work on it.';
const block = (text: string, role: Role = 'paragraph', article: number | null = 1): Block => ({
  ordinal: 0,
  line: null,
  text,
  node: -1,
  links: [],
  role,
  rule: `model:${role}`,
  confidence: 0.9,
  article,
});
/** Numbers of the blocks that are told before. */
const dropped = (blocks: Block[]) =>
  toldOnce(blocks).flatMap(({ rule }, index) => (rule === SAID_BEFORE ? [index] : []));

describe('text that stands in an article twice', () => {
  it('is told once, with the heading that is copied beside it', () => {
    const first = [block('Works', 'heading'), block(PROSE), block('Open daily')];
    const copy = [block('Works', 'heading'), block(PROSE)];
    expect(dropped([...first, block('More'), ...copy, block('The end')])).toEqual([4, 5]);
  });

  it('is told once where it follows itself, with only a picture between', () => {
    expect(
      dropped([block(PROSE), block('The dam', 'image-alt'), block(PROSE), block('Oak'), block('Oak')]),
    ).toEqual([2]);
  });

  it('says the same again for a reason in code, in labels, and in lists of the same choices', () => {
    const list = ['Dam', 'Lock', 'Weir'].map((text) => block(text, 'list-item'));
    expect(dropped([block(PROSE), block(PROSE, 'code'), ...list, block('Which one?'), ...list])).toEqual([]);
  });

  it('is no copy in another article, nor where the page around it says it', () => {
    expect(dropped([block(PROSE), block(PROSE, 'paragraph', 2), block(PROSE, 'other', null)])).toEqual([]);
  });
});
