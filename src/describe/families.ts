import type { Candidate } from './claim.ts';

/** Sources of what readers see, on the page or as the title of its window, and of what its scripts hold. */
const SEEN = /^(?:block|time|text|title-element|script):/;

/** What is written by one hand, and so is wrong together: `jsonld`, `meta`, `microdata`, `address`, or `seen` for what is shown. */
export const family = ({ source }: Candidate<string>): string =>
  SEEN.test(source) ? 'seen' : source.slice(0, source.indexOf(':'));
