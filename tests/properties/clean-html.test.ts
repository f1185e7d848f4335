import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, outline } from '../../src/clean/index.ts';
import { DEFAULT_OPTIONS } from '../../src/document/options.ts';
import type { DecodedPage } from '../../src/document/page.ts';
import { countedWork } from '../support/counted-work.ts';

const page = (text: string): DecodedPage => ({
  url: 'https://example.org/a',
  mediaType: 'text/html',
  text,
  charset: 'utf-8',
});
const judge = (text: string) => clean(outline(page(text)), page(text), DEFAULT_OPTIONS);

const TAGS = [
  'div',
  'p',
  'span',
  'a',
  'b',
  'li',
  'ul',
  'td',
  'tr',
  'table',
  'h2',
  'pre',
  'svg',
  'title',
  'form',
  'option',
  'x-card',
  'noscript',
  'template',
  'dd',
  'figure',
];
const piece = fc.oneof(
  fc.constantFrom(...TAGS).map((tag) => `<${tag}>`),
  fc.constantFrom(...TAGS).map((tag) => `</${tag}>`),
  fc.constantFrom(
    '<br>',
    '<img alt="A boat on the lake">',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&#x1F600;',
    '&bogus;',
    '<',
    '>',
    '"',
    '<p class="',
    '<a href=',
    ' ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const soup = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('cleaning any page', () => {
  it('never throws and judges every block once, in order', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const parts = outline(page(html));
        const { blocks } = judge(html);
        expect(blocks.map((block) => block.text)).toEqual(parts.blocks.map((block) => block.text));
        expect(blocks.map((block) => block.ordinal)).toEqual(blocks.map((_, index) => index));
        expect(blocks.every((block) => /^[a-z]+:[a-z0-9-]+$/.test(block.rule))).toBe(true);
      }),
    );
  });

  it('keeps link spans and elements within their bounds', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const { blocks, markup } = outline(page(html));
        const nodes = markup?.nodes ?? [];
        expect(nodes.every((node, index) => node.parent < index)).toBe(true);
        for (const block of blocks) {
          expect(block.text.trim()).not.toBe('');
          expect(block.node).toBeLessThan(nodes.length);
          for (const { start, end } of block.links) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
          }
        }
      }),
    );
  });

  it('loses no word of any element, whichever tags are left unclosed', () => {
    const inner = fc.constantFrom(
      'div',
      'p',
      'span',
      'b',
      'li',
      'td',
      'h3',
      'section',
      'blockquote',
      'a',
      'em',
    );
    const item = fc.tuple(inner, fc.boolean());
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 40 }), (items) => {
        const html = items
          .map(([tag, closed], i) => `<${tag}> word${i} ${closed ? `</${tag}>` : ''}`)
          .join('');
        const words = outline(page(html)).blocks.flatMap((block) => block.text.match(/word\d+/g) ?? []);
        expect(words).toEqual(items.map((_, i) => `word${i}`));
      }),
    );
  });

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(soup, (html) => {
        expect(judge(html)).toEqual(judge(html));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the cost of cleaning', () => {
  const worst: Record<string, (size: number) => string> = {
    'deep nesting': (size) => `${'<div>'.repeat(size)}deep`,
    'deep nesting with text at every level': (size) => '<div>x '.repeat(size),
    'unclosed formatting': (size) => '<b><i>x '.repeat(size / 2),
    'end tags without a start': (size) => `<b>${'</i></div></td>'.repeat(size / 3)}x`,
    'misnested formatting': (size) => '<b><p>x</b>'.repeat(size / 2),
    'unclosed table cells': (size) => '<table><tr><td>x'.repeat(size / 4),
    'unclosed list items': (size) => `<ul>${'<li>x'.repeat(size)}`,
    'one long class': (size) => `<p class="${'a-b '.repeat(size)}">x</p>`,
    'many classes': (size) => Array.from({ length: size / 4 }, (_, i) => `<p class="c${i}">x</p>`).join(''),
    'open angle brackets': (size) => '<'.repeat(size),
    ampersands: (size) => '&'.repeat(size),
    'one word of many letters': (size) => `<p>${'a'.repeat(size * 4)}</p>`,
    'spaces and digits': (size) => `<p>${'1 . '.repeat(size)}</p>`,
    'links in one block': (size) => `<p>${'<a href="/x">x</a>'.repeat(size / 4)}</p>`,
    'images before text': (size) => '<img alt="A boat on the lake">'.repeat(size / 4),
    'nested JSON': (size) => `<script type="application/ld+json">${'['.repeat(size)}</script>`,
    'comments that never end': (size) => '<!--'.repeat(size),
  };
  const SMALL = 4_000;
  const cost = (html: string): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3; run++) {
      const before = process.cpuUsage();
      judge(html);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, user + system);
    }
    return least;
  };

  it.each(Object.keys(worst))('stays in proportion to the page: %s', (name) => {
    const make = worst[name]!;
    judge(make(SMALL));
    // What built-in functions do is not counted below: quadratic work there would take a hundred times as
    // long, and the noise of a busy machine stays far below that.
    const small = Math.max(2_000, cost(make(SMALL)));
    expect(cost(make(SMALL * 10)) / small).toBeLessThan(40);
  });

  it.each(Object.keys(worst))('is at most twelve times the work for ten times the page: %s', async (name) => {
    const make = worst[name]!;
    judge(make(100));
    const work = (size: number) =>
      countedWork(() => judge(make(size)), ['/src/clean/', '/src/document/', '/htmlparser2/']);
    const small = await work(SMALL / 10);
    expect(small).toBeGreaterThan(100);
    expect((await work(SMALL)) / small).toBeLessThan(12);
  });

  it('survives a hundred thousand nested elements', () => {
    expect(judge(`${'<div>'.repeat(100_000)}deep`).blocks.map((block) => block.text)).toEqual(['deep']);
  });
});
