import type { Format } from '../read/index.ts';

/** One thing to read: a file, or a stream such as standard input. */
export interface SourceFile {
  /** As the user named it; for a file in a folder, the folder as named with the rest of the path. */
  readonly source: string;
  /** Null for a stream. */
  readonly path: string | null;
  /** `sniff`: the content decides. A `skipped` file is not opened, only counted. */
  readonly format: Format | 'sniff' | 'skipped';
  /** Why it is skipped, as a name to count by; null when it is not. */
  readonly reason: SkipReason | null;
  /** Whether the name says gzip. */
  readonly gzip: boolean;
  /** Bytes as stored; null when that is not known beforehand. */
  readonly size: number | null;
}

export type SkipReason =
  | 'file:unknown-extension'
  | 'file:link-outside'
  | 'file:link-to-folder'
  | 'file:not-a-file';

/** The name of standard input on the command line and in origins. */
export const STANDARD_INPUT = '-';
