import type { Span } from './span.ts';

const PLATFORMS: ReadonlySet<string> = new Set(
  'Twitter X Facebook YouTube Instagram WhatsApp Telegram TikTok LinkedIn Pinterest Reddit Snapchat Tumblr Flickr Vimeo Threads Bluesky Mastodon'.split(
    ' ',
  ),
);
const INVITATION = /\b(?:follow|share|tweet this|(?:like|find|join|connect with) us)\b/i;

const lineAround = (text: string, span: Span): string => {
  const start = text.lastIndexOf('\n', span.start) + 1;
  const end = text.indexOf('\n', span.end);
  return text.slice(
    Math.max(start, span.start - REACH),
    Math.min(end < 0 ? text.length : end, span.end + REACH),
  );
};
/** UTF-16 units on either side of a platform's name in which an invitation is looked for. */
const REACH = 60;

/** A video's title as a platform writes it: "Name – YouTube" at the end of a line. */
const isTrailer = (text: string, span: Span): boolean =>
  /[-–—|]\s?$/.test(text.slice(Math.max(0, span.start - 3), span.start)) &&
  /^\s*(?:\n|$)/.test(text.slice(span.end, span.end + 3));

/** Whether a platform is named only to say where to click: "follow us on Twitter and Facebook". */
export const isInvitation = (text: string, span: Span): boolean =>
  PLATFORMS.has(text.slice(span.start, span.end)) &&
  (isTrailer(text, span) || INVITATION.test(lineAround(text, span)));

const LABEL =
  'Cross[Rr]ef|PubMed|Medline|Google Scholar|PMC(?: free article)?|Web of Science|Scopus|DOI|Abstract|Full Text|Link';
const FIRST_OF_LABEL = /^(?:Cross[Rr]ef|PubMed|Medline|Google|PMC|Web of|Scopus|DOI|Full)\b/;
/** Labels side by side, or one in brackets. */
const LABELS = new RegExp(`\\[(?:${LABEL})\\]|(?:${LABEL})(?:[\\s/|,]+(?:${LABEL}))+`, 'g');

/** "[PubMed] [Google Scholar]" behind an entry of a list of works: where to look it up. */
export const isReferenceLink = (text: string, span: Span): boolean => {
  if (!FIRST_OF_LABEL.test(text.slice(span.start, span.end))) return false;
  const from = Math.max(0, span.start - REACH);
  for (const { index, 0: found } of text.slice(from, span.end + REACH).matchAll(LABELS))
    if (from + index < span.end && from + index + found.length > span.start) return true;
  return false;
};
