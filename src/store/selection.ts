import type { Database } from './database.ts';
import type { Freshness } from './freshness.ts';
import { asReader } from './query.ts';

/** Which stored pages are meant; what is not said does not count, what is said must all hold. */
export interface Selection {
  /** Readers see what another pipeline than the one at hand made of them, or nothing yet. */
  readonly outdated?: boolean | undefined;
  /** They failed: with any code, or with this one. */
  readonly failed?: boolean | string | undefined;
  /** A host name, which covers the hosts below it as well. */
  readonly site?: string | undefined;
  /** Crawled on or after, and before, this date or time; when first seen, for pages without a time of crawling. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly pageType?: string | undefined;
  /** They were part of this run. */
  readonly run?: number | undefined;
  /** A condition in SQL over the view `pages`. */
  readonly where?: string | undefined;
}

/** Whether a selection says nothing: every page is meant. */
export const isUnlimited = (selection: { readonly [word in keyof Selection]: unknown }): boolean =>
  Object.values(selection).every((value) => value === undefined || value === false);

/** Whether a host is the one of a parameter, in small letters, or below it. */
export const isOfHost = (parameter: string): string =>
  `(host = ${parameter}::text or right(host, length(${parameter}::text) + 1) = '.' || ${parameter}::text)`;

interface Condition {
  readonly sql: (parameter: string) => string;
  readonly value: unknown;
}

/** The condition that each word of a selection stands for, over the view `pages`. */
const conditionsOf = (selection: Selection, freshness: Freshness): Condition[] => {
  const { failed, site, since, until, pageType, run } = selection;
  const conditions: Condition[] = [];
  const add = (value: unknown, sql: (parameter: string) => string): void => {
    conditions.push({ value, sql });
  };
  // Stages alone need a page that holds what the others said.
  if ('outdated' in freshness) add('loaded', (p) => `outcome = ${p}::text`);
  // Of those that may be outdated, what each should be of is asked afterwards.
  if (selection.outdated && 'general' in freshness && freshness.special !== null)
    add(
      [freshness.general, ...freshness.special],
      (p) =>
        `(pipeline is distinct from (${p}::text[])[1] or coalesce(domain, host) = any((${p}::text[])[2:]))`,
    );
  if (selection.outdated && 'outdated' in freshness)
    add(freshness.outdated, (p) => `pipeline = any(${p}::text[])`);
  if (failed !== undefined && failed !== false)
    add(typeof failed === 'string' ? failed : null, (p) => {
      const code = (column: string): string => `(${p}::text is null or ${column} = ${p}::text)`;
      return `((outcome = 'failed' and ${code('code')}) or page_id in
        (select page_id from failures where state = 'open' and ${code('failures.code')}))`;
    });
  if (site !== undefined) add(site.toLowerCase(), isOfHost);
  if (since !== undefined) add(since, (p) => `coalesce(last_fetched_at, seen_at) >= ${p}::timestamptz`);
  if (until !== undefined) add(until, (p) => `coalesce(last_fetched_at, seen_at) < ${p}::timestamptz`);
  if (pageType !== undefined) add(pageType, (p) => `page_type = ${p}::text`);
  if (run !== undefined)
    add(run, (p) => `page_id in (select page_id from outcomes where run_id = ${p}::bigint)`);
  return conditions;
};

/** A selection in words, for people and for the run's own record. */
export const describeSelection = (selection: Selection, stages: readonly string[] | null = null): string => {
  const words = Object.entries(selection)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? name : `${name} ${String(value)}`));
  const pages = words.join(', ') || 'all pages';
  return stages === null ? pages : `${pages}: ${stages.join(', ')} alone`;
};

/**
 * Numbers of the selected pages in ascending order, found with the rights of a reader. Throws SQL_REFUSED when
 * the condition or a date is not one.
 */
export const selectPages = async (
  database: Database,
  selection: Selection,
  freshness: Freshness,
): Promise<number[]> => {
  const conditions = conditionsOf(selection, freshness);
  const clauses = conditions.map(({ sql }, index) => sql(`$${index + 1}`));
  // What the user wrote runs with the rights of a reader, in one statement: it can select, and nothing else.
  if (selection.where !== undefined) clauses.push(`(${selection.where}\n)`);
  const sql = `select page_id, url, pipeline from pages where ${clauses.join('\n and ') || 'true'} order by page_id`;
  const rows = (await asReader(
    database,
    sql,
    conditions.map(({ value }) => value),
  )) as readonly [number, string | null, string | null][];
  const meant =
    selection.outdated && 'general' in freshness
      ? rows.filter(([, url, pipeline]) => freshness.expected(url) !== pipeline)
      : rows;
  return meant.map(([page]) => Number(page));
};
