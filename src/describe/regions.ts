import type { Markup } from '../document/block.ts';

const FOREIGN =
  /(?:^|[\s_-])(?:comments?|commentlist|kommentare?|commentaires?|comentarios?|respond|replies|related|recommend\w*|recent|latest|popular|trending|teasers?|cards?|sidebar|widgets?|footer|menu|carousel|slider|more-?news|read-?more|most-?read|aside|events?)(?:$|[\s_-])/i;
const FOREIGN_TAGS: ReadonlySet<string> = new Set(['nav', 'footer', 'aside']);

/** For every element whether it stands in a part of the page that is about something else. */
export function foreignNodes(markup: Markup): Uint8Array {
  const foreign = new Uint8Array(markup.nodes.length);
  markup.nodes.forEach((node, index) => {
    const { class: names = '', id = '', itemprop = '', role = '' } = node.attributes;
    const own =
      FOREIGN_TAGS.has(node.tag) ||
      role === 'complementary' ||
      itemprop === 'comment' ||
      (node.tag !== 'body' &&
        node.tag !== 'html' &&
        node.tag !== 'main' &&
        FOREIGN.test(`${names.slice(0, 200)} ${id.slice(0, 80)}`));
    if (own || (node.parent >= 0 && foreign[node.parent] === 1)) foreign[index] = 1;
  });
  return foreign;
}
