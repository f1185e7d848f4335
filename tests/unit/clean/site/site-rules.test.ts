import { describe, expect, it } from 'vitest';
import { outline } from '../../../../src/clean/index.ts';
import { readSelector } from '../../../../src/clean/site/selector.ts';
import { DEFAULT_OPTIONS, optionsFor, type SiteRules } from '../../../../src/document/options.ts';
import { refine } from '../../../../src/refine.ts';

const HTML = `<nav><a href="/a">News</a> <a href="/b">Sport</a></nav>
<article class="story md:flex"><h1>Dam opens</h1>
<div class="promo-box"><p>Our app brings you the tides every morning, wherever you are. Get it now.</p></div>
<p>The dam above Norholm was opened on Friday after nine years of work, and two thousand came to see it.</p>
<p>The mayor said the valley had waited for this day for longer than anyone there could remember.</p>
</article><div class="notes"><ul><li>Members only</li></ul></div>`;

const refined = (rules: readonly SiteRules[], url: string | null = 'https://news.example.org/a/1') =>
  refine(
    { url, mediaType: 'text/html', charset: 'utf-8', bytes: Buffer.from(HTML) },
    { ...DEFAULT_OPTIONS, entities: false, sites: rules },
  ).blocks;
const site = (own: Partial<SiteRules>): SiteRules => ({
  site: 'example.org',
  rules: [],
  disabledRules: [],
  ...own,
});
const ruled = (rules: readonly SiteRules[], url?: string | null) =>
  refined(rules, url)
    .filter(({ rule }) => rule.startsWith('site:'))
    .map(({ role, rule, text }) => `${role} ${rule} ${text.slice(0, 12)}`);

describe('rules of a user for one site', () => {
  it('drop, keep and label blocks, and sign with their own name', () => {
    const rules = [
      { name: 'app', selector: 'article .promo-box', as: 'advertisement' },
      { name: 'notes', selector: '.notes > ul', as: 'keep' },
      { name: 'mayor', phrase: 'the MAYOR, said', at: 'start', as: 'drop' },
    ] as const;
    expect(ruled([site({ rules })])).toEqual([
      'advertisement site:app Our app brin',
      'other site:mayor The mayor sa',
      'list-item site:notes Members only',
    ]);
  });

  it('are asked in their order: the first that holds decides', () => {
    const rules = [
      { name: 'one', phrase: 'members only', at: 'whole', as: 'form' },
      { name: 'two', selector: 'li', as: 'keep' },
    ] as const;
    expect(ruled([site({ rules })])).toEqual(['form site:one Members only']);
  });

  it('hold where selector and phrase both do', () => {
    const rules = [{ name: 'both', selector: '.promo-box', phrase: 'valley', as: 'drop' }] as const;
    expect(ruled([site({ rules })])).toEqual([]);
  });

  it('hold on their site, the hosts below it and their part of it alone', () => {
    const rules = [{ name: 'any', selector: 'li', as: 'drop' }] as const;
    const holds = (own: Partial<SiteRules>, url: string | null) =>
      ruled([site({ rules, ...own })], url).length === 1;
    expect(holds({}, 'https://example.org/')).toBe(true);
    expect(holds({}, 'https://notexample.org/')).toBe(false);
    expect(holds({ path: '/a/' }, 'https://example.org/a/1')).toBe(true);
    expect(holds({ path: '/a/' }, 'https://example.org/b/1')).toBe(false);
    expect(holds({}, null)).toBe(false);
    expect(holds({ site: '*' }, null)).toBe(true);
  });

  it('switch rules and the model off there alone', () => {
    const off = site({ disabledRules: ['html:nav-element', 'model:block'] });
    const names = (rules: readonly SiteRules[], url: string) => refined(rules, url).map(({ rule }) => rule);
    const own = names([off], 'https://example.org/a');
    expect(own).not.toContain('html:nav-element');
    expect(own.some((rule) => rule.startsWith('model:'))).toBe(false);
    expect(names([off], 'https://example.net/a')).toEqual(names([], 'https://example.net/a'));
  });

  it('leave options without them as they are, so that their hash stays the same', () => {
    expect(optionsFor(DEFAULT_OPTIONS, 'https://example.org/')).toBe(DEFAULT_OPTIONS);
  });
});

describe('phrases on flattened text', () => {
  const page = ['Dam opens', '', 'The dam above Norholm was opened on Friday.', '', '今日天气 多云'].join(
    '\n',
  );
  it.each([
    ['opened on friday', 'anywhere', 1],
    ['pened on friday', 'anywhere', 0],
    ['opened on friday', 'end', 1],
    ['opened on friday', 'start', 0],
    ['天气', 'anywhere', 1],
  ] as const)('%s at %s', (phrase, at, count) => {
    const { blocks } = refine(
      { url: null, mediaType: 'text/plain', charset: 'utf-8', bytes: Buffer.from(page) },
      {
        ...DEFAULT_OPTIONS,
        sites: [{ site: '*', rules: [{ name: 'it', phrase, at, as: 'drop' }], disabledRules: [] }],
      },
    );
    expect(blocks.filter(({ rule }) => rule === 'site:it')).toHaveLength(count);
  });
});

describe('selectors', () => {
  const html =
    '<main id="m"><div class="a b"><p lang="de-CH"><b>One</b></p></div><div class="ab"><a href="/shop/1">Two</a></div></main>';
  const { blocks, markup } = outline({ url: null, mediaType: 'text/html', text: html, charset: 'utf-8' });
  const found = (css: string) => {
    const inside = readSelector(css)(markup!.nodes);
    return blocks.filter(({ node }) => inside[node] === 1).map(({ text }) => text);
  };

  it.each([
    ['main', ['One', 'Two']],
    ['.a', ['One']],
    ['.a.b, .none', ['One']],
    ['main > p', []],
    ['main p', ['One']],
    ['#m > .a > p > *', ['One']],
    ['div div', []],
    ['[href^="/shop/"]', ['Two']],
    ['[lang|=de]', ['One']],
    ['[class~=ab]', ['Two']],
    ['[href$="2"], [href*="hop"]', ['Two']],
  ])('%s', (css, texts) => {
    expect(found(css)).toEqual(texts);
  });

  it.each(['p:first-child', 'h2 + p', 'a ~ b', '[data-foo]', 'div >', '', '::before', 'a['])(
    '%j is refused with words',
    (css) => {
      expect(() => readSelector(css)).toThrow(/\w{4}/);
    },
  );
});
