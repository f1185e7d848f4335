import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvText, jsonLinesText } from '../../../src/store/row-text.ts';

const ROW = ['a,b', 'say "so"', 'two\r\nlines', null, new Date(0), ['x', 'y, z'], { a: 1 }, 7];

test('CSV is read back as it was written, with one head over all parts', () => {
  const text = csvText();
  const columns = ['comma', 'quote', 'line', 'nothing', 'day', 'list', 'object', 'number'];
  const csv = text([ROW], columns) + text([ROW], columns);
  const row = ['a,b', 'say "so"', 'two\r\nlines', '', '1970-01-01T00:00:00.000Z', 'x, y, z', '{"a":1}', '7'];
  expect(parse(csv, { record_delimiter: '\n' })).toEqual([columns, row, row]);
  expect(csvText()([], ['only "heads"'])).toBe('"only ""heads"""\n');
});

test('JSON lines name each value by its column', () => {
  const text = jsonLinesText();
  expect(text([['x\n', 1]], ['a', 'b']) + text([[null, 2]], ['a', 'b'])).toBe(
    '{"a":"x\\n","b":1}\n{"a":null,"b":2}\n',
  );
});
