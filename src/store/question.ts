import { WinnowError } from '../errors.ts';

/** What a statement begins with that asks something. */
const ASKS = /^(?:select|with|values|table|show|explain)\b/i;

/** Spaces, comments and brackets that may stand before it. */
const BEFORE = /^(?:\s|\(|--[^\n]*(?:\n|$)|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)*/;

/**
 * Names of what leads out of the rights of winnow_reader, wherever they stand: a statement could take the rights of the
 * account back, or hold the statement that does so as a text. A name that is written by the numbers of its letters could
 * be any of them.
 */
const LEADS_OUT =
  /set_config|(?:query|cursor|table|schema|database)_to_xml|ts_stat|ts_rewrite|u&["']|dblink|crosstab|connectby|xpath_table/i;

/** What others wait for, or are woken by. */
const DISTURBS = /pg_(?:try_)?advisory|pg_notify/i;

/**
 * Refuses what somebody may not ask who is not the owner of the store: throws SQL_REFUSED. Statements that do not ask
 * anything (DO, COPY, SET) run with whatever rights they take.
 */
export const requireQuestion = (statement: string): void => {
  if (!ASKS.test(statement.replace(BEFORE, '')))
    throw new WinnowError(
      'SQL_REFUSED',
      'a question begins with select, with, values, table, show or explain',
    );
  const refused = (LEADS_OUT.exec(statement) ?? DISTURBS.exec(statement))?.[0];
  if (refused !== undefined) throw new WinnowError('SQL_REFUSED', `${refused} is not for questions`);
};
