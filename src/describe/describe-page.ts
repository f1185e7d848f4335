import type { Claim, Description } from '../document/article.ts';
import type { Block, Cleaned } from '../document/block.ts';
import type { RefineOptions } from '../document/options.ts';
import { publishedAgoOf } from './ago.ts';
import { authorsOf } from './authors.ts';
import { breadcrumbOf } from './breadcrumb.ts';
import { type Candidate, claimsOf } from './claim.ts';
import { creditsOf } from './credits.ts';
import { datelineOf } from './dateline.ts';
import { confidenceOf, signsOf } from './days/confidence.ts';
import { type DatedLine, datedLines } from './days/dated-lines.ts';
import { type ArticleEvidence, articleEvidence, type DescribedPage, pageEvidence } from './evidence.ts';
import { mainImageOf } from './image.ts';
import { keywordsOf } from './keywords.ts';
import { detectLanguage } from './language.ts';
import { ownArticle } from './own-article.ts';
import { modifiedOf, type PublishedChoice, publishedOf } from './published.ts';
import { foreignQuotesOf } from './quotes.ts';
import { descriptionOf, licenceOf, sectionOf, siteNameOf, urlOf } from './site.ts';
import { tagsOf } from './tags.ts';
import { titleOf } from './title.ts';

/** One article of the page to describe. */
interface ArticlePlace {
  /** 1-based, as `Block.article` counts. */
  readonly ordinal: number;
  /** Link of a listing's entry; null for an article with the page to itself. */
  readonly entryUrl: string | null;
  /** What stands over the group of a listing's entry. */
  readonly section?: string | null;
  readonly text: string;
}

interface DescribeInput {
  readonly cleaned: Pick<Cleaned, 'markup' | 'pageType'>;
  /** All blocks of the page, with their articles. */
  readonly blocks: readonly Block[];
  readonly page: DescribedPage;
  readonly articles: readonly ArticlePlace[];
}

interface Described {
  readonly description: Description;
  /** Everything that any source said, in the order in which sources are believed. */
  readonly claims: readonly Claim[];
}

/** The title, the first day and the people of an article, with what they were weighed against. */
function mainValues(evidence: ArticleEvidence, site: string | null, group: string | null = null) {
  const dateline = datelineOf(evidence);
  const title = titleOf(evidence, site);
  const dated = datedLines(evidence, dateline.date);
  const published = publishedOf(evidence, dated);
  const titles = title.candidates.map(({ value }) => value);
  const section = sectionOf(evidence, titles, site, group);
  const breadcrumb = breadcrumbOf(evidence, titles);
  const authors = authorsOf(evidence, site, title.value, [
    ...section.candidates.map(({ value }) => value),
    ...(breadcrumb.value ?? []),
  ]);
  return { dateline, title, dated, published, section, breadcrumb, authors };
}

/** How sure the day of publication is; null where there is none. */
function confidenceIn(
  { value, told, likelihoods }: PublishedChoice,
  lines: readonly DatedLine[],
  changes: readonly Candidate<string>[],
  evidence: ArticleEvidence,
): number | null {
  return value === null
    ? null
    : confidenceOf(signsOf({ value, told, likelihoods, lines, changes }, evidence));
}

/** Who wrote each post of a thread in this language, and when; `input.articles` are its posts, in the order given. */
export function describePosts(
  input: DescribeInput,
  language: string | null,
  options: RefineOptions,
): { readonly author: string | null; readonly published: string | null }[] {
  const page = pageEvidence(input.cleaned, input.blocks, input.page, options);
  const site = siteNameOf(page).value;
  return input.articles.map(({ ordinal, text, entryUrl }) => {
    const { authors, published } = mainValues(
      articleEvidence(page, ordinal, false, text, entryUrl, language),
      site,
    );
    return { author: authors.value?.[0] ?? null, published: published.value };
  });
}

/**
 * Describes every article of a page, in the order given. What the page says of itself (metas,
 * JSON-LD, address) is said of its only article, or of the one that has the page's own title; an entry of a
 * listing has only its own blocks.
 */
export function describePage(input: DescribeInput, options: RefineOptions): Described[] {
  const page = pageEvidence(input.cleaned, input.blocks, input.page, options);
  const site = siteNameOf(page);
  const own = ownArticle(input.articles, page, site.value);
  return input.articles.map((place) => {
    const language = detectLanguage(place.text, page.markup?.lang ?? null);
    const alone = place.ordinal === own;
    const evidence = articleEvidence(page, place.ordinal, alone, place.text, place.entryUrl, language);
    const main = mainValues(evidence, site.value, place.section);
    const { dateline, title, dated, published, section, breadcrumb, authors } = main;
    const ago = publishedAgoOf(evidence, published.value);
    const modified = modifiedOf(evidence, dated, published.value);
    const credits = creditsOf(evidence, dateline.credit);
    const tags = tagsOf(
      evidence,
      title.candidates.map(({ value }) => value),
      authors.value ?? [],
      site.value,
    );
    const url = urlOf(evidence);
    const description = descriptionOf(evidence, title.value, site.value);
    const image = mainImageOf(evidence);
    const licence = licenceOf(evidence);
    const headings = evidence.blocks.filter(
      ({ role, article }) => role === 'heading' && article === place.ordinal,
    );
    const list = (values: readonly string[]): string => values.join('; ');
    const same = (value: string): string => value;
    return {
      description: {
        title: title.value,
        authors: authors.value ?? [],
        credits: credits.value ?? [],
        published: published.value,
        publishedConfidence: confidenceIn(published, dated, modified.candidates, evidence),
        publishedAgo: ago.value,
        modified: modified.value,
        dateline: dateline.place,
        section: section.value,
        breadcrumb: breadcrumb.value ?? [],
        siteName: site.value,
        tags: tags.value ?? [],
        keywords: keywordsOf(place.text, language, title.value, headings),
        language,
        foreignQuotes: foreignQuotesOf(evidence, language),
        url: url.value,
        description: description.value,
        image: image.address.value,
        imageAlt: image.alt.value,
        imageCredit: image.credit.value,
        licence: licence.value,
      },
      claims: [
        ...claimsOf('title', title.candidates, title.value, same),
        ...claimsOf('authors', authors.candidates, authors.value, list),
        ...claimsOf('credits', credits.candidates, credits.value, list),
        ...claimsOf('published', published.candidates, published.value, same),
        ...claimsOf('publishedAgo', ago.candidates, ago.value, same),
        ...claimsOf('modified', modified.candidates, modified.value, same),
        ...claimsOf('dateline', dateline.candidates, dateline.place, same),
        ...claimsOf('section', section.candidates, section.value, same),
        ...claimsOf('breadcrumb', breadcrumb.candidates, breadcrumb.value, list),
        ...claimsOf('siteName', site.candidates, site.value, same),
        ...claimsOf('tags', tags.candidates, tags.value, list),
        ...claimsOf('url', url.candidates, url.value, same),
        ...claimsOf('description', description.candidates, description.value, same),
        ...claimsOf('image', image.address.candidates, image.address.value, same),
        ...claimsOf('imageAlt', image.alt.candidates, image.alt.value, same),
        ...claimsOf('imageCredit', image.credit.candidates, image.credit.value, same),
        ...claimsOf('licence', licence.candidates, licence.value, same),
      ],
    };
  });
}
