import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, by what they took; a clone knows no times of earlier runs. */
const LONGEST = [
  'integration/reprocess',
  'integration/faults',
  'integration/runs',
  'integration/pipeline',
  'e2e/cli',
  'integration/embedded',
  'e2e/cli-runs',
  'integration/copies',
  'e2e/bad-input',
  'integration/schedules',
  'integration/forget',
  'integration/entities',
  'integration/teasers',
  'properties/entities',
  'e2e/readme',
  'properties/clean-html',
  'e2e/stopped',
  'integration/learn',
  'unit/read/memory',
  'properties/cost',
];

/** Starts the longest files first: one that begins when the others have ended leaves a core with nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
