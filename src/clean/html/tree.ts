import type { ElementNode, Markup } from '../../document/block.ts';
import { HINT, hintsOf } from './class-words.ts';
import { isBlockLevel } from './elements.ts';

/** Where an element stands, inherited from the elements around it. */
export const REGION = {
  nav: 1 << 0,
  header: 1 << 1,
  footer: 1 << 2,
  aside: 1 << 3,
  form: 1 << 4,
  article: 1 << 5,
  main: 1 << 6,
  listItem: 1 << 7,
  cell: 1 << 8,
  pre: 1 << 9,
  quote: 1 << 10,
  figure: 1 << 11,
  caption: 1 << 12,
  heading: 1 << 13,
  definition: 1 << 14,
  hidden: 1 << 15,
  template: 1 << 16,
  noscript: 1 << 17,
  button: 1 << 18,
  control: 1 << 19,
  dialog: 1 << 20,
  script: 1 << 21,
  image: 1 << 22,
  time: 1 << 23,
  link: 1 << 24,
  bold: 1 << 25,
  section: 1 << 26,
  /** `itemprop` or `property` names the text of an article. */
  bodyProperty: 1 << 27,
} as const;

const TAG_REGION: Readonly<Record<string, number>> = {
  nav: REGION.nav,
  header: REGION.header,
  footer: REGION.footer,
  aside: REGION.aside,
  form: REGION.form,
  search: REGION.form,
  article: REGION.article,
  main: REGION.main,
  li: REGION.listItem,
  td: REGION.cell,
  th: REGION.cell,
  tr: REGION.cell,
  pre: REGION.pre,
  listing: REGION.pre,
  xmp: REGION.pre,
  blockquote: REGION.quote,
  figure: REGION.figure,
  figcaption: REGION.caption,
  h1: REGION.heading,
  h2: REGION.heading,
  h3: REGION.heading,
  h4: REGION.heading,
  h5: REGION.heading,
  h6: REGION.heading,
  dt: REGION.definition,
  dd: REGION.definition,
  template: REGION.template,
  noscript: REGION.noscript,
  button: REGION.button,
  select: REGION.control,
  option: REGION.control,
  textarea: REGION.control,
  label: REGION.control,
  legend: REGION.control,
  fieldset: REGION.control,
  output: REGION.control,
  dialog: REGION.dialog,
  script: REGION.script,
  img: REGION.image,
  svg: REGION.image,
  time: REGION.time,
  a: REGION.link,
  b: REGION.bold,
  strong: REGION.bold,
  section: REGION.section,
};

const ARIA_REGION: Readonly<Record<string, number>> = {
  navigation: REGION.nav,
  menu: REGION.nav,
  menubar: REGION.nav,
  menuitem: REGION.nav,
  tablist: REGION.nav,
  banner: REGION.header,
  contentinfo: REGION.footer,
  complementary: REGION.aside,
  search: REGION.form,
  form: REGION.form,
  article: REGION.article,
  main: REGION.main,
  listitem: REGION.listItem,
  dialog: REGION.dialog,
  alertdialog: REGION.dialog,
  button: REGION.button,
  heading: REGION.heading,
  figure: REGION.figure,
};

/** Elements of a page as flat arrays: what each is and what it stands in. */
export interface Tree {
  readonly size: number;
  readonly nodes: readonly ElementNode[];
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** Own and inherited `REGION` bits. */
  readonly regions: Int32Array;
  /** `HINT` bits of the element's own class and id. */
  readonly ownHints: Int32Array;
  /** `HINT` bits of the element and the two around it. */
  readonly nearHints: Int32Array;
  /** `HINT` bits of the element and all around it, `html` and `body` left out. */
  readonly hints: Int32Array;
  /** The innermost element at or above that starts a line of text. */
  readonly block: Int32Array;
  /** `HOLDS` bits of elements that start a line: what the markup states inside the line. */
  readonly holds: Uint8Array;
}

export const HOLDS = { time: 1, author: 2 } as const;

const HIDDEN_STYLE = /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

