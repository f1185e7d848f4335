const MIB = 1_048_576;

/** What reading takes from one page, line or record. Memory follows from these, never from the size of a file. */
export interface ReadLimits {
  /**
   * Bytes of one page, decompressed. Parsing takes some ten times that, several pages at once. Archives
   * cut their pages at 1 to 5 MiB; the rare longer ones are logs, tables and dumps.
   */
  readonly pageBytes: number;
  /** Bytes of one JSONL line: a page, its escapes, and what else the record carries. */
  readonly lineBytes: number;
  /** Bytes of the header block of a WARC record, and of the HTTP header block in it. */
  readonly headerBytes: number;
  /**
   * A page, line or record that is over its limit and has expanded more than this many times is a bomb,
   * not merely large. HTML compresses 5 to 15 times, repetitive tables up to 60; deflate ends at 1,032.
   */
  readonly expansionRatio: number;
  /** Bytes that are decompressed only to get past one bomb; then the rest of its gzip member is given up. */
  readonly skipBytes: number;
  /** Bytes kept of a record that is broken. */
  readonly brokenBytes: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  pageBytes: 16 * MIB,
  lineBytes: 32 * MIB,
  headerBytes: 65_536,
  expansionRatio: 100,
  skipBytes: 256 * MIB,
  brokenBytes: MIB,
};
