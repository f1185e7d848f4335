import type { Fingerprint } from '../document/index.ts';
import type { Queryable } from './database.ts';
import { putWaiting } from './waiting.ts';

interface Paragraph {
  readonly print: Fingerprint;
  readonly text: string;
}

export interface PutParagraphs {
  /** Ids by `textHash`. */
  readonly ids: ReadonlyMap<string, number>;
  /** How many are new and may repeat others: they wait, to be linked once this transaction is committed. */
  readonly waiting: number;
}

const orderOf = ({ print }: Paragraph): string => print.normalHash + print.textHash;

/** Puts texts, each once however often it comes, and lets those wait that may repeat others. */
export const putParagraphs = async (
  connection: Queryable,
  texts: readonly Paragraph[],
): Promise<PutParagraphs> => {
  const unique = new Map(texts.map((item) => [item.print.textHash, item]));
  // Sorted, so that loaders that publish the same paragraphs wait for each other instead of dead-locking.
  const sorted = [...unique.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const inserted = await connection.query<{ id: number; hash: string }>(
    `insert into winnow.paragraph (text_hash, normal_hash, text)
     select decode(hash, 'hex'), decode(normal, 'hex'), text
     from unnest($1::text[], $2::text[], $3::text[]) as input (hash, normal, text)
     on conflict (normal_hash, text_hash) do nothing returning id, encode(text_hash, 'hex') as hash`,
    [
      sorted.map((item) => item.print.textHash),
      sorted.map((item) => item.print.normalHash),
      sorted.map((item) => item.text),
    ],
  );
  const ids = new Map(inserted.rows.map((row) => [row.hash, row.id]));
  const known = sorted.filter((item) => !ids.has(item.print.textHash)).map((item) => item.print);
  if (known.length > 0) {
    const { rows } = await connection.query<{ id: number; hash: string }>(
      `select id, hash
       from unnest($1::text[], $2::text[]) as input (hash, normal)
       join winnow.paragraph on normal_hash = decode(normal, 'hex') and text_hash = decode(hash, 'hex')`,
      [known.map((print) => print.textHash), known.map((print) => print.normalHash)],
    );
    for (const row of rows) ids.set(row.hash, row.id);
  }
  const fresh = inserted.rows.flatMap((row) => {
    const { print } = unique.get(row.hash)!;
    return print.keys.length > 0 ? [{ id: row.id, print }] : [];
  });
  await putWaiting(connection, fresh);
  return { ids, waiting: fresh.length };
};
