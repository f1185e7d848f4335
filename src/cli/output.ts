import { once } from 'node:events';
import Table from 'cli-table3';
import pc from 'picocolors';

/** Standard output takes no more: its reader has had enough (`EPIPE`, as in `winnow export | head`), or the disk is full. */
export class OutputGone extends Error {
  readonly code: string;

  constructor(cause: NodeJS.ErrnoException) {
    super(`standard output: ${cause.code ?? cause.message}`, { cause });
    this.code = cause.code ?? 'unknown';
  }
}

let gone: OutputGone | null = null;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  gone ??= new OutputGone(error);
});

/** Why nothing more can be written; null when all is well. */
export const outputGone = (): OutputGone | null => gone;

/** Writes to standard output and waits while the reader is slow. Throws OutputGone, so that the command can clear up. */
export const write = async (text: string): Promise<void> => {
  if (gone === null && !process.stdout.write(text))
    await once(process.stdout, 'drain').catch(() => {
      // Noted above.
    });
  if (gone !== null) throw gone;
};

export const writeLine = (text: string): Promise<void> => write(`${text}\n`);

export const writeJson = (value: unknown): Promise<void> => writeLine(JSON.stringify(value));

/** Notes for people go to standard error, so that standard output can be piped. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** `1 page`, `2 pages`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A value as text: nothing for null, ISO for dates, lists joined. */
const show = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
};

const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/** Text of a page on one line of a terminal: no line breaks, and no control sequence that a page may hold. */
export const oneLine = (text: string, width: number): string => {
  const line = text
    .slice(0, width * 4)
    .replace(CONTROL, ' ')
    .trim();
  return line.length > width ? `${line.slice(0, Math.max(width - 1, 1))}…` : line;
};

export const terminalWidth = (): number => process.stdout.columns ?? 120;

/** Spaces between two columns. */
const GAP = 2;

/** Columns are not made narrower than this to fit a terminal. */
const NARROWEST = 8;

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

/** The widest cell that is looked at: a text of megabytes is cut before its columns are counted. */
const WIDEST = 1000;

/**
 * Draws a table for a terminal in parts, cut to its width, the head over the first; columns only grow from part to part.
 * Those that are given as `whole`, by their places, hold what is typed again, and are not cut.
 */
export const openTable = (columns: readonly string[], whole: readonly number[] = []) => {
  let head = columns.map((column) => pc.bold(column));
  let widths = columns.map((column) => column.length);
  return (rows: readonly (readonly unknown[])[]): string => {
    const cells = rows.map((row) => row.map((value) => oneLine(show(value), WIDEST)));
    const natural = widths.map((width, index) =>
      Math.max(width, ...cells.map((row) => row[index]?.length ?? 0)),
    );
    widths = fitWidths(natural, whole);
    const drawn = new Table({
      head,
      style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
      chars: {
        ...Object.fromEntries(
          'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
            .split(' ')
            .map((place) => [place, '']),
        ),
        middle: ' '.repeat(GAP),
      },
    });
    const cut = cells.map((row) => row.map((text, index) => oneLine(text, widths[index]!)));
    // Without the head, the first row holds the columns open.
    if (head.length === 0) cut[0] = cut[0]?.map((text, index) => text.padEnd(widths[index]!)) ?? [];
    drawn.push(...cut);
    head = [];
    return drawn
      .toString()
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n');
  };
};

/** A whole table for a terminal; `--json` and `--csv` cut nothing. */
export const table = (
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
  whole: readonly number[] = [],
): string => openTable(columns, whole)(rows);

const csvCell = (value: unknown): string => {
  const text = show(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of a CSV file as in RFC 4180, but for the line end, which is that of other commands. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(',')}\n`;
