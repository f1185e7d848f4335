import type { Entry } from './entries.ts';
import { markup, piece } from './page.ts';
import { byline, dateLine, given, paragraphs, type Shape, tagsLine, title } from './parts.ts';

/** The entry as sites show it that end an excerpt with an ellipsis instead of a link. */
const cutOff = (entry: Entry): Entry => ({
  ...entry,
  paragraphs: entry.paragraphs.map((text) => `${text.slice(0, 150).trimEnd()}…`),
});

/** Kinds of sites that are not looked at while rules are made: they say how well rules carry over. */
export const HELD_OUT: Readonly<Record<string, Shape>> = {
  'wordpress-block': {
    full: false,
    open: '<main><ul class="wp-block-post-template">',
    close: '</ul></main>',
    entry: (entry, number, tongue) => [
      markup(`<li class="wp-block-post post-${number}">`),
      ...given(entry.date, (date) =>
        piece(number, 'date', date, '<div class="wp-block-post-date"><time>%</time></div>'),
      ),
      title(entry, number, '<h3 class="wp-block-post-title"><a href="@">%</a></h3>'),
      markup('<div class="wp-block-post-excerpt">'),
      ...paragraphs(entry, number),
      piece(
        number,
        'read-more',
        tongue.more,
        `<a class="wp-block-post-excerpt__more-link" href="${entry.slug}">%</a>`,
      ),
      markup('</div></li>'),
    ],
  },
  'drupal-views': {
    full: false,
    open: '<div class="view-content">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<div class="views-row"><article class="node node--type-article">'),
      title(entry, number, '<h2 class="node__title"><a href="@">%</a></h2>'),
      ...given(entry.author, (author) =>
        piece(number, 'byline', `${tongue.by} ${author}`, '<div class="node__submitted author">%</div>'),
      ),
      ...given(entry.date, (date) => piece(number, 'date', date, '<div class="date">%</div>')),
      ...paragraphs(entry, number),
      piece(
        number,
        'read-more',
        tongue.more,
        `<ul class="links"><li class="node-readmore"><a class="read-more" href="${entry.slug}">%</a></li></ul>`,
      ),
      markup('</article></div>'),
    ],
  },
  ghost: {
    full: false,
    open: '<main class="site-main"><div class="post-feed">',
    close: '</div></main>',
    entry: (entry, number, tongue) => [
      markup('<article class="post-card"><div class="post-card-content">'),
      ...given(entry.tags[0] ?? null, (tag) =>
        piece(number, 'tags', tag, '<div class="post-card-tags">%</div>'),
      ),
      title(entry, number, '<h2 class="post-card-title"><a href="@">%</a></h2>'),
      ...paragraphs(entry, number),
      ...given(entry.author, (author) =>
        piece(number, 'byline', `${tongue.by} ${author}`, '<span class="post-card-author author">%</span>'),
      ),
      ...given(entry.date, (date) =>
        piece(number, 'date', date, '<time class="post-card-meta-date">%</time>'),
      ),
      markup('</div></article>'),
    ],
  },
  newsletter: {
    full: false,
    open: '<table><tbody>',
    close: '</tbody></table>',
    entry: (entry, number, tongue) => [
      markup('<tr class="story"><td>'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...given(entry.author, (author) =>
        piece(number, 'byline', `${tongue.by} ${author}`, '<p class="byline">%</p>'),
      ),
      ...paragraphs(entry, number),
      piece(number, 'read-more', tongue.more, `<p><a class="read-more" href="${entry.slug}">%</a></p>`),
      markup('</td></tr>'),
    ],
  },
  cards: {
    full: false,
    open: '<div class="css-1x9abc"><div class="css-k2j4h6">',
    close: '</div></div>',
    entry: (entry, number, tongue) => [
      markup(`<a class="css-9h3kd8" href="${entry.slug}"><div class="css-0">`),
      ...given(entry.image, (image) => piece(number, 'image', image, '<img alt="%" src="/_i/1.webp">')),
      piece(number, 'title', entry.title, '<h3 class="css-77aa1">%</h3>'),
      ...paragraphs(cutOff(entry), number),
      ...given(entry.date, (date) =>
        piece(
          number,
          'date-byline',
          `${entry.author ?? tongue.names[0]} · ${date}`,
          '<div class="css-5kk"><span>%</span></div>',
        ),
      ),
      markup('</div></a>'),
    ],
  },
  'medium-like': {
    full: false,
    open: '<div class="ab cd">',
    close: '</div>',
    entry: (entry, number) => [
      markup('<div class="ef gh"><article><div class="ij">'),
      ...given(entry.author, (author) =>
        piece(number, 'byline', author, '<a class="kl" rel="author" href="/@writer">%</a>'),
      ),
      title(entry, number, '<a class="mn" href="@"><h2>%</h2></a>'),
      ...paragraphs(cutOff(entry), number).map((each) => ({ ...each, html: `<div>${each.html}</div>` })),
      ...given(entry.date, (date) => piece(number, 'date', date, '<div class="op"><span>%</span></div>')),
      ...tagsLine({ ...entry, tags: entry.tags.slice(0, 1) }, number, ''),
      markup('</div></article></div>'),
    ],
  },
  joomla: {
    full: false,
    open: '<div class="blog" itemscope itemtype="https://schema.org/Blog">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup(`<div class="item column-${1 + (number % 2)}" itemprop="blogPost"><div class="item-content">`),
      title(entry, number, '<div class="page-header"><h2 itemprop="name"><a href="@">%</a></h2></div>'),
      markup('<dl class="article-info text-muted">'),
      ...byline(entry, number, tongue, '<dd class="createdby"><span itemprop="author">%</span></dd>'),
      ...dateLine(entry, number, '<dd class="published"><time itemprop="datePublished">%</time></dd>'),
      markup('</dl>'),
      ...paragraphs(entry, number),
      piece(
        number,
        'read-more',
        `${tongue.more}: ${entry.title}`,
        `<p class="readmore"><a class="btn" href="${entry.slug}">%</a></p>`,
      ),
      markup('</div></div>'),
    ],
  },
  'letters-page': {
    full: true,
    open: '<td class="main"><h2>Letters</h2>',
    close: '</td>',
    entry: (entry, number, tongue) => [
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...dateLine(entry, number, '<p><i>%</i></p>'),
      ...paragraphs(entry, number),
      ...byline(entry, number, tongue, '<p><b>%</b></p>'),
      markup('<hr>'),
    ],
  },
  // A lead story, tiles and a river on one page, each group in its own markup.
  'front-of-groups': {
    full: false,
    open: '<main class="home">',
    close: '</main>',
    entry: (entry, number, tongue) => {
      if (number === 1)
        return [
          markup('<section class="lead"><div class="lead-in">'),
          title(entry, number, '<h1><a href="@">%</a></h1>'),
          ...paragraphs(entry, number),
          ...byline(entry, number, tongue, '<span class="by">%</span>'),
          markup('</div></section>'),
        ];
      if (number <= 3)
        return [
          markup('<div class="tiles"><div class="tile">'),
          ...given(entry.image, (image) =>
            piece(number, 'image', image, '<figure><img alt="%" src="/i.jpg"></figure>'),
          ),
          title(entry, number, '<a href="@"><h3>%</h3></a>'),
          ...paragraphs(entry, number),
          markup('</div></div>'),
        ];
      return [
        ...(number === 4 ? [piece(null, 'frame', tongue.tags[1] ?? '', '<h2 class="band">%</h2>')] : []),
        markup('<div class="river-row">'),
        ...dateLine(entry, number, '<time>%</time>'),
        title(entry, number, '<h2><a href="@">%</a></h2>'),
        ...paragraphs(entry, number),
        ...byline(entry, number, tongue, '<span class="by">%</span>'),
        markup('</div>'),
      ];
    },
  },
};
