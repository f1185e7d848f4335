import type { Block, Markup } from '../document/block.ts';

/** First words of classes and ids of parts that are about something else. */
const FOREIGN =
  /^(?:(?:site|page|global|main)[-_])?(?:comments?|commentlist|kommentare?|commentaires?|comentarios?|commenti|reacties|respond|replies|related|recommend\w*|recent|latest|popular|trending|teasers?|sidebar|widgets?|footer|menu|carousel|slider|mostread|most-read|readmore|read-more)(?:$|[-_](?![-_]))/i;
/** What every such name holds: most names are told apart by this alone. */
const MAY_BE_FOREIGN =
  /comm?ent|kommentar|reacties|respond|replies|related|recommend|recent|latest|popular|trending|teaser|sidebar|widget|footer|menu|carousel|slider|most-?read|read-?more/i;
const FOREIGN_TAGS: ReadonlySet<string> = new Set(['nav', 'aside']);
const WHOLE: ReadonlySet<string> = new Set(['html', 'body', 'main', 'article']);
/** How far up a footer looks for the article that it may be the foot of. */
const FAR = 40;

/** Answers of `isForeign` for one page: 0 not asked, 1 foreign, -1 not. */
export type KnownRegions = Int8Array;

/**
 * Begins the answers of a page: what holds the title or the longest block of an article is about
 * the article, whatever its class says (`has-sidebar`, `widget-area` around a whole page).
 */
export function knownRegions(markup: Markup | null, blocks: readonly Block[]): KnownRegions {
  const known = new Int8Array(markup?.nodes.length ?? 0);
  let title: Block | null = null;
  let longest: Block | null = null;
  for (const block of blocks) {
    if (block.role === 'title') title ??= block;
    else if (block.article !== null && block.text.length > (longest?.text.length ?? 0)) longest = block;
  }
  for (const block of [title, longest])
    for (let at = block?.node ?? -1; markup && at >= 0 && known[at] === 0; at = markup.nodes[at]!.parent)
      known[at] = -1;
  return known;
}

/** Whether an element stands in a part of the page that is about something else. */
export function isForeign(markup: Markup, node: number, known: KnownRegions): boolean {
  const path: number[] = [];
  let at = node;
  while (at >= 0 && known[at] === 0) {
    path.push(at);
    at = markup.nodes[at]!.parent;
  }
  let foreign = at >= 0 && known[at] === 1;
  for (let i = path.length - 1; i >= 0; i--) {
    foreign ||= opensForeign(markup, path[i]!);
    known[path[i]!] = foreign ? 1 : -1;
  }
  return foreign;
}

function opensForeign(markup: Markup, node: number): boolean {
  const { tag, attributes } = markup.nodes[node]!;
  if (WHOLE.has(tag)) return false;
  if (FOREIGN_TAGS.has(tag) || attributes.role === 'complementary' || attributes.itemprop === 'comment')
    return true;
  if (tag === 'footer') return !insideArticle(markup, node);
  const { class: classes, id } = attributes;
  return (
    (classes !== undefined && hasForeignName(classes.slice(0, 200))) ||
    (id !== undefined && hasForeignName(id.slice(0, 80)))
  );
}

const hasForeignName = (names: string): boolean =>
  MAY_BE_FOREIGN.test(names) && names.split(/\s+/).some((name) => FOREIGN.test(name));

function insideArticle(markup: Markup, node: number): boolean {
  for (let at = markup.nodes[node]!.parent, up = 0; at >= 0 && up < FAR; at = markup.nodes[at]!.parent, up++)
    if (markup.nodes[at]!.tag === 'article') return true;
  return false;
}
