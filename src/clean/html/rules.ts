import type { PageType } from '../../document/page.ts';
import type { Role } from '../../document/role.ts';
import type { BlockFacts } from './block-facts.ts';
import { HINT } from './class-words.ts';
import { HOLDS, REGION } from './tree.ts';

/** A named test; the first that holds says what a block is. */
export interface Rule {
  readonly name: string;
  readonly role: Role;
  readonly holds: (block: BlockFacts, page: PageFacts) => boolean;
}

/** What rules ask of the page. */
export interface PageFacts {
  readonly type: PageType;
  /** Hints of all elements around the title: what stands around the whole page says nothing of a part. */
  readonly aroundTitle: number;
}

const inRegion = (block: BlockFacts, bits: number): boolean => (block.regions & bits) !== 0;
const near = (block: BlockFacts, bits: number): boolean => (block.nearHints & bits) !== 0;
const anywhere = (block: BlockFacts, bits: number): boolean => (block.hints & bits) !== 0;
const own = (block: BlockFacts, bits: number): boolean => (block.ownHints & bits) !== 0;

/** Classes that say nothing but advertisement. */
const ADVERTISEMENT =
  /(?:^|[\s_-])(?:advert|advertisement|advertising|adslot|publicidad|publicite|publicité|werbung|anzeige|pubblicita|sponsored)(?:$|[\s_-])/i;
/** Addresses of people on forums. */
const POSTER =
  /\/(?:u|users?|members?|profile|profil|mitglied|membre|usuario)(?:\/|\.|\?|-)|[?&](?:u|user|member)=/i;
const LETTER = /\p{L}/u;
const DATE_LIKE = /\d/;
/** Classes of how long a text takes, which speak of time as dates do. */
const READING_TIME =
  /(?:^|[\s_-])(?:reading|read|lesezeit|duration|runtime|prep|cook|cooking|baking|total)(?:$|[\s_-])/i;
/** A line that is little more than a date: a year, some digits, a month's name. */
const YEAR = /(?:^|\D)(?:19|20)\d\d(?!\d)/;
const isDateLine = (text: string): boolean =>
  text.length <= 60 &&
  YEAR.test(text) &&
  text.split(/\s+/).length <= 10 &&
  (text.match(/\d/g)?.length ?? 0) >= 5;
/** "Posts: 96, Threads: 11, Joined: Feb 2011" on a line each: what forums say of who wrote a post. */
const POSTER_FACT = /^[^:：]{2,24}[:：]\s?[^:：]{1,24}$/;
const isPosterFacts = (text: string): boolean => {
  if (text.length > 160) return false;
  const lines = text.split('\n');
  const counted = lines.filter((line) => DATE_LIKE.test(line)).length;
  return lines.length > 1 && counted * 2 >= lines.length && lines.every((line) => POSTER_FACT.test(line));
};
/** How bylines open in languages whose word for it opens little else, and with the verbs that systems put before it. */
const BYLINE =
  /^(?:by|By|BY|von|Von|VON|par|Par|PAR|por|Por|POR|door|Door|(?:Posted|Published|Written) by|(?:Veröffentlicht|Geschrieben|Verfasst|Eingestellt|Gepostet|Erstellt) von|(?:Publié|Posté|Rédigé|Écrit) par|(?:Publicado|Escrito|Postado) por|(?:Pubblicato|Postato|Scritto) da|Geplaatst door|(?:Skrevet|Publisert) av|(?:Skriven|Upplagd|Inlagd) av|(?:Skrevet|Indsendt) af|Autor wpisu:|Автор:|Автор:|بقلم|كتبت?|文[／/]|作者[:：])\s{0,3}[^\p{Ll}\d\s]/u;
const isByline = (text: string): boolean => text.length <= 90 && BYLINE.test(text) && !/[.!?。؟]$/.test(text);
/** One word after the opening: a name only where bylines are expected, else a menu's "By method". */
const ONE_WORD = /^\S+\s+\S+$/;
const isNamed = (b: BlockFacts): boolean =>
  !ONE_WORD.test(b.text) || near(b, HINT.byline) || inRegion(b, REGION.article);
const COPYRIGHT =
  /^(?:©|\(c\) (?:19|20)\d\d|copyright\b)|©\s?(?:19|20)\d\d|版[权權]所有|جميع الحقوق|all rights reserved|alle rechte vorbehalten|tous droits réservés|derechos reservados|direitos reservados|tutti i diritti|rechten voorbehouden|все права защищены/i;

