import { describe, expect, it } from 'vitest';
import { DEFAULT_OPTIONS, type RefineOptions } from '../../../src/document/index.ts';
import { refine } from '../../../src/refine.ts';

const PARAGRAPHS = `<p>The ferry authority of Skarrow said on Tuesday that the night boat would sail again from the first of
the month, after two winters in which the pier had been closed for repairs.</p><p>Engineers who had surveyed the pier
found that most of the piles could be kept, and that the new decking would carry both passengers and freight.</p>`;
const PAGE = `<!doctype html><html lang="en"><head><title>Night boat sails again | Sund &amp; Sea Weekly</title>
<meta property="article:published_time" content="2022-03-04"></head><body><main><article>
<p class="date">03/04/2022</p>${PARAGRAPHS}</article></main></body></html>`;

const articleOf = (options: Partial<RefineOptions>) =>
  refine(
    {
      url: 'https://observer.example/night-boat',
      mediaType: 'text/html',
      charset: 'utf-8',
      bytes: Buffer.from(PAGE),
    },
    { ...DEFAULT_OPTIONS, entities: false, ...options },
  ).articles[0]!;

describe('options of describing', () => {
  it('switch off single sources by the names that claims show', () => {
    const article = articleOf({ disabledRules: ['describe:meta:article:published_time'] });
    expect(articleOf({}).published).toBe('2022-03-04');
    expect(article.claims.map(({ source }) => source)).not.toContain('meta:article:published_time');
    expect(article.published).toBe('2022-03-04');
  });

  it('bring what was learned of the site, and of no other', () => {
    const habits = (host: string) => [{ host, titleAffixes: ['sund sea weekly'], dayFirst: true }];
    const disabledRules = ['describe:meta:article:published_time'];
    expect(articleOf({}).title).toBe('Night boat sails again | Sund & Sea Weekly');
    expect(articleOf({ habits: habits('observer.example') }).title).toBe('Night boat sails again');
    expect(articleOf({ habits: habits('other.example') }).title).toBe(
      'Night boat sails again | Sund & Sea Weekly',
    );
    expect(articleOf({ disabledRules, habits: habits('observer.example') }).published).toBe('2022-04-03');
  });
});
