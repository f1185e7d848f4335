import pc from 'picocolors';
import { cellText } from '../store/row-text.ts';
import { oneLine, terminalWidth } from './output.ts';
import { widthOf } from './width.ts';

/** Spaces between two columns. */
const GAP = 2;

/** Columns are not made narrower than this to fit a terminal. */
const NARROWEST = 8;

/** The widest cell that is looked at: a text of megabytes is cut before its width is measured. */
const WIDEST = 1000;

/** Widths that fit the terminal: the widest column gives way first. */
const fitWidths = (natural: readonly number[], whole: readonly number[]): number[] => {
  const widths = [...natural];
  const room = terminalWidth() - GAP * (widths.length - 1);
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over--) {
    const cut = widths.map((width, column) => (whole.includes(column) ? 0 : width));
    const widest = cut.indexOf(Math.max(...cut));
    if (cut[widest]! <= NARROWEST) break;
    widths[widest]!--;
  }
  return widths;
};

const drawRow = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => cell + ' '.repeat(Math.max(widths[column]! - widthOf(cell), 0)))
    .join(' '.repeat(GAP))
    .trimEnd();

/**
 * Draws a table for a terminal in parts, cut to its width, the head over the first; columns only grow from part to part.
 * Those that are given as `whole`, by their places, hold what is typed again, and are not cut.
 */
export const openTable = (columns: readonly string[], whole: readonly number[] = []) => {
  let isFirst = true;
  let widths = columns.map(widthOf);
  return (rows: readonly (readonly unknown[])[]): string => {
    const cells = rows.map((row) => row.map((value) => oneLine(cellText(value), WIDEST)));
    const natural = widths.map((width, column) =>
      Math.max(width, ...cells.map((row) => widthOf(row[column] ?? ''))),
    );
    widths = fitWidths(natural, whole);
    const cut = cells.map((row) => row.map((text, column) => oneLine(text, widths[column]!)));
    const lines = cut.map((row) => drawRow(row, widths));
    if (isFirst) lines.unshift(pc.bold(drawRow(columns, widths)));
    isFirst = false;
    return lines.join('\n');
  };
};

/** A whole table for a terminal; `--json` and `--csv` cut nothing. */
export const table = (
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  whole: readonly number[] = [],
): string => openTable(columns, whole)(rows);
