import type { Candidate, Choice } from './claim.ts';
import { relativeDate } from './dates/relative.ts';
import { type ArticleEvidence, inForeignRegion } from './evidence.ts';
import { heard } from './heard.ts';
import { aroundTitle } from './surroundings.ts';

/**
 * How long ago an article was published, when that is all its page says: "3 days ago" near the title. The
 * phrase counts back from the moment the page was made for its reader, which no stage knows: whoever reads the
 * store resolves it against the day of fetching.
 */
export function publishedAgoOf(evidence: ArticleEvidence, published: string | null): Choice<string> {
  if (published !== null) return { value: null, candidates: [] };
  const candidates = aroundTitle(evidence)
    .filter(({ role, node }) => (role === 'date' || role === 'byline') && !inForeignRegion(evidence, node))
    .flatMap((block): Candidate<string>[] => {
      const value = relativeDate(block.text, evidence.dates.language);
      return value === null ? [] : [{ value, source: `block:${block.role}` }];
    });
  const told = heard(candidates, evidence.page);
  // Several lines that differ belong to a list of stories or answers.
  const value = new Set(told.map((each) => each.value)).size === 1 ? told[0]!.value : null;
  return { value, candidates: told };
}
