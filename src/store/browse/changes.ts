import type { Queryable } from '../database.ts';

/** A page on which a run finds something else than readers see, or saw until the run was promoted. */
export interface PageChange {
  readonly page: number;
  readonly url: string | null;
  readonly outcomeBefore: string;
  readonly outcomeAfter: string;
  readonly pageTypeBefore: string;
  readonly pageTypeAfter: string;
  readonly articlesBefore: number;
  readonly articlesAfter: number;
  readonly wordsBefore: number;
  readonly wordsAfter: number;
}

/** Pages that a run changes in their outcome, type, number of articles or words; those that lose or gain most words first. */
export const listPageChanges = async (
  database: Queryable,
  run: number,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<PageChange[]> => {
  const { rows } = await database.query<PageChange>(
    `select page_id as page, url, outcome_before as "outcomeBefore", outcome_after as "outcomeAfter",
       page_type_before as "pageTypeBefore", page_type_after as "pageTypeAfter", articles_before as "articlesBefore",
       articles_after as "articlesAfter", words_before::bigint as "wordsBefore", words_after::bigint as "wordsAfter"
     from winnow.page_changes
     where run_id = $1 and before_version is not null
       and (outcome_before, page_type_before, articles_before, words_before)
         <> (outcome_after, page_type_after, articles_after, words_after)
     order by abs(words_after - words_before) desc, page_id limit $2 offset $3`,
    [run, limit, offset],
  );
  return rows;
};
