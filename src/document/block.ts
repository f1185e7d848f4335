import type { PageType } from './page.ts';
import type { Role } from './role.ts';

/** A stretch of a block's text that is a link; offsets in UTF-16 code units of `text`. */
export interface LinkSpan {
  readonly start: number;
  readonly end: number;
  readonly href: string;
  /** The link's `rel`, in lower case, where it says what the link is for: tag, author, license. */
  readonly rel?: string;
}

/** One element of an HTML page that holds, or is an ancestor of, a block. */
export interface ElementNode {
  /** Index of the parent in `Markup.nodes`, -1 for the root. A parent always comes before its children. */
  readonly parent: number;
  /** Element name in lower case. */
  readonly tag: string;
  /** Attributes that carry evidence (id, class, role, rel, itemprop, itemtype, property, datetime, href, hidden, style, aria-*; src of images). */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What an HTML page says outside its text. */
export interface Markup {
  readonly nodes: readonly ElementNode[];
  /** Text of `<title>`. */
  readonly title: string | null;
  /** `<html lang>`. */
  readonly lang: string | null;
  /** `<meta>`: name, property, itemprop or http-equiv in lower case, with its content, in document order. */
  readonly metas: readonly (readonly [name: string, content: string])[];
  /** `<link>`: rel in lower case and href, in document order. */
  readonly links: readonly (readonly [rel: string, href: string])[];
  /** Raw text of each `<script type="application/ld+json">`. */
  readonly jsonLd: readonly string[];
  /** `<base href>`. */
  readonly base: string | null;
}

/** One line of a text page or one text-bearing element of an HTML page, in reading order, not yet judged. */
export interface RawBlock {
  /** 0-based position on the page. */
  readonly ordinal: number;
  /** 1-based line of a text page, null for HTML. */
  readonly line: number | null;
  readonly text: string;
  /** Index of the element in `Markup.nodes`; -1 on a text page. */
  readonly node: number;
  readonly links: readonly LinkSpan[];
}

/** A block with its role and the rule that decided. */
export interface JudgedBlock extends RawBlock {
  readonly role: Role;
  /** Stable name of the rule, `stage:what`, as the ledger stores it. */
  readonly rule: string;
  /** How sure a model was, 0 to 1; null where a rule decided. */
  readonly confidence: number | null;
}

/** A judged block with its place: 1-based article of the page, null when it belongs to the page. */
export interface Block extends JudgedBlock {
  readonly article: number | null;
}

/** A page taken apart: its blocks in reading order and, for HTML, what stands outside its text. */
export interface Outline {
  readonly blocks: readonly RawBlock[];
  readonly markup: Markup | null;
}

/** A page whose blocks are judged. */
export interface Cleaned {
  readonly blocks: readonly JudgedBlock[];
  readonly markup: Markup | null;
  readonly pageType: PageType;
}