/** What a post quotes of another, which some systems put in an `aside` of its own. */
const isQuotedPost = (b: BlockFacts, { type }: PageFacts): boolean =>
  type === 'forum' && anywhere(b, HINT.quote) && anywhere(b, HINT.post);

/** What every notice of that kind names; in the languages of the web the word is borrowed. */
const CONSENT_WORD = /cookie|gdpr|dsgvo|rgpd|кук[иі]|печиво|כוגיות|עוגיות|ملفات تعريف|クッキー|쿠키/i;

/** Where classes of tags and categories are of badges, rows of goods, and lists of boards. */
const TAGLESS: ReadonlySet<PageType> = new Set(['product', 'collection', 'forum']);

/** Classes of a line that says what an article had wrong. */
const CORRECTION =
  /(?:^|[\s_-])(?:correction|corrections|erratum|berichtigung|rectificatif|rectificación)(?:$|[\s_-])/i;
/** Shorter lines lead to a page of corrections. */
const SHORTEST_CORRECTION = 60;

/** Markup that was escaped once too often and so is read as text; an attribute of it may hold a whole caption. */
const ESCAPED = /^<(?:img|iframe|picture|source|video|amp-img)\s[^<]*>/;

/** Rules that hold whatever the model says. */
export const CERTAIN_RULES: readonly Rule[] = [
  { name: 'html:embedded-text', role: 'paragraph', holds: (b) => inRegion(b, REGION.script) },
  {
    name: 'html:escaped-markup',
    role: 'template',
    holds: (b) =>
      ESCAPED.test(b.text) && b.text.endsWith('>') && !inRegion(b, REGION.pre) && b.tag !== 'code',
  },
  { name: 'html:image-alt', role: 'image-alt', holds: (b) => b.inner === 'img' || b.inner === 'svg' },
  {
    name: 'html:correction-note',
    role: 'paragraph',
    holds: (b, { type }) =>
      type === 'article' &&
      b.length >= SHORTEST_CORRECTION &&
      b.linkDensity < 0.3 &&
      CORRECTION.test(b.lineClass.slice(0, 200)) &&
      !inRegion(b, REGION.nav | REGION.footer | REGION.aside | REGION.form | REGION.hidden),
  },
];

/** Rules about what a block is by its own markup, whether it is wanted or not. Order matters. */
export const FURNITURE_RULES: readonly Rule[] = [
  {
    name: 'html:consent-layer',
    role: 'template',
    holds: (b) => anywhere(b, HINT.consent) && !inRegion(b, REGION.article),
  },
  {
    name: 'html:consent-note',
    role: 'template',
    holds: (b) =>
      near(b, HINT.consent) &&
      CONSENT_WORD.test(b.text) &&
      !inRegion(b, REGION.article | REGION.main | REGION.heading),
  },
  {
    // Names and dates of other stories are not those of the article.
    name: 'html:related-class',
    role: 'related',
    holds: (b, { type, aroundTitle }) =>
      type === 'article' && anywhere(b, HINT.related & ~aroundTitle) && !inRegion(b, REGION.heading),
  },
  {
    name: 'html:figcaption',
    role: 'caption',
    holds: (b) => inRegion(b, REGION.caption) && !inRegion(b, REGION.pre),
  },
  {
    name: 'html:caption-class',
    role: 'caption',
    holds: (b) =>
      near(b, HINT.caption) &&
      b.length < 400 &&
      b.linkDensity < 0.8 &&
      !inRegion(b, REGION.heading | REGION.nav | REGION.footer | REGION.control | REGION.button),
  },
  {
    name: 'html:breadcrumb',
    role: 'breadcrumb',
    holds: (b) => anywhere(b, HINT.breadcrumb) || /breadcrumb/i.test(b.attributes['aria-label'] ?? ''),
  },
  {
    name: 'html:author-property',
    role: 'byline',
    holds: (b) => b.length < 120 && (b.attributes.itemprop === 'author' || b.attributes.rel === 'author'),
  },
  {
    name: 'html:author-and-time',
    role: 'byline',
    holds: (b) => b.length < 120 && b.holds === (HOLDS.time | HOLDS.author) && !inRegion(b, REGION.heading),
  },
  {
    name: 'html:poster-facts',
    role: 'byline',
    holds: (b, page) => page.type === 'forum' && isPosterFacts(b.text),
  },
  {
    name: 'html:reading-time',
    role: 'other',
    holds: (b) =>
      b.length < 40 &&
      DATE_LIKE.test(b.text) &&
      READING_TIME.test((b.attributes.class ?? '').slice(0, 200)) &&
      !inRegion(b, REGION.heading),
  },
  {
    name: 'html:time-element',
    role: 'date',
    holds: (b) => b.length < 60 && inRegion(b, REGION.time) && DATE_LIKE.test(b.text),
  },
  {
    name: 'html:advertisement-label',
    role: 'advertisement',
    holds: (b) => b.length < 300 && ADVERTISEMENT.test((b.attributes.class ?? '').slice(0, 200)),
  },
  {
    name: 'html:dateline-class',
    role: 'dateline',
    holds: (b) =>
      b.length < 60 &&
      /\b(?:dateline|spitzmarke|ortsmarke)\b/i.test(b.attributes.class ?? '') &&
      !DATE_LIKE.test(b.text),
  },
  {
    name: 'html:date-class',
    role: 'date',
    holds: (b) =>
      own(b, HINT.date) &&
      b.length < 60 &&
      DATE_LIKE.test(b.text) &&
      !inRegion(b, REGION.heading) &&
      !READING_TIME.test((b.attributes.class ?? '').slice(0, 200)),
  },
  {
    name: 'html:byline-class',
    role: 'byline',
    holds: (b) =>
      near(b, HINT.byline) &&
      b.length < 100 &&
      LETTER.test(b.text) &&
      !inRegion(b, REGION.heading | REGION.footer | REGION.nav | REGION.control | REGION.form),
  },
  {
    name: 'html:byline-opening',
    role: 'byline',
    holds: (b) => isByline(b.text) && isNamed(b) && !inRegion(b, REGION.heading | REGION.nav),
  },
  {
    name: 'html:date-line',
    role: 'date',
    holds: (b) =>
      isDateLine(b.text) && !inRegion(b, REGION.heading | REGION.nav | REGION.footer | REGION.cell),
  },
  {
    name: 'html:tag-list',
    role: 'tags',
    holds: (b, { type }) =>
      !TAGLESS.has(type) &&
      near(b, HINT.tags) &&
      !near(b, HINT.navigation) &&
      b.linkDensity > 0.5 &&
      b.length < 300 &&
      !inRegion(b, REGION.heading | REGION.nav | REGION.footer),
  },
  { name: 'html:control', role: 'form', holds: (b) => inRegion(b, REGION.control | REGION.button) },
];

