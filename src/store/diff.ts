import { wordDiff } from '../dedupe/index.ts';
import { WinnowError } from '../errors.ts';
import { type Database, type Queryable, transaction } from './database.ts';
import { readRun } from './runs.ts';

/** Fields of an article that versions are compared by. */
const FIELDS = [
  'title',
  'url',
  'published',
  'modified',
  'authors',
  'tags',
  'section',
  'dateline',
  'site_name',
  'language',
  'description',
  'image',
  'teaser',
  'text',
  'credits',
  'breadcrumb',
  'keywords',
  'published_ago',
  'image_alt',
  'image_credit',
  'licence',
  'names',
] as const;

interface DiffTotals {
  /** Pages of the run that have a version before. */
  readonly pages: number;
  /** Those on which a line, an article or a field differs. */
  readonly changed: number;
  /** Pages that failed now: they keep the version before. */
  readonly failed: number;
  readonly articlesAdded: number;
  readonly articlesGone: number;
  /** Pages that are parted into another number of articles. */
  readonly splitAnew: number;
  readonly wordsBefore: number;
  readonly wordsAfter: number;
  /** Share of the words that would vanish, 0 to 1; what grows elsewhere makes up for none. */
  readonly loss: number;
}

interface RuleChange {
  readonly roleBefore: string | null;
  readonly ruleBefore: string | null;
  readonly roleAfter: string | null;
  readonly ruleAfter: string | null;
  readonly lines: number;
  readonly sites: number;
  /** One of the lines. */
  readonly example: string;
}

interface SiteChange {
  readonly host: string | null;
  readonly pages: number;
  readonly lines: number;
}

/** A field of an article that says something else now. */
interface FieldSample {
  readonly field: string;
  readonly url: string | null;
  readonly article: number;
  readonly before: unknown;
  readonly after: unknown;
}

/** A name that more, or fewer, articles hold than before. */
interface NameChange {
  /** Type and name. */
  readonly name: string;
  /** Articles that name it now and did not before. */
  readonly gained: number;
  readonly lost: number;
}

interface Sample {
  readonly url: string | null;
  readonly article: number;
  readonly title: string | null;
  readonly stretches: ReturnType<typeof wordDiff>;
}

/** What a run changes, beside what readers see, or saw before it was promoted. */
export interface RunDiff {
  readonly run: number;
  readonly totals: DiffTotals;
  /** How many articles differ in each field. */
  readonly fields: readonly { readonly field: string; readonly articles: number }[];
  /** Of each field but the text and the names, some articles in which it differs. */
  readonly fieldSamples: readonly FieldSample[];
  readonly rules: readonly RuleChange[];
  readonly sites: readonly SiteChange[];
  readonly names: readonly NameChange[];
  readonly samples: readonly Sample[];
}

/** Those that are shown in ways of their own. */
const LONG_FIELDS = ['text', 'names'];

/** The pairs of versions that differ at all, kept for the queries that follow. */
const PUT_PAIRS = `
  create temporary table pair on commit drop as
  select page_id, url, host, before_version, after_version, outcome_after, articles_before, articles_after,
    words_before, words_after
  from winnow.page_changes where run_id = $1 and before_version is not null`;

const PUT_LINES = `
  create temporary table changed_line on commit drop as
  select page_id, host, role_before, rule_before, role_after, rule_after, text
  from winnow.line_changes where run_id = $1`;

// An article is compared with the one before that has its address or title, wherever that stood on the page.
const PUT_FIELDS = `
  create temporary table changed_field on commit drop as
  with same as (
    select page_id, before_version, after_version, now.ordinal, was.ordinal as ordinal_before
    from pair
    join winnow.article now on now.refinement_id = after_version
    cross join lateral (
      select ordinal, (url is not distinct from now.url)::int + (title is not distinct from now.title)::int as likeness
      from winnow.article
      where refinement_id = before_version and (ordinal = now.ordinal or url = now.url or title = now.title)
      order by likeness desc, ordinal = now.ordinal desc, ordinal limit 1) was
    where likeness > 0 or articles_before = articles_after)
  select same.page_id, same.ordinal, same.ordinal_before, key as field,
    case when key <> all($2) then before end as before, case when key <> all($2) then after end as after
  from same
  join winnow.article_versions a on a.version_id = after_version and a.ordinal = same.ordinal
  join winnow.article_versions b on b.version_id = before_version and b.ordinal = same.ordinal_before
  cross join lateral (
    select key, was.value as before, now.value as after from jsonb_each(to_jsonb(a)) now join jsonb_each(to_jsonb(b)) was using (key)
    where key = any($1) and now.value <> was.value) differing`;

