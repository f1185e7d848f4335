import type { Queryable } from '../database.ts';
import { isOfHost } from '../selection.ts';

/** Pages that are looked at: blocks have no index by their rule, and a store has too many to count all. */
export const RULE_PAGES = 500;
/** Blocks of each that are looked at. */
export const RULE_BLOCKS = 2000;

/** Which pages are looked at: of those that are meant, the ones that were refined last. */
export interface RuleSample {
  /** A host name, which covers the hosts below it as well. */
  readonly site?: string | undefined;
  /** Refined on or after, and before, this day. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** What a rule, or the model, set aside as one role. */
export interface RuleUse {
  readonly rule: string;
  readonly role: string;
  readonly blocks: number;
  readonly pages: number;
  readonly sites: number;
  /** The text that it set aside most often, its beginning. */
  readonly example: string;
}

const SITES = `select id from winnow.site where ${isOfHost('$1')}`;

// Sites have an index of pages; all pages together are walked from the end.
const sampled = ({ site }: RuleSample): string => `
  sample as materialized (
    select refinement.id as refinement_id, page.id as page_id, page.site_id
    from winnow.refinement join winnow.page on page.id = refinement.page_id
    where refinement.current and page.latest and page.duplicate_of is null
      and ${site === undefined ? '$1::text is null' : `page.site_id in (${SITES})`}
      and ($2::date is null or refinement.created_at >= $2::date)
      and ($3::date is null or refinement.created_at < $3::date)
    order by refinement.id desc limit ${RULE_PAGES}),
  aside as materialized (
    select page_id, site_id, rule_id, role, paragraph_id, ordinal, confidence
    from sample join winnow.block using (refinement_id)
    where article is null and ordinal < ${RULE_BLOCKS})`;

const valuesOf = ({ site, since, until }: RuleSample): unknown[] => [site?.toLowerCase(), since, until];

export interface RuleUses {
  /** Pages that were looked at. */
  readonly pages: number;
  readonly rules: readonly RuleUse[];
}

/** What each rule set aside on the pages of a sample, those that set aside most first. */
export const listRules = async (
  database: Queryable,
  sample: RuleSample,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<RuleUses> => {
  const { rows } = await database.query<{ pages: number; rules: RuleUse[] }>(
    `with ${sampled(sample)},
     counted as (
       select rule_id, role, count(*) as blocks, count(distinct page_id) as pages, count(distinct site_id) as sites,
         mode() within group (order by paragraph_id) as paragraph_id
       from aside group by rule_id, role),
     listed as (
       select rule.name as rule, role, blocks, pages, sites, left(text, 200) as example
       from counted join winnow.rule on rule.id = rule_id join winnow.paragraph on paragraph.id = paragraph_id
       order by blocks desc, rule.name, role limit $4 offset $5)
     select (select count(*) from sample) as pages,
       (select coalesce(jsonb_agg(to_jsonb(listed) order by blocks desc, rule, role), '[]') from listed) as rules`,
    [...valuesOf(sample), limit, offset],
  );
  return rows[0]!;
};

/** Something that a rule set aside. */
interface RuleExample {
  readonly text: string;
  readonly role: string;
  readonly blocks: number;
  /** How sure a model was at most; null where a rule decided. */
  readonly confidence: number | null;
  /** One of the pages where it stood, and where on it. */
  readonly pageId: number;
  readonly ordinal: number;
  readonly host: string | null;
}

export interface WholeRule {
  readonly rule: string;
  readonly pages: number;
  readonly sites: readonly {
    readonly host: string | null;
    readonly blocks: number;
    readonly pages: number;
  }[];
  readonly examples: readonly RuleExample[];
}

/** Sites and texts that are shown of a rule. */
const MOST = 50;

/** On which sites of a sample a rule set lines aside, and which: the most frequent first. */
export const readRule = async (
  database: Queryable,
  name: string,
  role: string | null,
  sample: RuleSample,
): Promise<WholeRule> => {
  const { rows } = await database.query<Omit<WholeRule, 'rule'>>(
    `with ${sampled(sample)},
     own as materialized (
       select aside.*, host from aside left join winnow.site on site.id = site_id
       where rule_id = (select id from winnow.rule where name = $4) and ($5::text is null or role::text = $5)),
     sites as (
       select host, count(*) as blocks, count(distinct page_id) as pages
       from own group by host order by blocks desc, host collate "C" limit ${MOST}),
     texts as (
       select paragraph_id, role, count(*) as blocks, max(confidence) as confidence, max(page_id) as "pageId"
       from own group by paragraph_id, role order by blocks desc, paragraph_id limit ${MOST}),
     examples as (
       select left(text, 500) as text, role, blocks, confidence, "pageId",
         (select min(ordinal) from own where page_id = "pageId" and paragraph_id = texts.paragraph_id) as ordinal,
         (select min(host) from own where page_id = "pageId") as host
       from texts join winnow.paragraph on paragraph.id = paragraph_id)
     select (select count(*) from sample) as pages,
       (select coalesce(jsonb_agg(to_jsonb(sites) order by blocks desc, host), '[]') from sites) as sites,
       (select coalesce(jsonb_agg(to_jsonb(examples) order by blocks desc, text), '[]') from examples) as examples`,
    [...valuesOf(sample), name, role],
  );
  return { rule: name, ...rows[0]! };
};
