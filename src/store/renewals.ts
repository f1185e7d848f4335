import type { Database, Queryable } from './database.ts';
import { type Pipeline, pipelineVersion, putPipelines } from './pipeline.ts';

/** Stages that can run alone, over what is stored of the others. All others begin with the bytes of a page. */
export const STAGES_ALONE = ['entities'] as const;
export type StageAlone = (typeof STAGES_ALONE)[number];

/** What rows of one pipeline become when a stage alone runs again: the other stages, and their options, stay. */
const renewed = (base: Pipeline, atHand: Pipeline): Pipeline => ({
  stages: { ...base.stages, entities: atHand.stages.entities ?? '' },
  options: { ...base.options, entities: atHand.options.entities },
});

/** A pipeline that pages were made with, and what it becomes. */
export interface Renewal {
  readonly baseId: number;
  readonly baseVersion: string;
  readonly target: Pipeline;
}

/** What each pipeline of the store becomes when the entities alone are found again. */
export const renewals = async (database: Queryable, atHand: Pipeline): Promise<Renewal[]> => {
  const { rows } = await database.query<Pipeline & { id: number; version: string }>(
    'select id, version, stages, options from winnow.pipeline order by id',
  );
  return rows.map(({ id, version, ...base }) => ({
    baseId: id,
    baseVersion: version,
    target: renewed(base, atHand),
  }));
};

/** Whether a renewal changes anything: whether rows of its pipeline are outdated in that stage. */
export const isOutdated = ({ baseVersion, target }: Renewal): boolean =>
  baseVersion !== pipelineVersion(target);

/** Notes for a run what each pipeline becomes in it, so that its workers know. */
export const putRenewals = async (
  database: Database,
  run: number,
  planned: readonly Renewal[],
): Promise<void> => {
  const targets = planned.map(({ target }) => ({ version: pipelineVersion(target), target }));
  const ids = await putPipelines(database, new Map(targets.map(({ version, target }) => [version, target])));
  await database.query(
    `insert into winnow.renewal (run_id, base_id, pipeline_id)
     select $1, base_id, pipeline_id from unnest($2::int[], $3::int[]) as input (base_id, pipeline_id)`,
    [run, planned.map(({ baseId }) => baseId), targets.map(({ version }) => ids.get(version)!)],
  );
};
