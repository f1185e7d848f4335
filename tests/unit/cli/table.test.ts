import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { oneLine, terminalWidth } from '../../../src/cli/output.ts';
import { openTable, table } from '../../../src/cli/table.ts';
import { widthOf } from '../../../src/cli/width.ts';

/** Columns of a terminal before each `|`. */
const placesOf = (drawn: string): number[] =>
  drawn
    .split('\n')
    .slice(1)
    .map((line) => stringWidth(line.slice(0, line.indexOf('|'))));

const titles = ['Ferry', 'Fähre', '渡し船が再開', 'Паром', 'เรือข้ามฟาก', '🛳️ sails'];

test('what stands behind titles in any script stands under each other', () => {
  const places = placesOf(
    table(
      ['title', 'mark'],
      titles.map((title) => [title, '|']),
    ),
  );
  expect(places).toHaveLength(titles.length);
  expect(new Set(places).size).toBe(1);
});

test('lines are as wide as the terminal at most, whatever the script', () => {
  const rows = titles.map((title) => [title.repeat(50), title.repeat(50), 7]);
  for (const line of table(['title', 'text', 'number'], rows).split('\n'))
    expect(stringWidth(line)).toBeLessThanOrEqual(terminalWidth());
});

test('a part that follows has no head, and columns that are no narrower', () => {
  const draw = openTable(['a', 'b']);
  expect(draw([['long', 1]])).toMatch(/^a {5}b\nlong {2}1$/);
  expect(draw([['x', 2]])).toBe('x     2');
  expect(draw([['longer', 3]])).toBe('longer  3');
});

test('a text of a page is one line of a terminal, and no wider than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const line = oneLine(text, width);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});

test('the width of a character is what the library says, whether it is asked or not', () => {
  const told = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    /[\p{L}\p{P}\p{N}\p{S}\p{Zs}]/u.test(character),
  );
  expect(told.filter((character) => widthOf(character) !== stringWidth(character))).toEqual([]);
});
