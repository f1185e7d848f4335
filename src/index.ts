/**
 * Winnow as a library: `open` a store, `ingest` sources, ask for the status of runs, or `refine` a page by
 * itself without any database.
 *
 *     import { open } from 'winnow';
 *     const winnow = await open();
 *     const status = await winnow.ingest(['crawl/*.warc.gz']);
 *     const { rows } = await winnow.database.query('select title, text from winnow.articles');
 *     await winnow.close();
 */
export type { Settings } from './config.ts';
export * from './document/index.ts';
export { ERRORS, type ErrorCode, type ErrorKind, WinnowError } from './errors.ts';
export { type RefinablePage, refine } from './refine.ts';
export type { StreamSource } from './source/read-sources.ts';
export { diffRun, type RunDiff } from './store/diff.ts';
export { discardRun, lossOf, promoteRun } from './store/promote.ts';
export type { RunState, RunStatus, Staging } from './store/runs.ts';
export type { Selection } from './store/selection.ts';
export {
  type IngestOptions,
  type IngestProgress,
  open,
  type ReprocessOptions,
  type Winnow,
} from './winnow.ts';
