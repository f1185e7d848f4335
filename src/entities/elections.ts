import type { Span } from './span.ts';

const YEAR_BEFORE = /\b(?:1[6-9]|20)\d\d $/;
const LONGEST_YEAR = 6;
const STARTS_WITH_YEAR = /^(?:1[6-9]|20)\d\d /;
const VOTE = '(?:by-)?(?:elections?|referendum|primary|primaries)';
const VOTE_BEHIND = new RegExp(`^ (?:\\p{Ll}[\\p{Ll}-]{1,14} ){0,3}${VOTE}\\b`, 'u');
const LONGEST_VOTE = 64;
const ENDS_WITH_VOTE = new RegExp(` ${VOTE}$`);

/** Where the vote ends that a name belongs to; -1 for none. */
const voteEnd = (text: string, span: Span): number => {
  if (ENDS_WITH_VOTE.test(text.slice(span.start, span.end))) return span.end;
  const behind = VOTE_BEHIND.exec(text.slice(span.end, span.end + LONGEST_VOTE));
  return behind === null ? -1 : span.end + behind[0].length;
};

/** A name that the tagger takes for no person, body or place, with a year before it and a vote behind it, is the vote's. */
const asVote = (text: string, span: Span): Span => {
  if (span.type !== 'other' && span.type !== 'event') return span;
  const end = voteEnd(text, span);
  if (end < 0) return span;
  if (STARTS_WITH_YEAR.test(text.slice(span.start, span.end)))
    return { start: span.start, end, type: 'event' };
  const year = YEAR_BEFORE.exec(text.slice(Math.max(0, span.start - LONGEST_YEAR), span.start));
  return year === null ? span : { start: span.start - year[0].length, end, type: 'event' };
};

/** "2004 United States presidential election": an election is one name although its last words are small. */
export const settleElections = (text: string, spans: readonly Span[]): Span[] =>
  spans.map((span) => asVote(text, span));
