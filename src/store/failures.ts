import { WinnowError } from '../errors.ts';
import type { Queryable } from './database.ts';

/** Failures that are alike: the same code, stage and site. */
export interface FailureGroup {
  /** `code/stage/site`, as filters take it. */
  readonly group: string;
  readonly code: string;
  readonly stage: string;
  readonly site: string | null;
  readonly state: string;
  readonly failures: number;
  /** Versions of the pipeline that they failed with. */
  readonly pipelines: readonly string[];
  readonly last: Date;
}

export interface Failure {
  readonly run: number;
  readonly position: number;
  /** Number of the page; null for a record that never became one. */
  readonly page: number | null;
  readonly group: string;
  readonly stage: string;
  readonly code: string;
  readonly detail: string | null;
  readonly source: string;
  readonly record: number | null;
  readonly url: string | null;
  readonly state: string;
  readonly pipeline: string;
  readonly failedAt: Date;
}

/** Which failures are meant; what is not said does not count, what is said must all hold. */
export interface FailureFilter {
  /** As groups are named. */
  readonly group?: string | undefined;
  readonly code?: string | undefined;
  readonly stage?: string | undefined;
  readonly site?: string | undefined;
  readonly run?: number | undefined;
  readonly state?: 'open' | 'retried' | 'dismissed' | undefined;
}

/** Whether a filter says nothing: every failure is meant. */
export const isAnyFailure = (filter: FailureFilter): boolean =>
  Object.values(filter).every((value) => value === undefined);

/** Condition over the view `failures`, with the parameters of `valuesOf`. */
export const WHERE = `($1::text is null or fingerprint = $1) and ($2::text is null or code = $2)
  and ($3::text is null or stage = $3) and ($4::text is null or host = $4)
  and ($5::bigint is null or run_id = $5) and ($6::text is null or state = $6)`;

export const valuesOf = ({
  group,
  code,
  stage,
  site,
  run,
  state,
}: FailureFilter): (string | number | undefined)[] => [group, code, stage, site, run, state];

/** Failures counted by code, stage and site, most frequent first. */
export const failureGroups = async (database: Queryable, filter: FailureFilter): Promise<FailureGroup[]> => {
  const { rows } = await database.query<FailureGroup>(
    `select fingerprint as "group", code, stage, host as site, state, count(*) as failures,
       array_agg(distinct pipeline) as pipelines, max(failed_at) as last
     from winnow.failures where ${WHERE} group by fingerprint, code, stage, host, state
     order by state, count(*) desc, fingerprint`,
    valuesOf(filter),
  );
  return rows;
};

/** Single failures, newest run first. */
export const listFailures = async (
  database: Queryable,
  filter: FailureFilter,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<Failure[]> => {
  const { rows } = await database.query<Failure>(
    `select run_id as run, position, page_id as page, fingerprint as "group", stage, code, detail, source, record, url, state,
       pipeline, failed_at as "failedAt"
     from winnow.failures where ${WHERE} order by run_id desc, position limit $7 offset $8`,
    [...valuesOf(filter), limit, offset],
  );
  return rows;
};

/** Takes open failures off the list without trying them again; returns how many. Throws NOT_FOUND for none. */
export const dismissFailures = async (database: Queryable, filter: FailureFilter): Promise<number> => {
  const { rowCount } = await database.query(
    `update winnow.failure set state = 'dismissed'
     from (select run_id, position from winnow.failures where ${WHERE} and state = 'open') meant
     where failure.run_id = meant.run_id and failure.position = meant.position and failure.state = 'open'`,
    valuesOf(filter),
  );
  if (!rowCount) throw new WinnowError('NOT_FOUND', 'no open failure');
  return rowCount;
};
