import type { ErrorCode } from '../errors.ts';

/** Why content ends before it should. */
export interface Fault {
  readonly code: Extract<ErrorCode, 'READ_TRUNCATED' | 'READ_BAD_GZIP' | 'READ_EXPANDS_TOO_MUCH'>;
  /** Offset in the file as stored of the gzip member that is at fault. */
  readonly offset: number;
}

/** What a file holds, in order: its content, decompressed where it was compressed, and where that is damaged. */
export type Piece =
  | {
      readonly kind: 'data';
      readonly bytes: Uint8Array;
      /** Offset in the file of the gzip member that begins with these bytes; null inside a member. */
      readonly member: number | null;
    }
  | { readonly kind: 'fault'; readonly fault: Fault };
