import { describe, expect, test } from 'vitest';
import { layOut } from '../../../src/server/console/parts/laid.ts';
import type { ExplainedLine } from '../../../src/store/explain.ts';

const line = (role: string, text: string, ordinal = 0): ExplainedLine => ({
  ordinal,
  line: null,
  role,
  rule: 'model:x',
  confidence: 1,
  article: 1,
  text,
  repeats: null,
});

const roles = (text: string, lines: readonly ExplainedLine[]) =>
  layOut(text, lines).map(({ role, text: said, start }) => [role, said, start]);

describe('layOut', () => {
  const lines = [
    line('title', 'Ice'),
    line('image-alt', 'A boat'),
    line('paragraph', 'It froze.'),
    line('code', 'a\n\nb'),
    line('list-item', 'one'),
  ];

  test('gives the blocks of the text what they were on the page, also those that hold a blank line', () => {
    expect(roles('It froze.\n\na\n\nb\n\none', lines)).toEqual([
      ['paragraph', 'It froze.', 0],
      ['code', 'a\n\nb', 11],
      ['list-item', 'one', 17],
    ]);
  });

  test('takes a title for a part of the text where it is one', () => {
    expect(roles('Ice\n\nIt froze.\n\na\n\nb\n\none', lines).map(([role]) => role)).toEqual([
      'title',
      'paragraph',
      'code',
      'list-item',
    ]);
    // The text begins with the words of the title, which are not the title.
    expect(
      roles('Ice\n\nIt froze.', [
        line('title', 'Ice'),
        line('paragraph', 'Ice'),
        line('paragraph', 'It froze.'),
      ]),
    ).toEqual([
      ['paragraph', 'Ice', 0],
      ['paragraph', 'It froze.', 5],
    ]);
  });

  test('parts at blank lines what the lines do not make up, and loses no letter', () => {
    for (const text of [
      'It froze.\n\nOther\n\n\n\nwords',
      '',
      'It froze',
      'It froze.x',
      'It froze.\n\na\n\nb\n\none\n\n',
    ]) {
      const laid = layOut(text, lines);
      expect(laid.map((block) => block.text).join('\n\n')).toBe(text);
      for (const { start, text: said } of laid) expect(text.slice(start, start + said.length)).toBe(said);
    }
    expect(roles('It froze.\n\nOther', lines)).toEqual([
      ['paragraph', 'It froze.', 0],
      ['paragraph', 'Other', 11],
    ]);
  });
});
