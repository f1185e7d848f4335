export { type Decoded, decode } from './decode.ts';
export { FILE_EXTENSIONS, type Format, formatOf } from './format.ts';
export { DEFAULT_READ_LIMITS, type ReadLimits } from './limits.ts';
export { type ReadInput, readPages } from './read-pages.ts';
export {
  type BrokenRecord,
  broken,
  type PageRecord,
  type ReadRecord,
  type SkippedRecord,
  skipped,
} from './record.ts';
