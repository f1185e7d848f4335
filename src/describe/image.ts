import type { Block } from '../document/block.ts';
import { addresses } from './addresses.ts';
import type { Candidate, Choice } from './claim.ts';
import { firstOf } from './claim.ts';
import { type ArticleEvidence, metaValues } from './evidence.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { folded, plain } from './text.ts';

/** The main image of an article with what is said of it. */
export interface MainImage {
  readonly address: Choice<string>;
  readonly alt: Choice<string>;
  readonly credit: Choice<string>;
}

/** Names that files of decoration have everywhere. */
const DECORATION = /logo|icon|avatar|placeholder|spinner|loading|loader|sprite|blank|banner|badge/i;
/** Names of files that stand for the site wherever a page has no picture of its own. */
const STANDS_FOR_SITE =
  /(?<!\p{L})(?:logos?|favicon|avatars?|gravatar|placeholder|blank|spacer|default)(?!\p{L})|(?:touch|android|ms)-icon|(?:^|\W)(?:og|social|share)\W?(?:default|image|icon|card|share)?$/iu;
/** A file whose name says more shows something. */
const MOST_WORDS = 3;
/** Pictures of people who have an account. */
const OF_ACCOUNTS = /gravatar\.com\/|\/\/avatars?\d?\.|\/(?:avatars?|profile[_-]images|blavatar)\//i;
const LONGEST_ALT = 400;
const LONGEST_CREDIT = 120;
/** How many blocks after an image its caption may stand. */
const BELOW = 3;

/**
 * The main image. Address: og:image and its like, JSON-LD, `rel=image_src`, the first image with a description
 * among the article's own blocks; but for a file that stands for the site or for an account, where the article does not
 * show it. Description: the `alt` of that image, metas, JSON-LD. Credit: JSON-LD, the
 * caption below the image.
 */
export function mainImageOf(evidence: ArticleEvidence): MainImage {
  const { page, alone } = evidence;
  const own = evidence.blocks.filter((block) => block.role === 'image-alt' && block.article !== null);
  const sourceOf = ({ node }: Block): string => page.markup?.nodes[node]?.attributes.src ?? '';
  const main = alone ? page.main : null;
  const link = (page.markup?.links ?? []).filter(([rel]) => alone && rel === 'image_src');
  const isOwn = ({ value }: Candidate<string>): boolean =>
    !standsForSite(value) || own.some((block) => sameFile(sourceOf(block), value));
  const address = firstOf(
    heard(
      [
        ...(alone ? metaValues(page, META.image) : []).flatMap(({ value, source }) =>
          addresses([value], source, page),
        ),
        ...addresses(main?.image.address ? [main.image.address] : [], 'jsonld:image', page),
        ...addresses(
          link.map(([, href]) => href),
          'link:image_src',
          page,
        ),
        ...addresses(
          own
            .map(sourceOf)
            .filter((src) => src !== '' && !isDecoration(src))
            .slice(0, 1),
          'block:image-alt',
          page,
        ),
      ].filter(isOwn),
      page,
    ),
  );
  const shown =
    address.value === null ? null : (own.find((block) => sameFile(sourceOf(block), address.value!)) ?? null);
  return { address, alt: altOf(evidence, shown, address.value), credit: creditOf(evidence, shown) };
}

/** What an address says of a picture's sides: `?w=64`, `/100x100/`, `/w_48,`. */
const SIDE = /[?&/,;](?:w|h|s|width|height|size)[=_:](\d{1,4})(?!\d)|(?<![\d.])(\d{2,3})x(\d{2,3})(?!\d)/gi;
/** Smaller pictures are portraits, icons and signs. */
const SMALL = 130;
const DRAWN = /\.(?:svg|gif)(?:[?#]|$)/i;

/** Whether a picture among an article's blocks is none of the article's subject. */
const isDecoration = (src: string): boolean =>
  src.startsWith('data:') ||
  DECORATION.test(src) ||
  DRAWN.test(src) ||
  OF_ACCOUNTS.test(src) ||
  [...src.slice(0, 1_000).matchAll(SIDE)].some((m) => Number(m[1] ?? m[2]) < SMALL);

function standsForSite(address: string): boolean {
  if (OF_ACCOUNTS.test(address)) return true;
  const name = fileOf(address);
  return (
    STANDS_FOR_SITE.test(name) && name.split(/[^\p{L}]+/u).filter((word) => word !== '').length <= MOST_WORDS
  );
}

function altOf(evidence: ArticleEvidence, shown: Block | null, address: string | null): Choice<string> {
  if (address === null) return { value: null, candidates: [] };
  const { page, alone } = evidence;
  const said: Candidate<string>[] = [
    ...stated(shown?.text, 'block:image-alt'),
    ...(alone ? metaValues(page, META.imageAlt) : []),
    ...stated(alone ? page.main?.image.caption : null, 'jsonld:image'),
  ];
  return firstOf(
    heard(
      said.filter(({ value }) => value.length <= LONGEST_ALT),
      page,
    ),
  );
}

/** "Photo: A. Berg", "Foto: dpa", "© Name", "(Image credit: Name)": the words for it in many languages are few. */
const LABEL =
  /(?:©|\(c\)\s|\b(?:(?:photo|foto|image|picture|bild|illustration|graphic|grafik|imagen|imagem|immagine|obraz|kuva|kép|zdjęcie|fot|photograph)(?:s|graf|grafía|grafie|grafo)?\s?(?:credits?|by|courtesy(?: of)?|source|quelle|nachweis|rechte|von|par|por)?|credits?|crédits?|crédito|quelle|bildquelle|bildnachweis|bildrechte|courtesy of)\s?[:：])\s*/iu;

function creditOf(evidence: ArticleEvidence, shown: Block | null): Choice<string> {
  const { page, alone } = evidence;
  const said: Candidate<string>[] = stated(alone ? page.main?.image.credit : null, 'jsonld:image');
  if (shown !== null)
    for (const { role, text, ordinal } of evidence.blocks) {
      if (role !== 'caption' || ordinal <= shown.ordinal || ordinal > shown.ordinal + BELOW) continue;
      said.push(...stated(labelled(text), 'block:caption'));
    }
  return firstOf(heard(said, page));
}

/** What follows the label, up to the end of its sentence, line or parenthesis. */
function labelled(text: string): string | null {
  const label = LABEL.exec(text.slice(0, 600));
  if (!label) return null;
  const rest = text.slice(label.index + label[0].length, label.index + label[0].length + LONGEST_CREDIT + 1);
  const name = rest.split(/[\n)\]|]|\.\s/, 1)[0]!.replace(/[.,;\s]+$/, '');
  return name.length >= 2 && name.length <= LONGEST_CREDIT && /\p{L}/u.test(name) ? name : null;
}

const stated = (value: string | null | undefined, source: string): Candidate<string>[] => {
  const text = plain(value?.replace(/<[^<>]{1,80}>/g, ' '));
  return text === null ? [] : [{ value: text, source }];
};

/** Whether two addresses are sizes of one image: the same file name without its size. */
function sameFile(a: string, b: string): boolean {
  const name = nameOf(a);
  return name.length > 3 && name === nameOf(b);
}

/** The name of a file without its ending. */
const fileOf = (address: string): string =>
  (
    address
      .slice(0, 2_000)
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? ''
  ).replace(/\.\p{L}{3,4}$/u, '');

const nameOf = (address: string): string =>
  folded(fileOf(address).replace(/[-_]?(?:\d{2,4}x\d{2,4}|scaled|large|medium|small|thumb(?:nail)?)$/i, ''));
