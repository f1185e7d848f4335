import { Tokenizer } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { REGION, treeOf } from '../../../src/clean/html/tree.ts';
import { outline } from '../../../src/clean/index.ts';
import type { Outline } from '../../../src/document/block.ts';

const parts = (text: string): Outline =>
  outline({ url: null, mediaType: 'text/html', text, charset: 'utf-8' });
const texts = (html: string): string[] => parts(html).blocks.map((block) => block.text);

describe('the outline of an HTML page', () => {
  it('makes a block of every element that starts a line and joins what flows inside it', () => {
    const html =
      '<h1>Dam <em>opens</em></h1><p>The <b>old</b> dam\n opened&nbsp;on&#32;Friday.</p><p>Water rose.</p>';
    expect(texts(html)).toEqual(['Dam opens', 'The old dam opened on Friday.', 'Water rose.']);
  });

  it('keeps a single break inside a block and parts paragraphs at two', () => {
    expect(texts('<div>Mill Lane 4<br>Oxbridge<br><br>Open daily</div>')).toEqual([
      'Mill Lane 4\nOxbridge',
      'Open daily',
    ]);
  });

  it('keeps a table row as one block with its cells', () => {
    const html = '<table><tr><th>River<th>Level<tr><td>Aller<td>2.1 m<tr><td>Oste<td>1.8 m</table>';
    expect(texts(html)).toEqual(['River | Level', 'Aller | 2.1 m', 'Oste | 1.8 m']);
  });

  it('parts the cells of a table that lays out a page', () => {
    const prose = 'The council met on Tuesday to talk about the bridge that was closed in spring. '
      .repeat(3)
      .trim();
    expect(texts(`<table><tr><td>${prose}<td>${prose} Again.</table>`)).toHaveLength(2);
  });

  it('keeps the lines of preformatted text and loses nothing after an unclosed pre', () => {
    expect(texts('<pre>\nif x:\n    run()\n</pre><p>Done</p>')).toEqual(['if x:\n    run()', 'Done']);
    expect(texts('<pre>a\n b<h2>Next</h2><p>Not   code</p>')).toEqual(['a\n b', 'Next', 'Not code']);
  });

  it('never loses a paragraph to tags that are missing or in the wrong place', () => {
    expect(texts('<p>First<p>Second<div>Third')).toEqual(['First', 'Second', 'Third']);
    expect(texts('<ul><li>One<li>Two<ul><li>Inner</ul></ul><p>After')).toEqual([
      'One',
      'Two',
      'Inner',
      'After',
    ]);
    expect(texts('<div><b><p>Bold</b> and plain</p></div></div></td><p>Rest')).toEqual([
      'Bold and plain',
      'Rest',
    ]);
    expect(texts('<h2>Head<p>Text</h3><p>More')).toEqual(['Head', 'Text', 'More']);
    expect(texts('<svg><path d="m0"><p>Seen</p>')).toEqual(['Seen']);
  });

  it('parts neighbours of one class, which style sheets part, but no word that markup cuts in two', () => {
    expect(texts('<div><b class="tag">Open water</b><b class="tag">Oars</b></div>')).toEqual([
      'Open water Oars',
    ]);
    expect(
      texts('<p><i class="a">Mc</i><i class="b">Adam</i> <b>D</b>am <em>H<sub>2</sub>O</em></p>'),
    ).toEqual(['McAdam Dam H2O']);
  });

  it('names an image once where the same one follows', () => {
    const image = (alt: string) => `<img alt="${alt}">`;
    expect(
      texts(`${image('A boat seen from behind')}<p>Boat</p>${image('A boat seen from behind')}`),
    ).toEqual(['A boat seen from behind', 'Boat']);
  });

  it('reads character references in text, attributes and the title, and in nothing that is verbatim', () => {
    const html =
      '<title>Fish &amp; Chips</title><script>var a = "&lt;p&gt;";</script>' +
      '<p class="a&amp;b">R&amp;D &lt;now&gt; caf&eacute &#8217;s &bogus; &amp</p>' +
      '<a href="/?a=1&amp;b=2&copy=3">Order</a><xmp>&amp; <b></xmp><p>End</p>';
    const { blocks, markup } = parts(html);
    expect(markup?.title).toBe('Fish & Chips');
    expect(blocks.map((block) => block.text)).toEqual([
      'R&D <now> café ’s &bogus; &',
      'Order',
      '&amp; <b>',
      'End',
    ]);
    expect(blocks[1]?.links[0]?.href).toBe('/?a=1&b=2&copy=3');
    expect(markup?.nodes.find(({ tag }) => tag === 'p')?.attributes.class).toBe('a&b');
  });

  it('finds the end of scripts and attributes by the search that stands in for the tokenizer’s own', () => {
    expect(Tokenizer.prototype).toHaveProperty('fastForwardTo');
    expect(
      texts('<p>One</p><script>if (a < b && c</script><p title="x > y">Two</p><script>never ends <p>'),
    ).toEqual(['One', 'Two']);
    expect(texts('<p>One</p><p title="never ends > Two')).toEqual(['One']);
  });

  it('takes an element for one without markup by its whole name alone', () => {
    expect(Tokenizer.prototype).toHaveProperty('startSpecial');
    expect(texts('<tmp>One <b>two</b></tmp><p>Three</p>')).toEqual(['One two', 'Three']);
    expect(texts('<xmp>One <b>two</b></xmp><p>Three</p>')).toEqual(['One <b>two</b>', 'Three']);
  });

  it('reads a CDATA section as the bogus comment that it is in HTML', () => {
    expect(texts('<p>One</p><![CDATA[ x > <p>Two</p>')).toEqual(['One', 'Two']);
  });

  it('reads noscript and template, which many pages put their text in', () => {
    expect(texts('<noscript><p>Posts</p></noscript><template><p>Later</p></template>')).toEqual([
      'Posts',
      'Later',
    ]);
  });

  it('reads the shadow tree of an element as what it shows, and no template of scripts', () => {
    const regions = (html: string) => {
      const { blocks, markup } = parts(html);
      const tree = treeOf(markup!);
      return blocks.map(({ node }) => (tree.regions[node]! & REGION.template) !== 0);
    };
    expect(regions('<a-b><template shadowrootmode="open"><p>Shown</p></template></a-b>')).toEqual([false]);
    expect(regions('<template><p>Later</p></template>')).toEqual([true]);
    expect(regions('<div><template><p>Later</p></template><p>Now</p></div>')).toEqual([true, false]);
    expect(regions('<div><template><i>Later</i></template><p>Now</p></div>')).toEqual([true, false]);
  });

  it('takes no text from scripts, styles and comments', () => {
    expect(texts('<script>var a = "<p>x</p>";</script><style>p{}</style><!-- <p>y</p> --><p>z</p>')).toEqual([
      'z',
    ]);
  });

  it('notes where links start and end in the text of the block', () => {
    const [block] = parts('<p>See <a href="/a?b=1&amp;c=2">the <i>full</i> report</a>.</p>').blocks;
    expect(block?.links.map(({ start, end, href }) => [block.text.slice(start, end), href])).toEqual([
      ['the full report', '/a?b=1&c=2'],
    ]);
  });

  it('takes no sign beside a heading that links to the heading', () => {
    const html =
      '<h2 id="dam">The dam <a href="#dam">¶</a></h2><p>Rule <a href="#1">#1</a> and <a href="#">C#</a></p>';
    expect(texts(html)).toEqual(['The dam', 'Rule #1 and C#']);
  });

  it('carries a link over the blocks that it wraps', () => {
    const { blocks } = parts('<a href="/story"><h3>Flood</h3><p>Streets closed</p></a><p>Out</p>');
    expect(blocks.map((block) => block.links.map((link) => link.href))).toEqual([['/story'], ['/story'], []]);
  });

  it('gives every block the innermost element that holds all of its text', () => {
    const { blocks, markup } = parts(
      '<div class="a"><span class="byline">By Ida Holm</span></div><p>A <b>b</b></p>',
    );
    expect(blocks.map((block) => markup?.nodes[block.node]?.tag)).toEqual(['span', 'p']);
  });

  it('lists elements that hold blocks only, parents first', () => {
    const nodes = parts('<body><div><div></div><p>x</p></div><section></section></body>').markup?.nodes ?? [];
    expect(nodes.map((node) => node.tag)).toEqual(['body', 'div', 'p']);
    expect(nodes.every((node, index) => node.parent < index)).toBe(true);
  });

  it('keeps an image text that says something, after the text before it', () => {
    const html =
      '<p>Before <img alt="Rescue boats on the flooded market square"> after</p><img alt="logo"><img alt="x.jpg">';
    expect(texts(html)).toEqual(['Before after', 'Rescue boats on the flooded market square']);
  });

  it('reads what stands in the head', () => {
    const { markup } = parts(
      '<html lang="de"><head><title>Der  Damm</title><base href="/b/"><meta property="OG:Title" content="Damm &amp; See">' +
        '<link rel="Canonical" href="/damm"><script type="application/ld+json">{"@type":"Article"}</script></head><body>x',
    );
    expect(markup).toMatchObject({
      title: 'Der Damm',
      lang: 'de',
      base: '/b/',
      metas: [['og:title', 'Damm & See']],
      links: [['canonical', '/damm']],
      jsonLd: ['{"@type":"Article"}'],
    });
  });

  it('finds the text of a page that is written in the browser', () => {
    const body = 'The ferry to Norholm stays in port until Monday. The company said that a pump had failed. ';
    const ld = JSON.stringify({
      '@graph': [{ '@type': 'NewsArticle', articleBody: `${body.repeat(2)}\n\n${body.repeat(3)}` }],
    });
    expect(texts(`<script type="application/ld+json">${ld}</script><div id="root"></div>`)).toHaveLength(2);
    const state = JSON.stringify({
      props: { page: { blocks: [{ html: `<p>${body.repeat(2)}</p>` }, { html: `<p>${body}More.</p>` }] } },
    });
    const next = `<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">${state}</script>`;
    expect(texts(next)).toEqual([body.repeat(2).trim(), `${body}More.`]);
    expect(texts(`<div>Menu</div><script>window.__STATE__ = ${state};</script>`)).toHaveLength(3);
  });

  it('finds steps, questions and answers that only the metadata states, in their order', () => {
    const said = (what: string) => `${what} `.repeat(8).trim();
    const ld = JSON.stringify({
      '@type': 'HowTo',
      description: `<p>${said('A round cloth fits any round table.')}</p>`,
      step: [
        {
          '@type': 'HowToStep',
          name: 'Measure',
          itemListElement: { '@type': 'HowToDirection', text: said('Take the width of the table.') },
        },
        { '@type': 'HowToStep', name: 'Cut', text: said('Fold the cloth twice and cut an arc.') },
      ],
    });
    expect(texts(`<script type="application/ld+json">${ld}</script><p>Old browser.</p>`)).toEqual([
      'Old browser.',
      said('A round cloth fits any round table.'),
      'Measure',
      said('Take the width of the table.'),
      'Cut',
      said('Fold the cloth twice and cut an arc.'),
    ]);
  });

  it('leaves out the reading over a word, and nothing after one that is left open', () => {
    expect(
      texts('<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>に<ruby>船<rt>ふね</ruby>が来た</p>'),
    ).toEqual(['港に船が来た']);
    expect(texts('<div><ruby>港<rt>みなと<p>The harbour.</p><p>A ship.</p></div><p>It came.</p>')).toEqual([
      '港',
      'The harbour.',
      'A ship.',
      'It came.',
    ]);
  });

  it('takes nothing from scripts when the text stands on the page', () => {
    const body = 'The ferry to Norholm stays in port until Monday. '.repeat(20);
    const ld = JSON.stringify({ '@type': 'NewsArticle', articleBody: body });
    expect(texts(`<script type="application/ld+json">${ld}</script><p>${body}</p>`)).toEqual([body.trim()]);
  });
});
