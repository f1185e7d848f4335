import { once } from 'node:events';
import { beginningOf, widthOf } from './width.ts';

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

/** A value as text: nothing for null, ISO for dates, lists joined. */
export const show = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  if (Array.isArray(value)) return value.map(show).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
};

const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g;

/**
 * Text of a page on one line of a terminal, at most `width` columns wide, of which a Chinese character takes two: no
 * line breaks, and no control sequence that a page may hold.
 */
export const oneLine = (text: string, width: number): string => {
  const line = text
    .slice(0, width * 4)
    .replace(CONTROL, ' ')
    .trim();
  return widthOf(line) <= width ? line : `${beginningOf(line, width - 1)}…`;
};

export const terminalWidth = (): number => process.stdout.columns ?? 120;

const csvCell = (value: unknown): string => {
  const text = show(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line of a CSV file as in RFC 4180, but for the line end, which is that of other commands. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvCell).join(',')}\n`;
