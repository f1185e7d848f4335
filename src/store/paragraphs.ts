import type { Fingerprint } from '../document/index.ts';
import type { Queryable } from './database.ts';
import { putFingerprints } from './fingerprints.ts';
import type { Published } from './links.ts';

interface Paragraph {
  readonly print: Fingerprint;
  readonly text: string;
}

export interface PutParagraphs {
  /** Ids by `textHash`. */
  readonly ids: ReadonlyMap<string, number>;
  /** Those that are new and may repeat others: to be linked once this transaction is committed. */
  readonly published: readonly Published[];
}

const orderOf = ({ print }: Paragraph): string => print.normalHash + print.textHash;

/** Puts texts, each once however often it comes, with the keys by which near repeats find them. */
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
  const signed = inserted.rows.flatMap((row) => {
    const { print, text } = unique.get(row.hash)!;
    return print.keys.length > 0 ? [{ ...print, id: row.id, text }] : [];
  });
  await putFingerprints(connection, signed);
  const published = signed.map(({ id, text }) => ({ id, text }));
  await connection.query('insert into winnow.unlinked select unnest($1::bigint[]) on conflict do nothing', [
    published.map((item) => item.id),
  ]);
  return { ids, published };
};
