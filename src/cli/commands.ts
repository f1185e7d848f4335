import type { Command } from 'commander';

type Add = (program: Command) => void;

/** Commands under the headings of the help. */
interface Group {
  readonly title: string;
  /** By name, what loads a command and answers with what adds it: a command loads only what it needs. */
  readonly commands: Readonly<Record<string, () => Promise<Add>>>;
}

export const GROUPS: readonly Group[] = [
  {
    title: 'Fill the store:',
    commands: {
      ingest: async () => (await import('./ingest.ts')).addIngest,
      work: async () => (await import('./work.ts')).addWork,
      schedule: async () => (await import('./schedule.ts')).addSchedule,
      learn: async () => (await import('./learn.ts')).addLearn,
      run: async () => (await import('./run.ts')).addRun,
      forget: async () => (await import('./forget.ts')).addForget,
      templates: async () => (await import('./templates.ts')).addTemplates,
      migrate: async () => (await import('./migrate.ts')).addMigrate,
      gazetteer: async () => (await import('./gazetteer.ts')).addGazetteer,
    },
  },
  {
    title: 'Ask it:',
    commands: {
      status: async () => (await import('./status.ts')).addStatus,
      search: async () => (await import('./search.ts')).addSearch,
      entity: async () => (await import('./entity.ts')).addEntity,
      explain: async () => (await import('./explain.ts')).addExplain,
      repeats: async () => (await import('./repeats.ts')).addRepeats,
      sql: async () => (await import('./sql.ts')).addSql,
      failures: async () => (await import('./failures.ts')).addFailures,
      export: async () => (await import('./export.ts')).addExport,
      serve: async () => (await import('./serve.ts')).addServe,
    },
  },
  {
    title: 'Refine it again:',
    commands: {
      reprocess: async () => (await import('./reprocess.ts')).addReprocess,
      diff: async () => (await import('./promote.ts')).addDiff,
      promote: async () => (await import('./promote.ts')).addPromote,
      discard: async () => (await import('./promote.ts')).addDiscard,
      history: async () => (await import('./history.ts')).addHistory,
    },
  },
  {
    title: 'Filters without a database:',
    commands: {
      inspect: async () => (await import('./inspect.ts')).addInspect,
      entities: async () => (await import('./entities.ts')).addEntities,
      dedupe: async () => (await import('./dedupe.ts')).addDedupe,
    },
  },
];
