import {
  type Article,
  articleText,
  type Block,
  blocksByArticle,
  type Mention,
  type Refined,
  type RefineOptions,
  titledText,
} from './document/index.ts';
import { findDates, findEntities, statedMoney } from './entities/index.ts';

/** An article with the names, dates and sums of its text. */
const nameAll = (article: Article): Article => ({
  ...article,
  entities: findEntities(article.text, article),
  dates: findDates(article.text, article),
  money: statedMoney(article.text, article.language),
});

/** An entry's title joins its text after the rest is known: names and language are those of the running text. */
const withTitle = (article: Article, blocks: readonly Block[]): Article => {
  const { text, at, by } = titledText(blocks, article.ordinal);
  const moved = (offset: number): number => (offset >= at ? offset + by : offset);
  const shifted = <T extends Mention>(mention: T): T => ({
    ...mention,
    start: moved(mention.start),
    end: moved(mention.end - 1) + 1,
  });
  return {
    ...article,
    text,
    entities: article.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map(shifted) })),
    dates: article.dates.map(shifted),
    money: article.money.map(shifted),
  };
};

/**
 * The articles of a page, whose text is still the running text alone, with the names, dates and sums in it; those
 * that share their page get their titles into their texts. `blocks` are those of each article.
 */
export const nameArticles = (
  articles: readonly Article[],
  blocks: ReadonlyMap<number, readonly Block[]>,
  options: Pick<RefineOptions, 'entities'>,
): Article[] => {
  const found = options.entities ? articles.map(nameAll) : [...articles];
  return found.length > 1
    ? found.map((article) => withTitle(article, blocks.get(article.ordinal) ?? []))
    : found;
};

/** A page that has been refined before with its names, dates and sums found anew; all else stays as it was. */
export const nameAgain = (refined: Refined, options: Pick<RefineOptions, 'entities'>): Refined => {
  const own = blocksByArticle(refined.blocks);
  const articles = refined.articles.map(
    (article): Article => ({
      ...article,
      text: articleText(own.get(article.ordinal) ?? [], article.ordinal),
      entities: [],
      dates: [],
      money: [],
    }),
  );
  return { ...refined, articles: nameArticles(articles, own, options) };
};
