import type { Candidate } from './claim.ts';
import type { PageEvidence } from './evidence.ts';

/** How the options name a source that is switched off: `describe:meta:og:title`. */
const STAGE = 'describe:';

/** The sources that the options switch off, as claims name them. */
export const silenced = (disabledRules: readonly string[]): ReadonlySet<string> =>
  new Set(disabledRules.flatMap((name) => (name.startsWith(STAGE) ? [name.slice(STAGE.length)] : [])));

/** What sources say, without those that are switched off. */
export const heard = <T>(candidates: readonly Candidate<T>[], page: PageEvidence): readonly Candidate<T>[] =>
  page.silenced.size === 0 ? candidates : candidates.filter(({ source }) => !page.silenced.has(source));
