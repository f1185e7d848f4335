import type { MediaType } from '../../document/index.ts';
import { WinnowError } from '../../errors.ts';
import { unpackBytes } from '../content.ts';
import type { Queryable } from '../database.ts';

/** A page as it was read. */
export interface PageBytes {
  readonly mediaType: MediaType;
  readonly bytes: Buffer;
}

/** The bytes of a page. Throws NOT_FOUND. */
export const readPageBytes = async (database: Queryable, id: number): Promise<PageBytes> => {
  const { rows } = await database.query<{ mediaType: MediaType; packed: Buffer; size: number }>(
    `select media_type as "mediaType", bytes as packed, size
     from winnow.page join winnow.content on hash = content_hash where page.id = $1`,
    [id],
  );
  if (!rows[0]) throw new WinnowError('NOT_FOUND', `page ${id}`);
  const { mediaType, packed, size } = rows[0];
  return { mediaType, bytes: unpackBytes(packed, size) };
};
