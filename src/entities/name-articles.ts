import {
  type Article,
  articleText,
  type Block,
  blocksByArticle,
  type Entity,
  type Mention,
  type Refined,
  type RefineOptions,
  titledText,
} from '../document/index.ts';
import { findDates, findEntities, statedMoney, statedShares } from './index.ts';
import { withoutProgramText } from './program-text.ts';

/** An article with the names, dates and sums of its text; program text holds none. */
const nameAll = (article: Article, blocks: readonly Block[]): Article => {
  const text = withoutProgramText(article.text, blocks);
  return {
    ...article,
    entities: findEntities(text, article),
    dates: findDates(text, article),
    money: statedMoney(text, article.language),
    shares: statedShares(text, article.language),
  };
};

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a stretch of a text begins and ends where words do. */
const isWhole = (text: string, start: number, end: number): boolean =>
  !LETTER.test(text.charAt(start - 1)) && !LETTER.test(text.charAt(end));

/** Whether none of `others` lies over a mention. */
const isFreeOf = (others: readonly Mention[], { start, end }: Mention): boolean =>
  !others.some((other) => other.start < end && other.end > start);

/** Mentions between `from` and `to` of a text of what `entities` are, by the forms of their mentions. */
const mentionsOf = (
  text: string,
  from: number,
  to: number,
  entities: readonly Entity[],
): ReadonlyMap<Entity, readonly Mention[]> => {
  const forms = new Map<string, Entity>();
  for (const entity of entities)
    for (const { text: form } of entity.mentions) if (!forms.has(form)) forms.set(form, entity);
  const found = new Map<Entity, Mention[]>();
  const taken: Mention[] = [];
  // Longer forms first: "Port Ellery Council" before "Port Ellery".
  for (const [form, entity] of [...forms].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1)))
    for (let start = text.indexOf(form, from); start >= 0 && start + form.length <= to; ) {
      const end = start + form.length;
      const mention = { start, end, text: form };
      if (isWhole(text, start, end) && isFreeOf(taken, mention)) {
        taken.push(mention);
        (found.get(entity) ?? found.set(entity, []).get(entity)!).push(mention);
      }
      start = text.indexOf(form, end);
    }
  return found;
};

/** Full names, bodies and places that the entries of a page name in their running texts, by form. */
const namesOnPage = (articles: readonly Article[]): ReadonlyMap<string, Entity> => {
  const known = new Map<string, Entity>();
  for (const { entities } of articles)
    for (const entity of entities) {
      if (!TITLE_TYPES.has(entity.type)) continue;
      for (const { text: form } of entity.mentions)
        if ((entity.type !== 'person' || form.includes(' ')) && !known.has(form)) known.set(form, entity);
    }
  return known;
};
const TITLE_TYPES: ReadonlySet<string> = new Set(['person', 'organization', 'place']);

const CAPITALS = /^\p{Lu}{2,}$/u;

/** A form that can hardly be another thing: of several words, or in capitals alone. */
const isPlain = (form: string): boolean => form.includes(' ') || CAPITALS.test(form);

/**
 * What a title alone names. Capitals say little there, so only what another entry of the page names in
 * its running text, as the same kind of thing or by a plain form.
 */
const namedInTitleAlone = (
  article: Article,
  title: { readonly text: string; readonly at: number },
  known: ReadonlyMap<string, Entity>,
  titled: readonly Mention[],
): Entity[] => {
  if (known.size === 0) return [];
  const taken = [...titled];
  const inText = <T extends Mention>(mention: T): T => ({
    ...mention,
    start: mention.start + title.at,
    end: mention.end + title.at,
  });
  const plain = [...new Set(known.values())].map((entity) => ({
    ...entity,
    mentions: entity.mentions.filter(({ text: form }) => isPlain(form) && known.get(form) === entity),
  }));
  const said = mentionsOf(title.text, 0, title.text.length, plain);
  const seen = findEntities(title.text, article).map((entity) => ({
    ...entity,
    mentions: entity.mentions.filter(({ text: form }) => known.get(form)?.type === entity.type),
  }));
  return [...[...said].map(([entity, mentions]) => ({ ...entity, mentions })), ...seen].flatMap(
    (entity): Entity[] => {
      const mentions = entity.mentions.map(inText).filter((mention) => isFreeOf(taken, mention));
      taken.push(...mentions);
      return mentions.length === 0 ? [] : [{ ...entity, roles: [], mentions }];
    },
  );
};

/** Short forms of bodies that another entry introduces: "the CFA", where that has "Coastal Ferry Authority (CFA)". */
const withShortForms = (article: Article, known: ReadonlyMap<string, Entity>): Article => {
  const bodies = [...new Set(known.values())]
    .filter(({ type }) => type === 'organization')
    .map((entity) => ({
      ...entity,
      roles: [],
      mentions: entity.mentions.filter(({ text: form }) => CAPITALS.test(form) && form !== entity.name),
    }));
  const taken = article.entities.flatMap(({ mentions }) => mentions);
  const added = [...mentionsOf(article.text, 0, article.text.length, bodies)].flatMap(
    ([entity, mentions]) => {
      const free = mentions.filter((mention) => isFreeOf(taken, mention));
      return free.length === 0 ? [] : [{ ...entity, mentions: free }];
    },
  );
  if (added.length === 0) return article;
  return {
    ...article,
    entities: [...article.entities, ...added].sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start),
  };
};

/** An entry's title joins its text after the rest is known: names and language are those of the running text. */
const withTitle = (
  article: Article,
  blocks: readonly Block[],
  known: ReadonlyMap<string, Entity>,
): Article => {
  const { text, at, by } = titledText(blocks, article.ordinal);
  const moved = (offset: number): number => (offset >= at ? offset + by : offset);
  const shifted = <T extends Mention>(mention: T): T => ({
    ...mention,
    start: moved(mention.start),
    end: moved(mention.end - 1) + 1,
  });
  const entities = article.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map(shifted) }));
  const titled = mentionsOf(text, at, at + by, entities);
  const byPlace = (a: Mention, b: Mention): number => a.start - b.start;
  const title = { text: text.slice(at, at + by).trimEnd(), at };
  const alone = namedInTitleAlone(article, title, known, [...titled.values()].flat());
  return {
    ...article,
    text,
    entities: [
      ...entities.map((entity) => ({
        ...entity,
        mentions: [...entity.mentions, ...(titled.get(entity) ?? [])].sort(byPlace),
      })),
      ...alone.filter(({ type, name }) => !entities.some((own) => own.type === type && own.name === name)),
    ].sort((a, b) => byPlace(a.mentions[0]!, b.mentions[0]!)),
    dates: article.dates.map(shifted),
    money: article.money.map(shifted),
    shares: article.shares.map(shifted),
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
  const found = options.entities
    ? articles.map((article) => nameAll(article, blocks.get(article.ordinal) ?? []))
    : [...articles];
  if (found.length === 1) return found;
  const known = namesOnPage(found);
  return found.map((article) =>
    withTitle(withShortForms(article, known), blocks.get(article.ordinal) ?? [], known),
  );
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
      shares: [],
    }),
  );
  return { ...refined, articles: nameArticles(articles, own, options) };
};
