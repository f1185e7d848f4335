import { markup, piece } from './page.ts';
import { given, LABEL, paragraphs, type Shape, tagsLine, title } from './parts.ts';

/** Kinds of sites that rules may be made with. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'wordpress-classic': {
    full: false,
    open: '<div id="content" class="hfeed">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup(
        `<div id="post-${number * 7}" class="post-${number * 7} post hentry"><header class="entry-header">`,
      ),
      title(entry, number, '<h2 class="entry-title"><a href="@" rel="bookmark">%</a></h2>'),
      ...given(entry.date, (date) =>
        piece(number, 'date', date, '<div class="entry-meta"><time class="entry-date">%</time></div>'),
      ),
      ...given(entry.author, (author) =>
        piece(number, 'byline', `${tongue.by} ${author}`, '<span class="byline author">%</span>'),
      ),
      markup('</header><div class="entry-content">'),
      ...paragraphs(entry, number),
      piece(number, 'read-more', tongue.more, `<p><a class="more-link" href="${entry.slug}">%</a></p>`),
      markup('</div><footer class="entry-footer">'),
      ...tagsLine(entry, number, LABEL[tongue.code] ?? ''),
      markup('</footer></div>'),
    ],
  },
  blogger: {
    full: true,
    open: '<div class="blog-posts hfeed">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<div class="date-outer">'),
      ...given(entry.date, (date) =>
        piece(number, 'date', date, '<h2 class="date-header"><span>%</span></h2>'),
      ),
      markup('<div class="post hentry">'),
      title(entry, number, '<h3 class="post-title entry-title"><a href="@">%</a></h3>'),
      markup('<div class="post-body entry-content">'),
      ...paragraphs(entry, number),
      markup('</div>'),
      piece(
        number,
        'byline',
        `${tongue.by} ${entry.author ?? tongue.names[0]}`,
        '<div class="post-footer"><span class="post-author">%</span></div>',
      ),
      ...tagsLine(entry, number, LABEL[tongue.code] ?? ''),
      markup('</div></div>'),
    ],
  },
  hugo: {
    full: false,
    open: '<main>',
    close: '</main>',
    entry: (entry, number, tongue) => [
      markup('<article class="post-entry">'),
      title(entry, number, '<header class="entry-header"><h2><a href="@">%</a></h2></header>'),
      ...paragraphs(entry, number),
      ...given(entry.date, (date) =>
        piece(
          number,
          'date-byline',
          `${date} · ${tongue.by} ${entry.author ?? tongue.names[0]}`,
          '<footer class="entry-footer"><span class="date">%</span></footer>',
        ),
      ),
      markup('</article>'),
    ],
  },
  magazine: {
    full: false,
    open: '<section class="archive-list">',
    close: '</section>',
    entry: (entry, number, tongue) => [
      markup('<div class="card">'),
      ...tagsLine(entry, number, LABEL[tongue.code] ?? ''),
      ...given(entry.image, (image) =>
        piece(number, 'image', image, '<figure><img alt="%" src="/i.jpg"></figure>'),
      ),
      title(entry, number, '<a href="@"><h3>%</h3></a>'),
      ...paragraphs(entry, number),
      piece(number, 'read-more', tongue.more, `<a class="readmore" href="${entry.slug}">%</a>`),
      markup('</div>'),
    ],
  },
  'live-blog': {
    full: true,
    open: '<div class="liveblog">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<article class="liveblog-entry">'),
      ...given(entry.date, (date) =>
        piece(number, 'date', `${date}, ${9 + (number % 12)}:${10 + number}`, '<time>%</time>'),
      ),
      title(entry, number, '<h3>%</h3>'),
      ...given(entry.author, (author) =>
        piece(number, 'byline', `${tongue.by} ${author}`, '<div class="author">%</div>'),
      ),
      ...paragraphs(entry, number),
      markup('</article>'),
    ],
  },
};
