import { createHash } from 'node:crypto';
import { packageVersion, stageVersions } from '../assets.ts';
import type { RefineOptions } from '../document/index.ts';
import { type Database, transaction } from './database.ts';

/** JSON with sorted keys, so that equal options have equal hashes. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Version of the pipeline: the code's, and a hash of its stages and of what the user changed about them. */
export const pipelineVersion = (options: RefineOptions): string => {
  const hash = createHash('sha256')
    .update(canonical([stageVersions, options]))
    .digest('hex');
  return `${packageVersion}+${hash.slice(0, 12)}`;
};

/** Row id of the pipeline with these options, made when it is new. */
export const putPipeline = (database: Database, options: RefineOptions): Promise<number> =>
  transaction(database, async (connection) => {
    const version = pipelineVersion(options);
    await connection.query(
      'insert into winnow.pipeline (version, options, stages) values ($1, $2, $3) on conflict do nothing',
      [version, canonical(options), canonical(stageVersions)],
    );
    const { rows } = await connection.query<{ id: number }>(
      'select id from winnow.pipeline where version = $1',
      [version],
    );
    return rows[0]!.id;
  });
