import type { Queryable } from '../../src/store/database.ts';
import { COPIES } from './copies.ts';
import { countGoneFromIndex } from './indexed.ts';

/** What must hold of a store in which no run is open, whatever happened to it: each query counts what is wrong. */
const INVARIANTS: Readonly<Record<string, string>> = {
  'runs that are not done': `select count(*) as n from winnow.run where state <> 'done'`,
  'chunks that are not done': `select count(*) as n from winnow.chunk where state <> 'done'`,
  'records without an outcome': `
    select count(*) as n from winnow.run_page left join winnow.outcome using (run_id, position)
    where outcome.run_id is null`,
  'failed records without a failure, or the other way round': `
    select count(*) as n from winnow.outcome full join winnow.failure using (run_id, position)
    where (outcome.outcome = 'failed') is distinct from (failure.run_id is not null)`,
  'failures and rejections without a code': `
    select count(*) as n from winnow.outcome where outcome in ('failed', 'rejected') and code is null`,
  'outcomes of pages that point at no refinement': `
    select count(*) as n from winnow.outcome join winnow.run_page using (run_id, position)
    where page_id is not null and refinement_id is null`,
  'pages that no run was given': `
    select count(*) as n from winnow.page
    where not exists (select from winnow.run_page where page_id = page.id)`,
  'pages that readers see in no version': `
    select count(*) as n from winnow.page
    where not exists (select from winnow.refinement where page_id = page.id and current)`,
  'bytes that belong to nothing': `
    select count(*) as n from winnow.content
    where not exists (select from winnow.page where content_hash = hash)
      and not exists (select from winnow.failure where content_hash = hash)`,
  'paragraphs without a block': `
    select count(*) as n from winnow.paragraph
    where not exists (select from winnow.block where paragraph_id = paragraph.id)`,
  'blocks whose paragraph or rule is not there': `
    select count(*) as n from winnow.block
    where not exists (select from winnow.paragraph where paragraph.id = paragraph_id)
      or not exists (select from winnow.rule where rule.id = rule_id)`,
  'links of paragraphs that are not there': `
    select count(*) as n from
      (select first_id as id from winnow.link
       union select second_id from winnow.link union select paragraph_id from winnow.repeat
       union select kept_id from winnow.repeat) used
    where not exists (select from winnow.paragraph where paragraph.id = used.id)`,
  'paragraphs that wait to be linked': 'select count(*) as n from winnow.unlinked',
  'articles whose blocks are not there': `
    select count(*) as n from winnow.article
    where not exists (select from winnow.block
                      where block.refinement_id = article.refinement_id and block.article = article.ordinal)`,
  'articles that a loaded page should have': `
    select count(*) as n from winnow.refinement where outcome = 'loaded'
      and not exists (select from winnow.article where refinement_id = refinement.id)`,
  'mentions that are not what the text says': `
    select count(*) as n from winnow.mention join winnow.article on article.id = article_id
    where substr(text, start_at + 1, end_at - start_at) <> form and text !~ '[\\U00010000-\\U0010ffff]'`,
  'addresses without one latest page': `
    select count(*) as n from (select address from winnow.page where address is not null
                               group by address having count(*) filter (where latest) <> 1) twice`,
  ...COPIES,
};

/** How much each of some queries counts, of those that count anything. */
export const counted = async (
  database: Queryable,
  queries: Readonly<Record<string, string>>,
): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const [name, sql] of Object.entries(queries)) {
    const { rows } = await database.query<{ n: number }>(sql);
    if (rows[0]!.n > 0) found[name] = rows[0]!.n;
  }
  return found;
};

/** What is wrong with a store in which no run is open: empty when nothing is. */
export const broken = async (database: Queryable): Promise<Record<string, number>> => {
  const found = await counted(database, INVARIANTS);
  const gone = await countGoneFromIndex(database);
  if (gone > 0) found['keys of paragraphs that are not there'] = gone;
  return found;
};
