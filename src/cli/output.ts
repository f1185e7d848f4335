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
