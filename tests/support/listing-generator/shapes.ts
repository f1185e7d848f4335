import { composeEntries, type Entry, TONGUES, type Tongue } from './entries.ts';
import { type ListingPage, markup, type Piece, piece } from './page.ts';
import { pick, randomFrom } from './random.ts';

/** How one kind of site writes an entry of a listing. */
interface Shape {
  readonly full: boolean;
  /** Not to be looked at while rules are made: says how well they carry over. */
  readonly heldOut: boolean;
  readonly open: string;
  readonly close: string;
  readonly entry: (entry: Entry, number: number, tongue: Tongue) => Piece[];
}

const given = <T>(value: T | null, make: (value: T) => Piece): Piece[] =>
  value === null ? [] : [make(value)];

const title = (entry: Entry, number: number, html: string): Piece =>
  piece(number, 'title', entry.title, html.replace('@', entry.slug));

const paragraphs = (entry: Entry, number: number): Piece[] =>
  entry.paragraphs.map((text) => piece(number, 'text', text, '<p>%</p>'));

const tagsLine = (entry: Entry, number: number, label: string): Piece[] =>
  entry.tags.length === 0
    ? []
    : [piece(number, 'tags', `${label}${entry.tags.join(', ')}`, '<div class="tags-links">%</div>')];

const LABEL: Readonly<Record<string, string>> = {
  en: 'Tags: ',
  de: 'Schlagworte: ',
  fr: 'Étiquettes : ',
  es: 'Etiquetas: ',
};

export const SHAPES: Readonly<Record<string, Shape>> = {
  'wordpress-classic': {
    full: false,
    heldOut: false,
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
  'wordpress-block': {
    full: false,
    heldOut: true,
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
    heldOut: true,
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
  blogger: {
    full: true,
    heldOut: false,
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
        `${tongue.by} ${entry.author ?? 'Redaktion'}`,
        '<div class="post-footer"><span class="post-author">%</span></div>',
      ),
      ...tagsLine(entry, number, LABEL[tongue.code] ?? ''),
      markup('</div></div>'),
    ],
  },
  ghost: {
    full: false,
    heldOut: true,
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
  hugo: {
    full: false,
    heldOut: false,
    open: '<main>',
    close: '</main>',
    entry: (entry, number, tongue) => [
      markup('<article class="post-entry">'),
      title(entry, number, '<header class="entry-header"><h2><a href="@">%</a></h2></header>'),
      ...paragraphs(entry, number),
      ...given(entry.date, (date) =>
        piece(
          number,
          'date',
          `${date} · ${tongue.by} ${entry.author ?? 'Redaktion'}`,
          '<footer class="entry-footer"><span class="date">%</span></footer>',
        ),
      ),
      markup('</article>'),
    ],
  },
  magazine: {
    full: false,
    heldOut: false,
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
    heldOut: false,
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
  newsletter: {
    full: false,
    heldOut: true,
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
};

const AD: Readonly<Record<string, string>> = {
  en: 'Advertisement',
  de: 'Anzeige',
  fr: 'Publicité',
  es: 'Publicidad',
};
const HOME: Readonly<Record<string, string>> = { en: 'Home', de: 'Startseite', fr: 'Accueil', es: 'Inicio' };
const RIGHTS: Readonly<Record<string, string>> = {
  en: 'All rights reserved',
  de: 'Alle Rechte vorbehalten',
  fr: 'Tous droits réservés',
  es: 'Todos los derechos reservados',
};

export const SITE = 'https://gazette.example';

/** A listing page of a shape; the same seed gives the same page. */
export const generateListing = (name: string, seed: number): ListingPage => {
  const shape = SHAPES[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  const random = randomFrom(seed * 7919 + name.length);
  const tongue = pick(random, TONGUES);
  const entries = composeEntries(random, tongue, 3 + Math.floor(random() * 9), shape.full);
  const body = entries.flatMap((entry, index) => [
    ...shape.entry(entry, index + 1, tongue),
    ...(random() < 0.15 ? [piece(null, 'frame', AD[tongue.code] ?? '', '<div class="ad-slot">%</div>')] : []),
  ]);
  const pieces = [
    piece(null, 'frame', HOME[tongue.code] ?? '', '<nav><a href="/">%</a></nav>'),
    piece(null, 'frame', `Archiv: ${tongue.tags[0]}`, '<h1 class="page-title">%</h1>'),
    markup(shape.open),
    ...body,
    markup(shape.close),
    piece(null, 'frame', `© 2024 Gazette. ${RIGHTS[tongue.code]}`, '<footer class="site-footer">%</footer>'),
  ];
  const shown = pieces.filter(({ part }) => part !== 'markup');
  return {
    shape: name,
    html: `<!doctype html><html lang="${tongue.code}"><head><title>Archive - Gazette</title></head><body>${pieces.map(({ html }) => html).join('\n')}</body></html>`,
    text: shown.map(({ text }) => text).join('\n'),
    pieces: shown,
    entries: entries.map((entry, index) => ({
      title: entry.title,
      url: SITE + entry.slug,
      teaser: body.some(({ entry: of, part }) => of === index + 1 && part === 'read-more'),
    })),
  };
};