/** Rules about what surrounds an article; they name what was dropped. Order matters. */
export const SURROUND_RULES: readonly Rule[] = [
  { name: 'html:template-element', role: 'template', holds: (b) => inRegion(b, REGION.template) },
  { name: 'html:nav-element', role: 'navigation', holds: (b) => inRegion(b, REGION.nav) },
  { name: 'html:copyright-line', role: 'copyright', holds: (b) => b.length < 400 && COPYRIGHT.test(b.text) },
  {
    name: 'html:comment-class',
    role: 'comments',
    holds: (b, page) => page.type !== 'forum' && anywhere(b, HINT.comments),
  },
  {
    name: 'html:remark-class',
    role: 'comments',
    holds: (b, page) => page.type === 'forum' && anywhere(b, HINT.comments) && !inRegion(b, REGION.control),
  },
  { name: 'html:share-class', role: 'share', holds: (b) => near(b, HINT.share) && b.length < 200 },
  {
    name: 'html:advertisement-class',
    role: 'advertisement',
    holds: (b) => near(b, HINT.advertisement) && b.length < 600,
  },
  { name: 'html:related-class', role: 'related', holds: (b) => anywhere(b, HINT.related) },
  {
    name: 'html:dialog',
    role: 'template',
    holds: (b) => inRegion(b, REGION.dialog) || anywhere(b, HINT.dialog),
  },
  { name: 'html:form-element', role: 'form', holds: (b) => inRegion(b, REGION.form) && b.length < 400 },
  { name: 'html:form-class', role: 'form', holds: (b) => near(b, HINT.form) && b.length < 400 },
  {
    name: 'html:footer-element',
    role: 'template',
    holds: (b) => inRegion(b, REGION.footer) && !inRegion(b, REGION.article),
  },
  {
    name: 'html:copyright-class',
    role: 'copyright',
    holds: (b) => near(b, HINT.copyright) && b.length < 400,
  },
  {
    name: 'html:navigation-class',
    role: 'navigation',
    holds: (b) => anywhere(b, HINT.navigation) && (b.linkDensity > 0.3 || b.length < 80),
  },
  { name: 'html:pager', role: 'navigation', holds: (b) => near(b, HINT.pager) && b.length < 200 },
  {
    name: 'html:footer-class',
    role: 'template',
    holds: (b) => anywhere(b, HINT.footer) && !inRegion(b, REGION.article),
  },
  {
    name: 'html:page-header',
    role: 'template',
    holds: (b) => inRegion(b, REGION.header) && !inRegion(b, REGION.article | REGION.main | REGION.heading),
  },
  {
    name: 'html:aside-element',
    role: 'related',
    holds: (b, page) => inRegion(b, REGION.aside) && !inRegion(b, REGION.article) && !isQuotedPost(b, page),
  },
  {
    name: 'html:aside-class',
    role: 'related',
    holds: (b, page) => anywhere(b, HINT.aside) && !inRegion(b, REGION.article) && !isQuotedPost(b, page),
  },
  { name: 'html:author-biography', role: 'byline', holds: (b) => anywhere(b, HINT.biography) },
  {
    name: 'html:read-more',
    role: 'read-more',
    holds: (b) => near(b, HINT.readMore) && b.linkDensity > 0.8 && b.length < 60,
  },
  {
    name: 'html:listing-title',
    role: 'listing-title',
    holds: (b) => inRegion(b, REGION.heading) && b.linkDensity > 0.8,
  },
  {
    name: 'html:teaser-class',
    role: 'teaser',
    holds: (b) =>
      near(b, HINT.card) && b.length >= 60 && (inRegion(b, REGION.article) || b.linkDensity > 0.3),
  },
  { name: 'html:hidden', role: 'template', holds: (b) => inRegion(b, REGION.hidden) },
  { name: 'html:noscript', role: 'template', holds: (b) => inRegion(b, REGION.noscript) && b.length < 300 },
  {
    name: 'html:poster-link',
    role: 'byline',
    holds: (b, page) =>
      page.type === 'forum' &&
      b.linkDensity > 0.8 &&
      b.length < 40 &&
      b.href !== null &&
      POSTER.test(b.href.slice(0, 300)),
  },
  { name: 'html:link-density', role: 'navigation', holds: (b) => b.linkDensity > 0.75 && b.length < 300 },
];

