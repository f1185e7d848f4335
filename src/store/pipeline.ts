import { createHash } from 'node:crypto';
import { packageVersion, stageVersions } from '../assets.ts';
import { optionsFor, type RefineOptions } from '../document/index.ts';
import type { Queryable } from './database.ts';

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

/**
 * The pipeline that each page is made with: what is known of other sites makes no difference to it. What is asked
 * again is remembered.
 */
export const pipelinesOfPages = (
  options: RefineOptions,
): ((url: string | null) => { readonly version: string; readonly pipeline: Pipeline }) => {
  const known = new Map<string, { version: string; pipeline: Pipeline }>();
  return (url) => {
    const pipeline = pipelineAtHand(optionsFor(options, url));
    const key = canonical(pipeline.options);
    let made = known.get(key);
    if (made === undefined) {
      made = { version: pipelineVersion(pipeline), pipeline };
      known.set(key, made);
    }
    return made;
  };
};

/** Row ids of pipelines by their versions; rows are made for those that are new. */
export const putPipelines = async (
  database: Queryable,
  pipelines: ReadonlyMap<string, Pipeline>,
): Promise<Map<string, number>> => {
  const versions = [...pipelines.keys()].sort();
  const read = async (): Promise<Map<string, number>> => {
    const { rows } = await database.query<{ id: number; version: string }>(
      'select id, version from winnow.pipeline where version = any($1)',
      [versions],
    );
    return new Map(rows.map(({ id, version }) => [version, id]));
  };
  const ids = await read();
  const fresh = versions.filter((version) => !ids.has(version));
  if (fresh.length === 0) return ids;
  await database.query(
    `insert into winnow.pipeline (version, options, stages)
     select version, options::jsonb, stages::jsonb from unnest($1::text[], $2::text[], $3::text[]) as input (version, options, stages)
     on conflict do nothing`,
    [
      fresh,
      fresh.map((version) => canonical(pipelines.get(version)!.options)),
      fresh.map((version) => canonical(pipelines.get(version)!.stages)),
    ],
  );
  return read();
};

/** Row id of a pipeline, made when it is new. */
export const putPipeline = async (database: Queryable, pipeline: Pipeline): Promise<number> => {
  const version = pipelineVersion(pipeline);
  return (await putPipelines(database, new Map([[version, pipeline]]))).get(version)!;
};
