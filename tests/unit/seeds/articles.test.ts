import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/document/index.ts';
import { refine } from '../../../src/refine.ts';
import {
  type ExpectedArticle,
  expected,
  type Miss,
  samplePage,
  samplePages,
  surprises,
} from './sample-pages.ts';

const FIELDS = {
  title: 'title',
  authors: 'authors',
  published: 'published',
  modified: 'modified',
  dateline: 'dateline',
  section: 'section',
  site_name: 'siteName',
  tags: 'tags',
  url: 'url',
  teaser: 'teaser',
} as const satisfies Record<string, keyof Article>;

type Field = keyof typeof FIELDS;
const FIELD_NAMES = Object.keys(FIELDS) as Field[];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const differences = (wanted: ExpectedArticle, article: Article): Miss[] =>
  FIELD_NAMES.flatMap((field) => {
    const found = JSON.stringify(article[FIELDS[field]]);
    const wrong = listOf(wanted[`${field}_wrong`]).map((value) => JSON.stringify(value));
    if (wrong.some((trap) => found.startsWith(trap.slice(0, -1))))
      return [{ where: field, what: `${found} is a trap` }];
    if (!(field in wanted)) return [];
    const right = [wanted[field], ...listOf(wanted[`${field}_also_right`])].map((value) =>
      JSON.stringify(value),
    );
    return right.includes(found)
      ? []
      : [{ where: field, what: `wanted ${right.join(' or ')}, was ${found}` }];
  });

describe.each(samplePages.map(({ key }) => key))('%s', (key) => {
  const wanted = expected.pages[key];
  const refined = refine(samplePage(key));

  test('ends with the right outcome, type, language and charset', () => {
    // That a page is a duplicate is seen by the store, not by the stages.
    const outcome = wanted?.outcome === 'duplicate' ? 'loaded' : wanted?.outcome;
    expect(refined).toMatchObject({ outcome, code: wanted?.code ?? null });
    const types =
      wanted?.page_type === undefined ? [] : [wanted.page_type, ...(wanted.page_type_also_right ?? [])];
    const wrong = types.length > 0 && !types.includes(refined.pageType);
    const what = `wanted ${types.join(' or ')}, was ${refined.pageType}`;
    expect(surprises(key, 'page', wrong ? [{ where: 'page type', what }] : [])).toEqual([]);
    if (wanted?.language !== undefined) expect(refined.language).toBe(wanted.language);
    if (wanted?.charset !== undefined) expect(refined.charset).toBe(wanted.charset);
  });

  test('holds the right articles, and each says the right things of itself', () => {
    const articles = wanted?.articles ?? [];
    expect(refined.articles.map(({ title }) => title)).toHaveLength(articles.length);
    const complaints = articles.flatMap((article, index) => {
      const found = refined.articles[index];
      return found === undefined
        ? []
        : differences(article, found).map((miss) => ({ ...miss, where: `${index + 1} ${miss.where}` }));
    });
    expect(surprises(key, 'article', complaints)).toEqual([]);
  });

  test('takes nothing of the furniture for a title, an author, a tag or a name', () => {
    const said = refined.articles.flatMap(({ title, authors, tags, entities }) => [
      title,
      ...authors,
      ...tags,
      ...entities.map(({ name }) => name),
    ]);
    expect(said.filter((text) => text !== null && expected.never.includes(text))).toEqual([]);
  });
});
