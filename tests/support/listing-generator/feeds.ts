import type { Entry, Tongue } from './entries.ts';
import { markup, type Piece, piece } from './page.ts';
import { dateLine, given, paragraphs, type Shape, title } from './parts.ts';
import { voiceOf } from './voices.ts';

const nameOf = (entry: Entry, tongue: Tongue): string => entry.author ?? tongue.names[0] ?? '';

const other = (number: number, text: string, html: string): Piece => piece(number, 'other', text, html);

/** A subheading now and then between the paragraphs of a whole post. */
const withSubheadings = (entry: Entry, number: number): Piece[] =>
  paragraphs(entry, number).flatMap((each, index) =>
    index > 0 && (number + index) % 4 === 0
      ? [
          piece(number, 'text', `${entry.tags[0] ?? entry.title.split(' ')[0]} (${index})`, '<h4>%</h4>'),
          each,
        ]
      : [each],
  );

/**
 * Archives as crawls flatten them: without links to the rest, dates or labels, with names, days and sections
 * glued together. Headlines and excerpts are varied. Rules may be made with these shapes.
 */
export const FEEDS: Readonly<Record<string, Shape>> = {
  bare: {
    full: false,
    varied: true,
    open: '<ul class="archive-list">',
    close: '</ul>',
    entry: (entry, number) => [
      markup('<li class="item">'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...paragraphs(entry, number),
      markup('</li>'),
    ],
  },
  'caps-sections': {
    full: false,
    varied: true,
    open: '<section class="river">',
    close: '</section>',
    entry: (entry, number, tongue) => [
      markup('<div class="story">'),
      piece(
        number,
        'tags',
        (entry.tags[0] ?? tongue.tags[0] ?? '').toUpperCase(),
        '<div class="section-name"><a href="/section" rel="category tag">%</a></div>',
      ),
      title(entry, number, '<h2><a href="@">%</a></h2>'),
      ...paragraphs(entry, number),
      ...given(entry.date, (date) =>
        piece(number, 'date-byline', `${nameOf(entry, tongue)}${date}`, '<div class="meta">%</div>'),
      ),
      markup('</div>'),
    ],
  },
  portal: {
    full: false,
    varied: true,
    open: '<div class="stream">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<div class="stream-item">'),
      title(entry, number, '<a href="@"><h3>%</h3></a>'),
      ...paragraphs(entry, number),
      other(number, voiceOf(tongue).ago(number + 1), '<div class="age">%</div>'),
      ...(number % 4 === 0
        ? []
        : [other(number, voiceOf(tongue).comments(number * 3), '<div class="talk">%</div>')]),
      markup('</div>'),
    ],
  },
  'glued-meta': {
    full: false,
    varied: true,
    open: '<div class="posts">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<div class="posts-row">'),
      ...given(entry.date, (date) =>
        piece(number, 'date', `${date}${entry.tags[0] ?? ''}`, '<div class="posts-top">%</div>'),
      ),
      title(entry, number, '<h2><a href="@">%</a></h2>'),
      ...paragraphs(entry, number),
      piece(number, 'byline', nameOf(entry, tongue), '<div class="author">%</div>'),
      markup('</div>'),
    ],
  },
  digest: {
    full: true,
    varied: true,
    open: '<div class="letter">',
    close: '</div>',
    entry: (entry, number) => [
      markup('<div class="letter-item">'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...paragraphs(entry, number),
      other(number, `${entry.title.split(' ')[0]} Courier`, '<div class="source">%</div>'),
      markup('</div>'),
    ],
  },
  'front-page': {
    full: false,
    varied: true,
    open: '<main class="front">',
    close: '</main>',
    entry: (entry, number, tongue) => [
      ...(number % 4 === 1
        ? [piece(null, 'frame', tongue.tags[number % tongue.tags.length] ?? '', '<h2 class="band">%</h2>')]
        : []),
      markup('<div class="front-story">'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...paragraphs(entry, number),
      ...(number % 3 === 0 && entry.author !== null
        ? [piece(number, 'byline', `${tongue.by} ${entry.author}`, '<div class="author">%</div>')]
        : []),
      markup('</div>'),
    ],
  },
  'full-posts': {
    full: true,
    varied: true,
    open: '<div id="main" class="hfeed">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<article class="post">'),
      title(entry, number, '<h2 class="entry-title"><a href="@">%</a></h2>'),
      ...given(entry.date, (date) =>
        piece(
          number,
          'date-byline',
          voiceOf(tongue).posted(date, nameOf(entry, tongue)),
          '<div class="entry-meta">%</div>',
        ),
      ),
      ...withSubheadings(entry, number),
      ...(entry.tags.length === 0
        ? []
        : [
            piece(
              number,
              'tags',
              `${voiceOf(tongue).filed}${entry.tags.join(', ')}`,
              '<footer class="cat-links">%</footer>',
            ),
          ]),
      markup('</article>'),
    ],
  },
  'picture-named': {
    full: false,
    varied: true,
    open: '<div class="grid">',
    close: '</div>',
    entry: (entry, number) => [
      markup('<div class="grid-cell">'),
      piece(number, 'image', entry.title, '<figure><img alt="%" src="/i.jpg"></figure>'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...dateLine(entry, number, '<time>%</time>'),
      ...paragraphs(entry, number),
      markup('</div>'),
    ],
  },
  press: {
    full: false,
    varied: true,
    open: '<div class="releases">',
    close: '</div>',
    entry: (entry, number) => [
      markup('<div class="release">'),
      ...dateLine(entry, number, '<div class="day">%</div>'),
      title(entry, number, '<h4><a href="@">%</a></h4>'),
      ...paragraphs(entry, number),
      piece(number, 'other', '»»', `<a class="on" href="${entry.slug}">%</a>`),
      markup('</div>'),
    ],
  },
  'section-lines': {
    full: false,
    varied: true,
    open: '<div class="list">',
    close: '</div>',
    entry: (entry, number, tongue) => [
      markup('<div class="list-row">'),
      title(entry, number, '<h3><a href="@">%</a></h3>'),
      ...paragraphs(entry, number),
      piece(
        number,
        'tags',
        entry.tags[0] ?? tongue.tags[0] ?? '',
        '<div class="topic"><a href="/t" rel="tag">%</a></div>',
      ),
      other(number, voiceOf(tongue).minutes(2 + (number % 7)), '<div class="length">%</div>'),
      markup('</div>'),
    ],
  },
};
