import type { Fingerprint } from '../document/index.ts';
import type { Connection } from './database.ts';
import type { Published } from './links.ts';
import type { LoadedPage } from './load.ts';

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

interface Paragraph {
  readonly print: Fingerprint;
  readonly text: string;
}

const putParagraphs = async (
  connection: Connection,
  pages: readonly LoadedPage[],
): Promise<{ ids: Map<string, number>; published: Published[] }> => {
  const unique = new Map<string, Paragraph>();
  for (const page of pages)
    for (const [index, block] of page.refined.blocks.entries()) {
      const print = page.fingerprints[index]!;
      unique.set(print.textHash, { print, text: block.text });
    }
  // Sorted, so that loaders that publish the same paragraphs wait for each other instead of dead-locking.
  const sorted = [...unique.values()].sort((a, b) => (a.print.textHash < b.print.textHash ? -1 : 1));
  const inserted = await connection.query<{ id: number; hash: string }>(
    `insert into winnow.paragraph (text_hash, normal_hash, text)
     select decode(hash, 'hex'), decode(normal, 'hex'), text
     from unnest($1::text[], $2::text[], $3::text[]) as input (hash, normal, text)
     on conflict (text_hash) do nothing returning id, encode(text_hash, 'hex') as hash`,
    [
      sorted.map((item) => item.print.textHash),
      sorted.map((item) => item.print.normalHash),
      sorted.map((item) => item.text),
    ],
  );
  const ids = new Map(inserted.rows.map((row) => [row.hash, row.id]));
  const known = sorted.filter((item) => !ids.has(item.print.textHash)).map((item) => item.print.textHash);
  if (known.length > 0) {
    const { rows } = await connection.query<{ id: number; hash: string }>(
      `select id, encode(text_hash, 'hex') as hash
       from winnow.paragraph where text_hash in (select decode(unnest($1::text[]), 'hex'))`,
      [known],
    );
    for (const row of rows) ids.set(row.hash, row.id);
  }
  const published = inserted.rows.flatMap((row) => {
    const { print, text } = unique.get(row.hash)!;
    return print.bands.length > 0 ? [{ id: row.id, text, bands: print.bands }] : [];
  });
  await putBands(connection, published);
  return { ids, published };
};

const putBands = async (connection: Connection, paragraphs: readonly Published[]): Promise<void> => {
  const rows = paragraphs
    .flatMap(({ id, bands }) => bands.map((key) => [key, id] as const))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  await connection.query(
    `insert into winnow.band (key, paragraph_id) select * from unnest($1::int[], $2::bigint[]) on conflict do nothing`,
    [rows.map((row) => row[0]), rows.map((row) => row[1])],
  );
  await connection.query('insert into winnow.unlinked select unnest($1::bigint[]) on conflict do nothing', [
    paragraphs.map((item) => item.id),
  ]);
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
 * Loads the blocks of pages: rules, unique paragraphs with their band keys, the blocks that point at them,
 * and the boundaries between articles. Returns the paragraphs that are new and may repeat others.
 */
export const putBlocks = async (
  connection: Connection,
  pages: readonly LoadedPage[],
): Promise<Published[]> => {
  const blocks = pages.flatMap((page) =>
    page.refined.blocks.map((block, index) => ({
      refinement: page.refinementId,
      hash: page.fingerprints[index]!.textHash,
      block,
    })),
  );
  if (blocks.length === 0) return [];
  const rules = await putRules(
    connection,
    blocks.map((item) => item.block.rule),
  );
  const { ids, published } = await putParagraphs(connection, pages);
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
  return published;
};
