import type { Queryable } from '../database.ts';
import { holdSettling } from '../settle-lock.ts';
import { touchAllPages } from '../touched.ts';
import { beginKept, updateKept } from './kept.ts';
import { beginPairs, removeCompared, updatePairs } from './pairs.ts';

const LEAVING = 'create temporary table leaving (article_id bigint primary key) on commit drop';

const OF_PAGES = `
  select article_id from winnow.refinement join winnow.article on refinement_id = refinement.id
  join winnow.compared on article_id = article.id where page_id = any($1)`;

/** Articles of the touched pages that readers saw and no longer see. */
const HIDDEN = `
  select article_id from touched_page join winnow.page on page.id = touched_page.id
  join winnow.refinement on page_id = page.id join winnow.article on refinement_id = refinement.id
  join winnow.compared on article_id = article.id
  where not (refinement.current and page.latest and page.duplicate_of is null)`;

const leave = async (connection: Queryable, articles: string, values: readonly unknown[]): Promise<void> => {
  await connection.query('truncate leaving');
  const { rowCount } = await connection.query(`insert into leaving ${articles}`, [...values]);
  if (rowCount === 0) return;
  await connection.query('analyze leaving');
  await removeCompared(connection);
};

/**
 * Begins a transaction that changes what readers see of the pages of `touched_page`, or how their paragraphs repeat each
 * other, before anything is removed. `updateCopies` ends it.
 */
export const beginCopies = async (connection: Queryable): Promise<void> => {
  await connection.query(LEAVING);
  await beginPairs(connection);
  await beginKept(connection);
};

/** Forgets what follows from the articles of pages that are about to be removed. */
export const dropCopies = (connection: Queryable, pages: readonly number[]): Promise<void> =>
  leave(connection, OF_PAGES, [pages]);

/**
 * Derives anew which articles share most of their text, which of them are nearly the same, and which of these is kept, as
 * far as the touched pages bear on it. Runs after `updateRepeats`, one at a time.
 */
export const updateCopies = async (connection: Queryable): Promise<void> => {
  await leave(connection, HIDDEN, []);
  await updatePairs(connection);
  await updateKept(connection);
};

/** Derives it of all articles, of which none has been compared. */
export const compareAll = async (connection: Queryable): Promise<void> => {
  await holdSettling(connection);
  await touchAllPages(connection);
  await beginCopies(connection);
  await updateCopies(connection);
};
