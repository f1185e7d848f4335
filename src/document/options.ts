/** What a user may change about refining. Part of the pipeline version: a change makes rows outdated. */
export interface RefineOptions {
  /** Find names; the costliest stage. */
  readonly entities: boolean;
  /** Names of rules that are switched off, such as `text:share-line` or `model:block`. */
  readonly disabledRules: readonly string[];
}

export const DEFAULT_OPTIONS: RefineOptions = { entities: true, disabledRules: [] };
