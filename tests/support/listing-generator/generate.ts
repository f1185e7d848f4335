import { composeEntries, type Entry, TONGUES, type Tongue } from './entries.ts';
import { FEEDS } from './feeds.ts';
import { HELD_OUT } from './held-out.ts';
import { type ListingPage, markup, type Piece, piece, type ShownEntry } from './page.ts';
import type { Shape } from './parts.ts';
import { pick, randomFrom } from './random.ts';
import { SHAPES } from './shapes.ts';

const AD: Readonly<Record<string, string>> = {
  en: 'Advertisement',
  de: 'Anzeige',
  fr: 'Publicité',
  es: 'Publicidad',
};
const HOME: Readonly<Record<string, string>> = { en: 'Home', de: 'Startseite', fr: 'Accueil', es: 'Inicio' };
const OLDER: Readonly<Record<string, string>> = {
  en: 'Older posts',
  de: 'Ältere Beiträge',
  fr: 'Articles plus anciens',
  es: 'Entradas antiguas',
};
const RECENT: Readonly<Record<string, string>> = {
  en: 'Recent posts',
  de: 'Neueste Beiträge',
  fr: 'Articles récents',
  es: 'Entradas recientes',
};
const RIGHTS: Readonly<Record<string, string>> = {
  en: 'All rights reserved',
  de: 'Alle Rechte vorbehalten',
  fr: 'Tous droits réservés',
  es: 'Todos los derechos reservados',
};

export const SITE = 'https://gazette.example';

/** What stands between two entries and belongs to neither: an ad slot, or a box of links to other stories. */
const between = (random: () => number, tongue: Tongue): Piece[] => {
  const drawn = random();
  if (drawn < 0.15) return [piece(null, 'frame', AD[tongue.code] ?? '', '<div class="ad-slot">%</div>')];
  if (drawn > 0.06 + 0.15) return [];
  return [
    markup('<aside class="related-posts">'),
    piece(null, 'frame', RECENT[tongue.code] ?? '', '<h4>%</h4>'),
    ...headlines(random, tongue),
    markup('</aside>'),
  ];
};

/** A list of headlines without text: navigation. */
const headlines = (random: () => number, tongue: Tongue): Piece[] => [
  markup('<ul>'),
  ...composeEntries(random, tongue, 3, { full: false }).map((other) =>
    piece(null, 'frame', other.title, `<li><a href="/old${other.slug}">%</a></li>`),
  ),
  markup('</ul>'),
];

const sidebar = (random: () => number, tongue: Tongue): Piece[] =>
  random() < 0.5
    ? []
    : [
        markup('<aside class="sidebar">'),
        piece(null, 'frame', RECENT[tongue.code] ?? '', '<h3 class="widget-title">%</h3>'),
        ...headlines(random, tongue),
        markup('</aside>'),
      ];

/** What of an entry its pieces show. */
const shownOf = (
  entry: Entry,
  number: number,
  shape: Shape,
  tongue: Tongue,
  body: readonly Piece[],
): ShownEntry => {
  const own = body.filter((each) => each.entry === number);
  const textOf = (...parts: Piece['part'][]): string =>
    own
      .filter(({ part }) => parts.includes(part))
      .map(({ text }) => text)
      .join('\n');
  const tags = textOf('tags');
  const names = textOf('byline', 'date-byline');
  return {
    title: entry.title,
    url: body.some(({ html }) => html.includes(`"${entry.slug}"`)) ? SITE + entry.slug : null,
    teaser: !shape.full,
    tags: entry.tags.flatMap((tag) => [tag, tag.toUpperCase()].find((form) => tags.includes(form)) ?? []),
    published: textOf('date', 'date-byline') === '' ? null : entry.published,
    author: tongue.names.find((name) => names.includes(name)) ?? null,
  };
};

/** A listing page of a shape; the same seed gives the same page. */
export const generateListing = (name: string, seed: number): ListingPage => {
  const shape = SHAPES[name] ?? FEEDS[name] ?? HELD_OUT[name];
  if (shape === undefined) throw new Error(`no shape ${name}`);
  const random = randomFrom(seed * 7919 + name.length);
  const tongue = pick(random, TONGUES);
  const entries = composeEntries(random, tongue, 3 + Math.floor(random() * 9), shape);
  const body = entries.flatMap((entry, index) => [
    ...shape.entry(entry, index + 1, tongue),
    ...between(random, tongue),
  ]);
  const pieces = [
    piece(null, 'frame', HOME[tongue.code] ?? '', '<nav><a href="/">%</a></nav>'),
    piece(null, 'frame', `Archiv: ${tongue.tags[0]}`, '<h1 class="page-title">%</h1>'),
    markup(shape.open),
    ...body,
    markup(shape.close),
    piece(null, 'frame', OLDER[tongue.code] ?? '', '<nav class="pagination"><a href="/page/2">%</a></nav>'),
    ...sidebar(random, tongue),
    piece(null, 'frame', `© 2024 Gazette. ${RIGHTS[tongue.code]}`, '<footer class="site-footer">%</footer>'),
  ];
  const shown = pieces.filter(({ part }) => part !== 'markup');
  return {
    shape: name,
    html: `<!doctype html><html lang="${tongue.code}"><head><title>Archive - Gazette</title></head><body>${pieces.map(({ html }) => html).join('\n')}</body></html>`,
    text: shown.map(({ text }) => text).join('\n'),
    pieces: shown,
    entries: entries.map((entry, index) => shownOf(entry, index + 1, shape, tongue, body)),
  };
};
