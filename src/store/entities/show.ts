import type { Queryable } from '../database.ts';
import type { EntityLine } from './find.ts';

/** How many of each kind are shown. */
const SHOWN = 10;

const PARTS = {
  forms: `select form, mentions, articles from winnow.entity_forms where entity_id = $1
    order by mentions desc, form collate "C"`,
  merges: `select one_name as one, other_name as other, reason, detail, score, applied, other_entity_id as "otherId"
    from winnow.entity_merges where entity_id = $1 or other_entity_id = $1
    order by applied desc, score desc, one_name collate "C", other_name collate "C"`,
  // As the view entity_companions has them, without the days: those want every article of an entity of thousands twice.
  companions: `with own as materialized (
      select distinct article_id from winnow.sense join winnow.sense_member on sense_id = sense.id where entity_id = $1),
    beside as (
      select distinct entity_id, article_id
      from own join winnow.sense_member using (article_id) join winnow.sense on sense.id = sense_id),
    counted as (select entity_id as id, count(*) as articles from beside where entity_id <> $1 group by entity_id)
    select id, name, type, counted.articles from counted join winnow.entity using (id)
    order by counted.articles desc, name collate "C", id`,
  sites: `select host, first_on as "firstOn", articles from winnow.entity_sites where entity_id = $1
    order by place, host collate "C"`,
  evidence: `select published_on as published, title, url, name_in_article as name, reason, detail, score,
      article_id as "articleId", page_url as "pageUrl"
    from winnow.entity_evidence where entity_id = $1
    order by published_on nulls last, url collate "C", name_in_article collate "C"`,
} as const;

interface Parts {
  readonly forms: readonly { form: string; mentions: number; articles: number }[];
  /** Merges that were made, and those that evidence was too weak for or a decision forbids. */
  readonly merges: readonly {
    one: string;
    other: string;
    reason: string;
    detail: string;
    score: number;
    applied: boolean;
    otherId: number;
  }[];
  readonly companions: readonly { id: number; name: string; type: string; articles: number }[];
  readonly sites: readonly { host: string | null; firstOn: string | null; articles: number }[];
  /** Why each article's name is taken for the entity. */
  readonly evidence: readonly {
    published: string | null;
    title: string | null;
    url: string | null;
    name: string;
    reason: string;
    detail: string | null;
    score: number;
    articleId: number;
    /** What a split takes for the page. */
    pageUrl: string | null;
  }[];
}

/** An entity with its spellings, merges, company, sites and evidence: the first of each. */
export interface EntityAccount extends EntityLine, Parts {}

/** All that is known of an entity. */
export const showEntity = async (
  database: Queryable,
  line: EntityLine,
  limit = SHOWN,
): Promise<EntityAccount> => {
  const part = async <K extends keyof Parts>(kind: K): Promise<Parts[K]> => {
    const { rows } = await database.query(`${PARTS[kind]} limit $2`, [line.id, limit]);
    return rows as unknown as Parts[K];
  };
  return {
    ...line,
    forms: await part('forms'),
    merges: await part('merges'),
    companions: await part('companions'),
    sites: await part('sites'),
    evidence: await part('evidence'),
  };
};
