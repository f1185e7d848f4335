import { clean, outline } from './clean/index.ts';
import { fingerprint } from './dedupe/index.ts';
import { describePage, describePosts } from './describe/index.ts';
import {
  type Article,
  articleText,
  type Block,
  blocksByArticle,
  DEFAULT_OPTIONS,
  type DecodedPage,
  type Fingerprint,
  optionsFor,
  type Page,
  type PageType,
  type Part,
  type Refined,
  type RefineOptions,
  type Stage,
} from './document/index.ts';
import { nameAgain, nameArticles } from './entities/name-articles.ts';
import { outcomeOf } from './errors.ts';
import { decode } from './read/decode.ts';
import { MEMBER_SINCE, type Split, split } from './split/index.ts';

/** What is needed of a page to refine it. */
export type RefinablePage = Pick<Page, 'url' | 'mediaType' | 'charset' | 'bytes'>;

/** Called when a stage begins: for timings and for knowing where a page failed. */
export type OnStage = (stage: Stage) => void;

const NOTHING = {
  code: null,
  stage: null,
  detail: null,
  pageType: 'other',
  language: null,
  charset: null,
  blocks: [],
  boundaries: [],
  articles: [],
} as const;

/** Kind of an error and the place in our code it came from: enough to group by, and no text of the page. */
const detailOf = (error: unknown): string => {
  const { name, stack } = error instanceof Error ? error : new Error(String(error));
  const place = /\/(?:src|dist)\/([\w./-]+:\d+)/.exec(stack ?? '')?.[1];
  return place === undefined ? name : `${name} at ${place}`;
};

type Described = Pick<Refined, 'pageType' | 'language' | 'blocks' | 'boundaries' | 'articles'>;

const refineDecoded = (page: DecodedPage, options: RefineOptions, onStage: OnStage): Described => {
  onStage('clean');
  const cleaned = clean(outline(page), page, options);
  onStage('split');
  const { blocks, boundaries, entries, posts } = split(cleaned, page, options);
  onStage('describe');
  const own = blocksByArticle(blocks);
  const places = entries.map((entry) => ({
    ordinal: entry.article,
    entryUrl: entry.url,
    section: entry.section,
    text: articleText(own.get(entry.article) ?? [], entry.article),
  }));
  const described = describePage({ cleaned, blocks, page, articles: places }, options);
  const articles = entries.map((entry, index): Article => {
    const { description, claims } = described[index]!;
    const { ordinal, text } = places[index]!;
    return {
      ...description,
      claims,
      ordinal,
      teaser: entry.teaser,
      text,
      parts: [],
      entities: [],
      dates: [],
      money: [],
      shares: [],
    };
  });
  if (articles.length === 1 && posts.length > 0)
    articles[0] = {
      ...articles[0]!,
      parts: partsOf(posts, { cleaned, blocks, page }, articles[0]!.language, options),
    };
  onStage('entities');
  const named = nameArticles(articles, own, options);
  return {
    pageType: pageTypeOf(cleaned.pageType, entries.length),
    language: mainLanguage(named),
    blocks,
    boundaries,
    articles: named,
  };
};

/** The posts of a thread with what each says of itself, as the entries of a listing do. */
const partsOf = (
  posts: Split['posts'],
  { cleaned, blocks, page }: Omit<Parameters<typeof describePage>[0], 'articles'>,
  language: string | null,
  options: RefineOptions,
): Part[] => {
  const postOf = new Map<number, number>();
  posts.forEach(({ block, until }, post) => {
    for (let index = block; index < until; index++) if (!postOf.has(index)) postOf.set(index, post + 1);
  });
  const posted = blocks.map((block, index) => ({
    ...block,
    article: block.rule === MEMBER_SINCE ? null : (postOf.get(index) ?? null),
  }));
  const own = blocksByArticle(posted);
  const articles = posts.map((_, index) => ({
    ordinal: index + 1,
    entryUrl: null,
    text: articleText(own.get(index + 1) ?? [], index + 1),
  }));
  const said = describePosts({ cleaned, blocks: posted, page, articles }, language, options);
  return posts.map(({ block, until, author }, index) => ({
    ordinal: index + 1,
    author: author ?? said[index]!.author,
    published: said[index]!.published,
    firstBlock: block,
    lastBlock: until - 1,
  }));
};

/** A page that was split is no article and no thread, whatever it looked like before its entries were told apart. */
const pageTypeOf = (type: PageType, articles: number): PageType =>
  (type === 'article' || type === 'forum') && articles > 1 ? 'listing' : type;

/** Language of most of the page's text. */
const mainLanguage = (articles: readonly Article[]): string | null => {
  const lengths = new Map<string, number>();
  for (const { language, text } of articles)
    if (language !== null) lengths.set(language, (lengths.get(language) ?? 0) + text.length);
  return [...lengths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
};

/**
 * Takes a page through every stage: bytes to text, blocks with roles, articles, what each says of itself,
 * the names in it. Never throws: what goes wrong is the outcome, with its code and stage. Pure: the same
 * page and options give the same result.
 */
export const refine = (
  page: RefinablePage,
  options: RefineOptions = DEFAULT_OPTIONS,
  onStage: OnStage = () => {},
): Refined => {
  let stage: Stage = 'decode';
  const enter: OnStage = (next) => {
    stage = next;
    onStage(next);
  };
  try {
    enter('decode');
    const decoded = decode(page);
    if (!decoded.ok) {
      const { code, detail } = decoded;
      return { ...NOTHING, outcome: outcomeOf(code), code, stage, detail };
    }
    const described = refineDecoded(decoded.page, optionsFor(options, page.url), enter);
    const outcome = described.articles.some((article) => article.text !== '') ? 'loaded' : 'empty';
    return { ...NOTHING, ...described, outcome, charset: decoded.page.charset };
  } catch (error) {
    return { ...NOTHING, outcome: 'failed', code: 'REFINE_FAILED', stage, detail: detailOf(error) };
  }
};

/**
 * Takes a page that has been refined before through the entities stage alone. Never throws, and pure, as `refine`.
 */
export const renew = (stored: Refined, options: RefineOptions, onStage: OnStage = () => {}): Refined => {
  try {
    onStage('entities');
    return nameAgain(stored, options);
  } catch (error) {
    return {
      ...NOTHING,
      outcome: 'failed',
      code: 'REFINE_FAILED',
      stage: 'entities',
      detail: detailOf(error),
    };
  }
};

/** Fingerprints of the blocks of a page, in their order. */
export const fingerprintBlocks = (blocks: readonly Block[]): Fingerprint[] =>
  blocks.map((block) => fingerprint(block.text));
