import { createHash } from 'node:crypto';
import { packageVersion, stageVersions } from '../assets.ts';
import type { RefineOptions } from '../document/index.ts';
import { type Database, transaction } from './database.ts';

/** What makes rows what they are: the version of each stage, and what the user changed about them. */
export interface Pipeline {
  readonly stages: Readonly<Record<string, string>>;
  readonly options: RefineOptions;
}

/** JSON with sorted keys, so that equal options have equal hashes. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The pipeline of the code at hand. */
export const pipelineAtHand = (options: RefineOptions): Pipeline => ({ stages: stageVersions, options });

/** Version of a pipeline: the code's, and a hash of its stages and of what the user changed about them. */
export const pipelineVersion = ({ stages, options }: Pipeline): string => {
  const hash = createHash('sha256')
    .update(canonical([stages, options]))
    .digest('hex');
  return `${packageVersion}+${hash.slice(0, 12)}`;
};

/** Row id of a pipeline, made when it is new. */
export const putPipeline = (database: Database, pipeline: Pipeline): Promise<number> =>
  transaction(database, async (connection) => {
    const version = pipelineVersion(pipeline);
    await connection.query(
      'insert into winnow.pipeline (version, options, stages) values ($1, $2, $3) on conflict do nothing',
      [version, canonical(pipeline.options), canonical(pipeline.stages)],
    );
    const { rows } = await connection.query<{ id: number }>(
      'select id from winnow.pipeline where version = $1',
      [version],
    );
    return rows[0]!.id;
  });
