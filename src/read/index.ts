export { FILE_EXTENSIONS, type Format, formatOf } from './format.ts';
export { DEFAULT_READ_LIMITS, type ReadLimits } from './limits.ts';
export { type ReadInput, readPages } from './read-pages.ts';
export { broken, type ReadRecord, skipped } from './record.ts';
