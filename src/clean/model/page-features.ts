import type { Markup } from '../../document/block.ts';
import type { BlockFacts } from '../html/block-facts.ts';
import { REGION, type Tree } from '../html/tree.ts';
import { log1 } from './columns.ts';
import type { TextStats } from './text-stats.ts';

/** Evidence about a page as a whole, one row; the order of the names is part of the model. */
export interface PageVector {
  readonly names: readonly string[];
  readonly values: Float32Array;
}

/** What the text of any page says of its kind: sums over its blocks. */
export function textPageFeatures(texts: readonly string[], stats: TextStats): [string, number][] {
  const rows = texts.length;
  let chars = 0,
    linked = 0,
    prose = 0,
    proseBlocks = 0,
    longest = 0,
    short = 0,
    prices = 0,
    questions = 0,
    dates = 0,
    ended = 0,
    words = 0,
    run = 0,
    longestRun = 0,
    medium = 0;
  for (let i = 0; i < rows; i++) {
    const length = stats.length[i]!;
    chars += length;
    words += stats.words[i]!;
    linked += length * stats.linkDensity[i]!;
    ended += stats.ended[i]!;
    if (stats.prose[i]) {
      prose += length;
      proseBlocks++;
      run += length;
      if (length > longest) longest = length;
    } else if (stats.words[i]! > 3) run = 0;
    if (run > longestRun) longestRun = run;
    if (stats.words[i]! <= 3) short++;
    else if (stats.words[i]! < 15) medium++;
    const text = texts[i]!;
    if (length < 60 && /\d/.test(text)) {
      if (/[$€£¥₹]\s?\d|\d\s?(?:€|£|zł|kr|USD|EUR)/.test(text)) prices++;
      if (/(?:^|\D)(?:19|20)\d\d(?!\d)/.test(text)) dates++;
    }
    if (/[?？؟]/.test(text.slice(-2))) questions++;
  }
  const n = Math.max(1, rows);
  return [
    ['page:blocks', log1(rows)],
    ['page:chars', log1(chars)],
    ['page:link-density', chars > 0 ? linked / chars : 0],
    ['page:prose-share', chars > 0 ? prose / chars : 0],
    ['page:prose-blocks', log1(proseBlocks)],
    ['page:prose-block-share', proseBlocks / n],
    ['page:prose-length', log1(prose / Math.max(1, proseBlocks))],
    ['page:longest', log1(longest)],
    ['page:longest-run', log1(longestRun)],
    ['page:run-share', prose > 0 ? longestRun / prose : 0],
    ['page:short-share', short / n],
    ['page:medium-share', medium / n],
    ['page:prices', log1(prices)],
    ['page:price-share', prices / n],
    ['page:dates', log1(dates)],
    ['page:date-share', dates / n],
    ['page:questions', log1(questions)],
    ['page:ended-share', ended / n],
    ['page:words-per-block', log1(words / n)],
  ];
}

