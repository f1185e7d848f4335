/**
 * Every code that Winnow reports, in one place. A code never changes its meaning; users group,
 * count and retry by it. `kind` decides what happens to the page:
 *
 * - `passing`  the world was at fault (connection, full disk): worth another try as it is
 * - `lasting`  the input or our code was at fault: quarantined until the code or the input changes
 * - `rejected` not an error: Winnow does not take such a page
 * - `usage`    the person at the keyboard can put it right; exit code 2
 */
export const ERRORS = {
  READ_UNREADABLE: { kind: 'lasting', text: 'the file cannot be read' },
  READ_TRUNCATED: { kind: 'lasting', text: 'the file ends in the middle of compressed data or of a record' },
  READ_BAD_GZIP: { kind: 'lasting', text: 'the compressed data is damaged' },
  READ_TOO_LARGE: { kind: 'rejected', text: 'the page is larger than the limit' },
  READ_EXPANDS_TOO_MUCH: { kind: 'rejected', text: 'the compressed data expands beyond the limit' },
  READ_BAD_JSON: { kind: 'lasting', text: 'the line is not a JSON object' },
  READ_BAD_RECORD: { kind: 'lasting', text: 'the record is damaged' },
  READ_NO_CONTENT: { kind: 'lasting', text: 'the record has neither html nor text' },
  PAGE_BINARY: { kind: 'rejected', text: 'the page is not text' },
  PAGE_EMPTY: { kind: 'rejected', text: 'the page holds no bytes' },
  REFINE_FAILED: { kind: 'lasting', text: 'a stage threw an error' },
  REFINE_TIMEOUT: { kind: 'lasting', text: 'the page took longer than the limit' },
  REFINE_MEMORY: { kind: 'lasting', text: 'the page needed more memory than the limit' },
  REFINE_CRASHED: { kind: 'lasting', text: 'the process that refined the page ended, again and again' },
  REFINE_UNSTARTED: { kind: 'usage', text: 'a process that refines cannot start' },
  LOAD_FAILED: { kind: 'lasting', text: 'the rows of the page were refused by the database' },
  STORE_UNREACHABLE: { kind: 'passing', text: 'the database cannot be reached' },
  STORE_FULL: { kind: 'passing', text: 'the disk of the database is full' },
  STORE_CHANGED: { kind: 'passing', text: 'a version of the page was removed while it was read' },
  STORE_TOO_NEW: { kind: 'usage', text: 'the database was migrated by a newer version of Winnow' },
  WORK_STOPPED: { kind: 'passing', text: 'the worker was told to stop' },
  QUEUE_UNREACHABLE: { kind: 'passing', text: 'the queue cannot be reached' },
  EMBEDDED_UNAVAILABLE: { kind: 'usage', text: 'the embedded PostgreSQL cannot be started' },
  USAGE: { kind: 'usage', text: 'wrong use' },
  NOT_FOUND: { kind: 'usage', text: 'nothing matches' },
  RUN_NOT_STAGED: { kind: 'usage', text: 'the run has nothing that waits to be promoted' },
  SQL_REFUSED: { kind: 'usage', text: 'the query was refused' },
  RULES_INVALID: { kind: 'usage', text: 'the rules file is not valid' },
  ACCESS_REFUSED: { kind: 'usage', text: 'this needs a token' },
  ORIGIN_REFUSED: { kind: 'usage', text: 'the request comes from another site' },
  QUERY_TIMEOUT: { kind: 'passing', text: 'the database needed longer than the limit' },
  UPLOAD_TOO_LARGE: { kind: 'usage', text: 'what was sent is larger than the limit' },
  SERVER_CLOSING: { kind: 'passing', text: 'the server was told to stop' },
  SERVER_BUSY: { kind: 'passing', text: 'as many questions are asked as the server takes at once' },
  SERVER_FAILED: { kind: 'lasting', text: 'the server failed' },
  PAGE_IN_WORK: { kind: 'usage', text: 'a run is still refining one of the pages' },
  CONFIG_INVALID: { kind: 'usage', text: 'the configuration is not valid' },
} as const satisfies Record<string, { kind: 'passing' | 'lasting' | 'rejected' | 'usage'; text: string }>;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorKind = (typeof ERRORS)[ErrorCode]['kind'];

/** What to do about pages that failed with a code, as docs/errors.md says it. */
export const ADVICE: { readonly [C in ErrorCode]?: string } = {
  READ_UNREADABLE: 'look at its rights and its place; ingest it again',
  READ_TRUNCATED: 'fetch it again; what came before is loaded',
  READ_BAD_GZIP: 'fetch it again; what came before is loaded',
  READ_BAD_JSON: 'the failure names file and line; its bytes are kept',
  READ_BAD_RECORD: 'the failure names file and offset; its bytes are kept',
  REFINE_FAILED: 'report it; `winnow failures retry` after an upgrade',
  REFINE_TIMEOUT: 'raise WINNOW_PAGE_TIMEOUT, then `winnow failures retry`',
  REFINE_MEMORY: 'raise WINNOW_THREAD_HEAP, then `winnow failures retry`',
  REFINE_CRASHED: "look at the detail and at the machine's memory, then `winnow failures retry`",
  LOAD_FAILED: 'report it with the SQLSTATE of the detail',
};

/** An error with a code. `detail` never holds page text, credentials or connection strings. */
export class WinnowError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | null;

  constructor(code: ErrorCode, detail: string | null = null, options?: { cause?: unknown }) {
    super(detail === null ? ERRORS[code].text : `${ERRORS[code].text}: ${detail}`, options);
    this.name = 'WinnowError';
    this.code = code;
    this.detail = detail;
  }

  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }
}

/** How a page ends that has this error. */
export const outcomeOf = (code: ErrorCode): 'rejected' | 'failed' =>
  ERRORS[code].kind === 'rejected' ? 'rejected' : 'failed';
