import { outcomeOf } from '../errors.ts';
import type { ReadRecord } from '../read/record.ts';

/** `file#record`, or the file when it is the page. */
export const sourceName = (record: ReadRecord): string => {
  const { source, record: place } = record.kind === 'page' ? record.page.origin : record.origin;
  return place === null ? source : `${source}#${place}`;
};

/** A record that never became a page, as the filters print it. */
export const brokenLine = (record: Extract<ReadRecord, { kind: 'broken' }>) => ({
  id: null,
  source: sourceName(record),
  outcome: outcomeOf(record.code),
  code: record.code,
  stage: 'read',
});