/** What the address says: its depth, length, numbers and common words of paths. */
export function addressFeatures(url: string | null): [string, number][] {
  let path = '';
  let host = '';
  const match = url === null ? null : /^[a-z]+:\/\/([^/?#]*)([^?#]*)(.*)$/i.exec(url.slice(0, 600));
  if (match) {
    host = match[1]!.toLowerCase();
    path = match[2]!;
  }
  const parts = path.split('/').filter((part) => part !== '');
  const lastPart = parts.at(-1) ?? '';
  const lower = path.toLowerCase();
  const flag = (pattern: RegExp, text: string) => (pattern.test(text) ? 1 : 0);
  return [
    ['url:depth', parts.length],
    ['url:last-length', log1(lastPart.length)],
    ['url:hyphens', log1(lastPart.split('-').length - 1)],
    ['url:digits', flag(/\d{4,}/, lastPart)],
    ['url:dated', flag(/\/(?:19|20)\d\d[/-]\d\d?/, path)],
    ['url:query', match && match[3]!.startsWith('?') ? 1 : 0],
    ['url:page-file', flag(/\.(?:html?|php|aspx?|jsp)$/, lower)],
    ['url:forum', flag(/forum|thread|topic|viewtopic|\/t\/|discussion|community|questions?\//, host + lower)],
    ['url:product', flag(/\/(?:products?|p|dp|item|itm|shop|produkt|produit|producto|store)(?:\/|-)/, lower)],
    [
      'url:collection',
      flag(/\/(?:collections?|categor(?:y|ies)|c|browse|departments?|kategorie|catalog)(?:\/|$)/, lower),
    ],
    [
      'url:documentation',
      flag(
        /\/(?:docs?|documentation|api|reference|manual|guide|wiki|help|learn|tutorials?)(?:\/|$)/,
        lower,
      ) || flag(/^(?:docs?|developer|help|support|wiki|learn)\./, host),
    ],
    [
      'url:news',
      flag(
        /\/(?:news|article|articles|story|blog|posts?|artikel|actualite|noticias?|nachrichten)(?:\/|$)/,
        lower,
      ),
    ],
    ['url:tag', flag(/\/(?:tags?|topics?|author|authors|search|archive|section)(?:\/|$)/, lower)],
    ['url:service', flag(/\/(?:services?|solutions?|leistungen|pricing|features|about)(?:\/|$)/, lower)],
  ];
}

/** What elements and metadata say of a page's kind. */
export function markupPageFeatures(
  markup: Markup,
  facts: readonly BlockFacts[],
  tree: Tree,
): [string, number][] {
  const tags = new Map<string, number>();
  let articles = 0;
  for (let i = 0; i < tree.size; i++) {
    const tag = tree.nodes[i]!.tag;
    tags.set(tag, (tags.get(tag) ?? 0) + 1);
    if ((tree.regions[i]! & REGION.article) !== 0 && tag === 'article') articles++;
  }
  const count = (tag: string) => log1(tags.get(tag) ?? 0);
  let ogType = 0;
  let published = 0;
  let price = 0;
  for (const [name, content] of markup.metas) {
    if (name === 'og:type') ogType = OG_TYPES[content.toLowerCase()] ?? 1;
    if (name === 'article:published_time' || name === 'datepublished') published = 1;
    if (name.includes('price')) price = 1;
  }
  const ld = markup.jsonLd.join('\n').slice(0, 20_000);
  const flag = (pattern: RegExp, text: string) => (pattern.test(text) ? 1 : 0);
  const regionShare = (bit: number) => {
    let inRegion = 0;
    for (const fact of facts) if ((fact.regions & bit) !== 0) inRegion += fact.length;
    return inRegion;
  };
  let chars = 1;
  for (const fact of facts) chars += fact.length;
  return [
    ['page:articles', log1(articles)],
    ['page:h1', count('h1')],
    ['page:h2', count('h2')],
    ['page:h3', count('h3')],
    ['page:paragraphs', count('p')],
    ['page:items', count('li')],
    ['page:rows', count('tr')],
    ['page:images', count('img')],
    ['page:pre', count('pre')],
    ['page:code', count('code')],
    ['page:buttons', count('button')],
    ['page:forms', count('form')],
    ['page:times', count('time')],
    ['page:quotes', count('blockquote')],
    ['page:definitions', count('dt')],
    ['page:figures', count('figcaption')],
    ['page:sections', count('section')],
    ['page:nodes', log1(tree.size)],
    ['page:og-type', ogType],
    ['page:published', published],
    ['page:price-meta', price],
    ['page:ld-article', flag(/"(?:News|Blog|Tech)?(?:Article|Posting)"/, ld)],
    ['page:ld-product', flag(/"Product"/, ld)],
    ['page:ld-forum', flag(/"(?:DiscussionForumPosting|QAPage)"/, ld)],
    ['page:ld-list', flag(/"(?:ItemList|CollectionPage)"/, ld)],
    ['page:in-main', regionShare(REGION.main) / chars],
    ['page:in-article', regionShare(REGION.article) / chars],
    ['page:in-item', regionShare(REGION.listItem) / chars],
    ['page:in-cell', regionShare(REGION.cell) / chars],
  ];
}

const OG_TYPES: Readonly<Record<string, number>> = {
  website: 2,
  product: 3,
  'og:product': 3,
  'product.group': 3,
  article: 5,
  'video.other': 1,
};

export function vectorOf(pairs: readonly (readonly [string, number])[]): PageVector {
  return { names: pairs.map(([name]) => name), values: Float32Array.from(pairs, ([, value]) => value) };
}
