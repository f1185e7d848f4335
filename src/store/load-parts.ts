import { addressOf } from './address.ts';
import type { Connection } from './database.ts';
import type { LoadedArticle } from './load-articles.ts';
import { scrub, scrubName, scrubOrNull } from './scrub.ts';

/** Bytes of a value that an index takes; longer addresses lead nowhere. */
const LONGEST_ADDRESS = 2000;

/** Stores the addresses that articles call their own, so that teasers find what they are teasers of. */
export const putAddresses = async (
  connection: Connection,
  articles: readonly LoadedArticle[],
): Promise<void> => {
  const rows = articles.flatMap(({ id, article }) => {
    const address = addressOf(article.url)?.address ?? null;
    return address === null || address.length > LONGEST_ADDRESS ? [] : [{ id, address: scrub(address) }];
  });
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.article_address (article_id, address) select * from unnest($1::bigint[], $2::text[])`,
    [rows.map((row) => row.id), rows.map((row) => row.address)],
  );
};

/** Stores the posts of threads. */
export const putParts = async (connection: Connection, articles: readonly LoadedArticle[]): Promise<void> => {
  const rows = articles.flatMap(({ id, article }) => article.parts.map((part) => ({ id, part })));
  if (rows.length === 0) return;
  await connection.query(
    `insert into winnow.part (article_id, ordinal, author, published, first_block, last_block)
     select * from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::int[], $6::int[])`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.part.ordinal),
      rows.map(({ part }) => (part.author === null ? null : scrubName(part.author))),
      rows.map(({ part }) => scrubOrNull(part.published)),
      rows.map((row) => row.part.firstBlock),
      rows.map((row) => row.part.lastBlock),
    ],
  );
};
