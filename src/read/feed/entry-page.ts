import { escapeAttribute, escapeText } from 'entities';
import type { Origin, Page } from '../../document/index.ts';
import { idOrNull, urlOrNull } from '../scalars.ts';
import type { FeedEntry, FeedHead } from './entry.ts';
import { rfc822 } from './rfc822.ts';

const meta = (property: string, content: string | null): string =>
  content === null ? '' : `<meta property="${property}" content="${escapeAttribute(content)}">\n`;

const titleOf = ({ title }: FeedEntry): string => (title === null ? '' : escapeText(title));

const bodyOf = (entry: FeedEntry, url: string | null): string => {
  if (entry.content !== null) return entry.content;
  const more =
    url === null ? '' : `\n<p class="read-more"><a href="${escapeAttribute(url)}">Read more</a></p>`;
  return `${entry.summary ?? ''}${more}`;
};

/** An entry as a page of HTML: what it says of itself in the head, its content as given. */
const htmlOf = (entry: FeedEntry, head: FeedHead, url: string | null): string => {
  const language = entry.language ?? head.language;
  return [
    `<!doctype html>\n<html${language === null ? '' : ` lang="${escapeAttribute(language)}"`}>\n<head>\n`,
    `<meta charset="utf-8">\n<title>${titleOf(entry)}</title>\n`,
    url === null ? '' : `<link rel="canonical" href="${escapeAttribute(url)}">\n`,
    meta('og:type', 'article'),
    meta('og:site_name', head.title),
    meta('og:image', urlOrNull(entry.image)),
    meta('article:published_time', entry.published === null ? null : rfc822(entry.published)),
    meta('article:modified_time', entry.modified === null ? null : rfc822(entry.modified)),
    ...entry.authors.map((author) => meta('article:author', author)),
    ...entry.tags.map((tag) => meta('article:tag', tag)),
    `</head>\n<body>\n<article>\n<h1>${titleOf(entry)}</h1>\n${bodyOf(entry, url)}\n</article>\n</body>\n</html>\n`,
  ].join('');
};

/**
 * The page that an entry of a feed is. What a feed calls content is what its address shows; a summary is not, and must
 * not take the place of the page itself: its page has no address, and names it as the article's own.
 */
export const pageOf = (entry: FeedEntry, head: FeedHead, origin: Origin): Page => {
  const url = urlOrNull(entry.link);
  return {
    id: idOrNull(entry.id),
    url: entry.content === null ? null : url,
    mediaType: 'text/html',
    charset: 'utf-8',
    bytes: new TextEncoder().encode(htmlOf(entry, head, url)),
    fetchedAt: null,
    origin,
  };
};
