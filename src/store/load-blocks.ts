import type { Connection } from './database.ts';
import type { LoadedPage } from './load.ts';
import { putParagraphs } from './paragraphs.ts';

const putRules = async (connection: Connection, names: readonly string[]): Promise<Map<string, number>> => {
  const unique = [...new Set(names)].sort();
  const read = () =>
    connection.query<{ id: number; name: string }>('select id, name from winnow.rule where name = any($1)', [
      unique,
    ]);
  let { rows } = await read();
  if (rows.length < unique.length) {
    await connection.query(
      'insert into winnow.rule (name) select unnest($1::text[]) on conflict do nothing',
      [unique.filter((name) => !rows.some((row) => row.name === name))],
    );
    ({ rows } = await read());
  }
  return new Map(rows.map((row) => [row.name, row.id]));
};

const putBoundaries = async (connection: Connection, pages: readonly LoadedPage[]): Promise<void> => {
  const rows = pages.flatMap((page) =>
    page.refined.boundaries.map((boundary) => ({ refinement: page.refinementId, ...boundary })),
  );
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.boundary (refinement_id, article, block, signals, confidence)
     select refinement_id, article, block, string_to_array(signals, ' '), confidence
     from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::real[])
       as input (refinement_id, article, block, signals, confidence)`,
    [
      rows.map((row) => row.refinement),
      rows.map((row) => row.article),
      rows.map((row) => row.block),
      rows.map((row) => row.signals.join(' ')),
      rows.map((row) => row.confidence),
    ],
  );
};

/**
 * Loads the blocks of pages: rules, unique paragraphs with their keys, the blocks that point at them,
 * and the boundaries between articles. Returns how many paragraphs are new and wait to be linked.
 */
export const putBlocks = async (connection: Connection, pages: readonly LoadedPage[]): Promise<number> => {
  const blocks = pages.flatMap((page) =>
    page.refined.blocks.map((block, index) => ({
      refinement: page.refinementId,
      hash: page.fingerprints[index]!.textHash,
      block,
    })),
  );
  if (blocks.length === 0) return 0;
  const rules = await putRules(
    connection,
    blocks.map((item) => item.block.rule),
  );
  const { ids, waiting } = await putParagraphs(
    connection,
    pages.flatMap((page) =>
      page.refined.blocks.map((block, index) => ({ text: block.text, print: page.fingerprints[index]! })),
    ),
  );
  await connection.query(
    `insert into winnow.block
       (refinement_id, ordinal, line, role, article, rule_id, confidence, paragraph_id)
     select refinement_id, ordinal, line, role::winnow.role, article, rule_id, confidence, paragraph_id
     from unnest($1::bigint[], $2::int[], $3::int[], $4::text[], $5::int[], $6::int[], $7::real[], $8::bigint[])
       as input (refinement_id, ordinal, line, role, article, rule_id, confidence, paragraph_id)`,
    [
      blocks.map((item) => item.refinement),
      blocks.map((item) => item.block.ordinal),
      blocks.map((item) => item.block.line),
      blocks.map((item) => item.block.role),
      blocks.map((item) => item.block.article),
      blocks.map((item) => rules.get(item.block.rule)!),
      blocks.map((item) => item.block.confidence),
      blocks.map((item) => ids.get(item.hash)!),
    ],
  );
  await putBoundaries(connection, pages);
  return waiting;
};
