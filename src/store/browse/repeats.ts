import { BLOCKS_OF_MEMBERS, IN_ORDER, MEMBERS } from '../clusters.ts';
import type { Queryable } from '../database.ts';

/** An occurrence of a paragraph that repeats others. */
export interface RepeatPlace {
  readonly pageId: number;
  readonly url: string | null;
  readonly host: string | null;
  /** Place of the block on the page, from 0, and what it is there. */
  readonly ordinal: number;
  readonly role: string;
  readonly articleId: number | null;
  readonly title: string | null;
  readonly published: string | null;
  readonly paragraphId: number;
  /** To the text that is kept: 1 for the same text. */
  readonly similarity: number;
  /** This is the occurrence that is kept. */
  readonly kept: boolean;
}

const PLACES = `
  with asked as materialized (
    select coalesce(kept_id, p.id) as cluster
    from winnow.paragraph p left join winnow.repeat on repeat.paragraph_id = p.id where p.id = $1),
  ${MEMBERS}
  select page.id as "pageId", page.url, host, block.ordinal, block.role::text, article.id as "articleId", article.title,
    article.published_on as published, member.paragraph_id as "paragraphId", coalesce(similarity, 1) as similarity,
    row_number() over (${IN_ORDER}) = 1 as kept
  from ${BLOCKS_OF_MEMBERS}
  join winnow.refinement on refinement.id = block.refinement_id and refinement.current
  join winnow.page on page.id = refinement.page_id and page.latest and page.duplicate_of is null
  left join winnow.repeat on repeat.paragraph_id = member.paragraph_id
  left join winnow.site on site.id = page.site_id
  left join winnow.article on article.refinement_id = refinement.id and article.ordinal = block.article
  ${IN_ORDER} limit $2 offset $3`;

/** Where a paragraph stands, in all its forms, on pages that readers see: the occurrence that is kept first. */
export const placesOf = async (
  database: Queryable,
  paragraph: number,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<RepeatPlace[]> => {
  const { rows } = await database.query<RepeatPlace>(PLACES, [paragraph, limit, offset]);
  return rows;
};
