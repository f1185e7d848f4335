import type { Queryable } from '../database.ts';
import type { EntityLine } from '../entities/find.ts';

interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** A name that was not known before some day, with the article that named it first. */
export interface NewName extends Omit<EntityLine, 'externalId' | 'lastOn'> {
  readonly firstOn: string;
  readonly articleId: number;
  readonly title: string | null;
  readonly url: string | null;
  readonly host: string | null;
}

/**
 * Entities that no dated article names before a day, the latest first; as the view `new_names` has them of all entities.
 * Articles that are dated later than tomorrow say nothing of what is new.
 */
export const newNames = async (
  database: Queryable,
  since: string,
  { limit, offset }: Part,
): Promise<NewName[]> => {
  const { rows } = await database.query<NewName>(
    `with found as (
       select id, name, type, articles, mentions, first_on from winnow.entity
       where first_on >= $1::date and first_on <= current_date + 1
       order by first_on desc, articles desc, mentions desc, name collate "C", id limit $2 offset $3)
     select found.id, found.name, found.type, articles, mentions, first_on as "firstOn",
       article_id as "articleId", title, url, host
     from found join lateral (
       select article_id, title, url, host from winnow.entity_articles
       where entity_id = found.id and published_on = first_on order by host, url, article_id limit 1) first on true
     order by first_on desc, articles desc, mentions desc, found.name collate "C", found.id`,
    [since, limit, offset],
  );
  return rows;
};

/** An occurrence of an entity's name. */
export interface EntityMention {
  readonly articleId: number;
  readonly title: string | null;
  readonly url: string | null;
  readonly host: string | null;
  readonly published: string | null;
  /** In the article's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly form: string;
}

/** Days on or after `since` and before `until`. */
interface Days {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Single mentions of an entity, the latest day first, those of articles without a day last. */
export const mentionsOf = async (
  database: Queryable,
  entity: number,
  { since, until }: Days,
  { limit, offset }: Part,
): Promise<EntityMention[]> => {
  const { rows } = await database.query<EntityMention>(
    `select article_id as "articleId", title, url, host, published_on as published, start_at as start, end_at as end, form
     from winnow.mentions
     where entity_id = $1 and ($2::date is null or published_on >= $2) and ($3::date is null or published_on < $3)
     order by published_on desc nulls last, article_id, start_at limit $4 offset $5`,
    [entity, since ?? null, until ?? null, limit, offset],
  );
  return rows;
};

export type Step = 'day' | 'month';

interface Counted {
  readonly mentions: number;
  readonly articles: number;
}

/** How often an entity is named in a day or month, and under which forms. */
export interface NamedThen extends Counted {
  /** The day, or the first one of the month; null for articles without a date. */
  readonly on: string | null;
  /** The most used first. */
  readonly forms: readonly (Counted & { readonly form: string })[];
}

/** Mentions of an entity and the articles that name it, by day or month and by form, the first day first. */
export const namedOverTime = async (
  database: Queryable,
  entity: number,
  step: Step,
): Promise<NamedThen[]> => {
  const { rows } = await database.query<Counted & { on: string | null; form: string | null; all: boolean }>(
    `select on_day as on, form, grouping(form) = 1 as all, count(*) as mentions, count(distinct article_id) as articles
     from (select date_trunc($2, published_on)::date as on_day, form, article_id
           from winnow.mentions where entity_id = $1) mention
     group by grouping sets ((on_day), (on_day, form))
     order by on_day nulls last, grouping(form) desc, mentions desc, form collate "C"`,
    [entity, step],
  );
  // Of each day first the row of all its forms.
  const then: (NamedThen & { forms: NamedThen['forms'][number][] })[] = [];
  for (const { on, form, all, mentions, articles } of rows)
    if (all) then.push({ on, mentions, articles, forms: [] });
    else then.at(-1)!.forms.push({ form: form!, mentions, articles });
  return then;
};

/** A decision that a person made. */
export interface EntityDecision {
  readonly id: number;
  readonly kind: string;
  readonly what: string;
}

/** Decisions that are about names of an entity, the latest first. */
export const decisionsAbout = async (database: Queryable, entity: number): Promise<EntityDecision[]> => {
  const { rows } = await database.query<EntityDecision>(
    `select id, kind, what from winnow.decision
     where id in (select decision_id from winnow.decision_target
                  where label in (select label from winnow.sense where entity_id = $1))
     order by id desc`,
    [entity],
  );
  return rows;
};
