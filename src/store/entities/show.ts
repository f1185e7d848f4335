import type { Queryable } from '../database.ts';
import { type EntityLine, theEntity } from './find.ts';

/** How many of each kind are shown. */
const SHOWN = 10;

const PARTS = {
  forms: `select form, mentions, articles from winnow.entity_forms where entity_id = $1
    order by mentions desc, form collate "C"`,
  merges: `select one_name as one, other_name as other, reason, detail, score, applied, other_entity_id as "otherId"
    from winnow.entity_merges where entity_id = $1 or other_entity_id = $1
    order by applied desc, score desc, one_name collate "C", other_name collate "C"`,
  companions: `select with_id as id, with_name as name, with_type as type, articles from winnow.entity_companions
    where entity_id = $1 order by articles desc, with_name collate "C", with_id`,
  sites: `select host, first_on as "firstOn", articles from winnow.entity_sites where entity_id = $1
    order by place, host collate "C"`,
  evidence: `select published_on as published, title, url, name_in_article as name, reason, detail, score
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
  }[];
}

/** An entity with its spellings, merges, company, sites and evidence: the first of each. */
export interface EntityAccount extends EntityLine, Parts {}

/** All that is known of the entity of this number, name or form; throws NOT_FOUND, or USAGE when it is ambiguous. */
export const showEntity = async (
  database: Queryable,
  wanted: string,
  limit = SHOWN,
): Promise<EntityAccount> => {
  const line = await theEntity(database, wanted);
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