const TOTALS = `
  select count(*)::int as pages,
    count(*) filter (where page_id in (select page_id from changed_line union select page_id from changed_field)
      or articles_before <> articles_after)::int as changed,
    count(*) filter (where outcome_after = 'failed')::int as failed,
    coalesce(sum(greatest(articles_after - articles_before, 0)), 0)::int as "articlesAdded",
    coalesce(sum(greatest(articles_before - articles_after, 0)), 0)::int as "articlesGone",
    count(*) filter (where articles_before <> articles_after and articles_before > 0 and articles_after > 0)::int as "splitAnew",
    coalesce(sum(words_before), 0)::int as "wordsBefore", coalesce(sum(words_after), 0)::int as "wordsAfter",
    coalesce(sum(greatest(words_before - words_after, 0)) filter (where outcome_after <> 'failed')
      / nullif(sum(words_before), 0), 0)::float8 as loss
  from pair`;

const FIELD_SAMPLES = `
  select field, url, ordinal as article, before, after
  from (select *, row_number() over (partition by field order by page_id, ordinal) as place from changed_field) numbered
  join pair using (page_id)
  where field <> all($2) and place <= $1 order by field, place`;

const RULES = `
  select role_before as "roleBefore", rule_before as "ruleBefore", role_after as "roleAfter", rule_after as "ruleAfter",
    count(*)::int as lines, count(distinct host)::int as sites, min(left(text, 200)) as example
  from changed_line group by 1, 2, 3, 4 order by count(*) desc, 1, 2, 3, 4 limit $1`;

const SITES = `
  select host, count(distinct page_id)::int as pages, count(*)::int as lines
  from changed_line group by host order by count(*) desc, host limit $1`;

const NAMES = `
  select name, count(*) filter (where gained)::int as gained, count(*) filter (where not gained)::int as lost
  from changed_field
  join pair using (page_id)
  join winnow.article_versions a on a.version_id = after_version and a.ordinal = changed_field.ordinal
  join winnow.article_versions b on b.version_id = before_version and b.ordinal = changed_field.ordinal_before
  cross join lateral (
    select name, true as gained from unnest(a.names) name where not name = any(b.names)
    union all select name, false from unnest(b.names) name where not name = any(a.names)) changed
  where field = 'names' group by name order by count(*) desc, name collate "C" limit $1`;

const SAMPLES = `
  select pair.url, changed_field.ordinal as article, a.title, b.text as before, a.text as after
  from changed_field join pair using (page_id)
  join winnow.article a on a.refinement_id = after_version and a.ordinal = changed_field.ordinal
  join winnow.article b on b.refinement_id = before_version and b.ordinal = changed_field.ordinal_before
  where field = 'text' order by abs(a.words - b.words) desc, pair.page_id, changed_field.ordinal limit $1`;

/** Rows that each table of a diff shows. */
const SHOWN = 20;

/**
 * What a run changes. Give it a connection in a transaction of its own: its temporary tables go with it.
 * `samples` is the number of articles that are shown of each field, and whose text is shown word by word, those with
 * most words gained or lost first.
 */
export const diffRun = async (connection: Queryable, run: number, samples: number): Promise<RunDiff> => {
  await connection.query(PUT_PAIRS, [run]);
  await connection.query(PUT_LINES, [run]);
  await connection.query(PUT_FIELDS, [FIELDS, LONG_FIELDS]);
  const totals = await connection.query<DiffTotals>(TOTALS);
  const fields = await connection.query<RunDiff['fields'][number]>(
    'select field, count(*)::int as articles from changed_field group by field order by 2 desc, 1',
  );
  const fieldSamples = await connection.query<FieldSample>(FIELD_SAMPLES, [samples, LONG_FIELDS]);
  const rules = await connection.query<RuleChange>(RULES, [SHOWN]);
  const sites = await connection.query<SiteChange>(SITES, [SHOWN]);
  const names = await connection.query<NameChange>(NAMES, [SHOWN]);
  const shown = await connection.query<Omit<Sample, 'stretches'> & { before: string; after: string }>(
    SAMPLES,
    [samples],
  );
  return {
    run,
    totals: totals.rows[0]!,
    fields: fields.rows,
    fieldSamples: fieldSamples.rows,
    rules: rules.rows,
    sites: sites.rows,
    names: names.rows,
    samples: shown.rows.map(({ before, after, ...sample }) => ({
      ...sample,
      stretches: wordDiff(before, after),
    })),
  };
};

/**
 * What a run changes, within `seconds` if these are given. Throws RUN_NOT_STAGED for a run that was discarded, NOT_FOUND.
 */
export const readDiff = async (
  database: Database,
  run: number,
  samples: number,
  seconds: number | null = null,
): Promise<RunDiff> => {
  const { staging } = await readRun(database, run);
  if (staging === 'discarded') throw new WinnowError('RUN_NOT_STAGED', `run ${run} was discarded`);
  return transaction(database, async (connection) => {
    if (seconds !== null)
      await connection.query(`select set_config('statement_timeout', $1, true)`, [`${seconds * 1000}`]);
    return diffRun(connection, run, samples);
  });
};
