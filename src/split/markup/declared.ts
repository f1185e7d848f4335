import type { ElementNode, Markup } from '../../document/block.ts';

/** What a page says of itself outside its text. */
export interface Declared {
  /** It is one article. */
  readonly article: boolean;
  /** It is a list of articles, and of these. */
  readonly listed: ReadonlySet<string>;
  /** It is a live blog. */
  readonly live: boolean;
}

const WRITING = /"@type"\s*:\s*\[?\s*"(?:\w{0,20}Article|BlogPosting|Review)"/g;
const LIST = /"@type"\s*:\s*\[?\s*"(?:ItemList|Blog|CollectionPage|LiveBlogPosting|DataFeed)"/;
const LIVE = /"LiveBlogPosting"/;
const ADDRESS = /"(https?:(?:\\?\/)[^"\s]{1,500})"/g;

/** Reads `og:type` and JSON-LD: the types and addresses in it, without its structure. */
export const declaredBy = (markup: Markup): Declared => {
  let writings = 0;
  let live = false;
  const listed = new Set<string>();
  for (const json of markup.jsonLd) {
    live ||= LIVE.test(json);
    if (LIST.test(json))
      for (const [, address = ''] of json.matchAll(ADDRESS)) listed.add(address.replaceAll('\\/', '/'));
    else writings += json.match(WRITING)?.length ?? 0;
  }
  const isArticle = markup.metas.some(
    ([name, content]) => name === 'og:type' && content.trim().toLowerCase() === 'article',
  );
  return { article: !live && listed.size === 0 && (isArticle || writings === 1), listed, live };
};

const LIVE_CLASS =
  /(?:^|[\s_-])(?:live[\s_-]?(?:blog|feed|updates?|ticker|posts?|entry|entries|coverage)|liveticker|newsticker)(?:$|[\s_-])/i;
const LEVELS = 8;

/** Whether an element or one near above it is called a live blog. */
export const isInLiveBlog = (nodes: readonly ElementNode[], node: number): boolean => {
  for (let at = node, level = 0; at >= 0 && level < LEVELS; at = nodes[at]?.parent ?? -1, level++) {
    const { class: words = '', id = '' } = nodes[at]?.attributes ?? {};
    if (LIVE_CLASS.test(`${words} ${id}`.slice(0, 300))) return true;
  }
  return false;
};