export function treeOf(markup: Markup): Tree {
  const { nodes } = markup;
  const size = nodes.length;
  const tree = {
    size,
    nodes,
    parent: new Int32Array(size),
    depth: new Int32Array(size),
    regions: new Int32Array(size),
    ownHints: new Int32Array(size),
    nearHints: new Int32Array(size),
    hints: new Int32Array(size),
    block: new Int32Array(size),
    holds: new Uint8Array(size),
  };
  const known = new Map<string, number>();
  const hints = (value: string): number => {
    const seen = known.get(value);
    if (seen !== undefined) return seen;
    const bits = hintsOf(value);
    known.set(value, bits);
    return bits;
  };
  for (let i = 0; i < size; i++) {
    const node = nodes[i]!;
    const { parent, tag, attributes } = node;
    const above = parent >= 0;
    const root = tag === 'html' || tag === 'body';
    const own = root ? 0 : ownHints(attributes, hints);
    const around = above ? tree.ownHints[parent]! : 0;
    const outer = above && nodes[parent]!.parent >= 0 ? tree.ownHints[nodes[parent]!.parent]! : 0;
    tree.parent[i] = parent;
    tree.depth[i] = above ? tree.depth[parent]! + 1 : 0;
    tree.ownHints[i] = own;
    tree.nearHints[i] = own | around | outer;
    tree.hints[i] = own | (above ? tree.hints[parent]! : 0);
    tree.regions[i] = (above ? tree.regions[parent]! : 0) | ownRegion(tag, attributes, own, root);
    tree.block[i] = above && !isBlockLevel(tag) ? tree.block[parent]! : i;
    if (tag === 'time') tree.holds[tree.block[i]!]! |= HOLDS.time;
    else if (attributes.rel === 'author' || attributes.itemprop === 'author')
      tree.holds[tree.block[i]!]! |= HOLDS.author;
  }
  return tree;
}

/** Classes that a system gives to an entry as a whole, and among them those that say where it is filed. */
const ENTRY = /(?:^|\s)(?:hentry|h-entry|type-post|status-publish|post-\d{1,9})(?:\s|$)/;
const FILED = /(?:^|\s)(?:category|tag|post_tag|topics?|section)-\S+/g;
const LONGEST_CLASS = 4_000;

/** The classes of an element without those that file an entry: a post on cookies is no banner about cookies. */
const withoutFiling = (classes: string): string =>
  classes.length <= LONGEST_CLASS && ENTRY.test(classes) ? classes.replace(FILED, ' ') : classes;

function ownHints(attributes: Readonly<Record<string, string>>, hints: (value: string) => number): number {
  let bits = 0;
  if (attributes.class !== undefined) bits |= hints(withoutFiling(attributes.class));
  if (attributes.id !== undefined) bits |= hints(attributes.id);
  const test = attributes['data-testid'] ?? attributes['data-component'];
  if (test !== undefined) bits |= hints(test);
  return bits;
}

function ownRegion(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  hints: number,
  root: boolean,
): number {
  let bits = TAG_REGION[tag] ?? 0;
  const role = attributes.role;
  if (role !== undefined) bits |= ARIA_REGION[role] ?? 0;
  const property = attributes.itemprop ?? attributes.property;
  if (property !== undefined && /articleBody|content:encoded/i.test(property)) bits |= REGION.bodyProperty;
  // Browsers show what stands in such a template: it is the shadow tree of the element around it.
  if (tag === 'template' && attributes.shadowrootmode !== undefined) bits &= ~REGION.template;
  // Some sites hide the whole page until a script has run.
  if (root) return bits;
  if (attributes.hidden !== undefined || attributes['aria-hidden'] === 'true') bits |= REGION.hidden;
  if (attributes['aria-modal'] === 'true') bits |= REGION.dialog;
  if ((hints & HINT.hidden) !== 0) bits |= REGION.hidden;
  if (attributes.style !== undefined && HIDDEN_STYLE.test(attributes.style)) bits |= REGION.hidden;
  return bits;
}