/** The text role that the markup gives to a block that belongs to an article. */
export const TEXT_RULES: readonly Rule[] = [
  { name: 'html:heading-element', role: 'heading', holds: (b) => inRegion(b, REGION.heading) },
  { name: 'html:preformatted', role: 'code', holds: (b) => inRegion(b, REGION.pre) || b.tag === 'code' },
  { name: 'html:blockquote', role: 'quote', holds: (b) => inRegion(b, REGION.quote) },
  {
    name: 'html:table-row',
    role: 'table',
    holds: (b) => b.tag === 'tr' || b.tag === 'td' || b.tag === 'th' || b.tag === 'caption',
  },
  {
    name: 'html:list-item',
    role: 'list-item',
    holds: (b) =>
      b.tag === 'li' || b.tag === 'dt' || b.tag === 'dd' || (inRegion(b, REGION.listItem) && b.length < 120),
  },
];

/** Of the rules above, those that hold inside an article as well: on every page, on all but forums, on forums, on articles. */
const APART = new Set([
  'html:consent-note',
  'html:figcaption',
  'html:reading-time',
  'html:time-element',
  'html:date-class',
  'html:dateline-class',
  'html:comment-class',
  'html:advertisement-label',
  'html:read-more',
]);
const APART_BUT_ON_FORUMS = new Set(['html:author-property', 'html:author-and-time']);
const APART_ON_FORUMS = new Set(['html:date-line', 'html:poster-facts']);
const APART_ON_ARTICLES = new Set([
  'html:byline-opening',
  'html:caption-class',
  'html:tag-list',
  'html:byline-class',
]);

/**
 * Rules that take a block out of the text although the model counts it as content: captions, dates,
 * bylines and remarks of readers stand among the paragraphs of an article without being its text.
 */
export const APART_RULES: readonly Rule[] = [...FURNITURE_RULES, ...SURROUND_RULES].flatMap((rule) => {
  if (APART.has(rule.name)) return [rule];
  const fits = (type: PageType): boolean =>
    (APART_ON_FORUMS.has(rule.name) && type === 'forum') ||
    (APART_BUT_ON_FORUMS.has(rule.name) && type !== 'forum') ||
    (APART_ON_ARTICLES.has(rule.name) && type === 'article');
  if (![APART_ON_FORUMS, APART_BUT_ON_FORUMS, APART_ON_ARTICLES].some((names) => names.has(rule.name)))
    return [];
  return [
    { ...rule, holds: (block: BlockFacts, page: PageFacts) => fits(page.type) && rule.holds(block, page) },
  ];
});
