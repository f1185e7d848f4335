/**
 * What a word in a class, id or test id hints at. Words of the web's trade are mostly English even
 * on pages in other languages; where authors use their own, those words are listed as well.
 */
export const HINT = {
  navigation: 1 << 0,
  header: 1 << 1,
  footer: 1 << 2,
  aside: 1 << 3,
  comments: 1 << 4,
  related: 1 << 5,
  share: 1 << 6,
  advertisement: 1 << 7,
  byline: 1 << 8,
  date: 1 << 9,
  tags: 1 << 10,
  title: 1 << 11,
  caption: 1 << 12,
  breadcrumb: 1 << 13,
  consent: 1 << 14,
  form: 1 << 15,
  dialog: 1 << 16,
  pager: 1 << 17,
  biography: 1 << 18,
  card: 1 << 19,
  content: 1 << 20,
  product: 1 << 21,
  price: 1 << 22,
  hidden: 1 << 23,
  copyright: 1 << 24,
  readMore: 1 << 25,
  post: 1 << 26,
  quote: 1 << 27,
  lead: 1 << 28,
} as const;

const WORDS: readonly (readonly [number, string])[] = [
  [
    HINT.navigation,
    'nav navi navbar navigation menu menus submenu topmenu mainmenu menubar toolbar skip skiplink skiplinks toc sitemap hauptmenu hauptnavigation menue navegacion navigazione menu-principal',
  ],
  [
    HINT.header,
    'header masthead topbar kopf kopfzeile kopfbereich entete cabecera cabecalho intestazione sitehead',
  ],
  [HINT.footer, 'footer foot colophon fuss fusszeile fussbereich pied piedpage pie rodape colofon footnav'],
  [
    HINT.aside,
    'sidebar side aside rail rightcol leftcol widget widgets seitenleiste marginalspalte lateral barra zijbalk',
  ],
  [
    HINT.comments,
    'comment comments commentlist commentaire commentaires kommentar kommentare comentario comentarios commenti commento reacties reactie komentarze komentarz kommentarer disqus discussion respond replies forumlist',
  ],
  [
    HINT.related,
    'related relacionadas relacionados recommend recommended recommendation recommendations recirc recirculation trending popular mostread most-read readnext upnext moreon morefrom similar suggested suggestions verwandte aehnliche empfehlungen empfehlung lire-aussi liees connexes correlati leermas outbrain taboola',
  ],
  [
    HINT.share,
    'share sharing shares sharebar social socials socialmedia addthis sharethis teilen partager compartir compartilhar condividi delen addtoany',
  ],
  [
    HINT.advertisement,
    'ad ads advert advertisement advertising adslot adunit banner promo promotion promoted sponsor sponsored werbung anzeige anzeigen publicite publicidad pubblicita reklame reklama dfp gpt',
  ],
  [
    HINT.byline,
    'byline author authors autor autoren auteur auteurs autore verfasser writer kredit credit credits redakteur firma vcard contributor',
  ],
  [
    HINT.date,
    'date dateline datetime timestamp time published pubdate datum fecha data publie publication updated posted erschienen',
  ],
  [
    HINT.tags,
    'tag tags taglist tagcloud keywords keyword topics topic schlagwort schlagworte schlagwoerter stichworte etiquetas etiquetes categories category cat-links kategorien kategorie themen',
  ],
  [HINT.title, 'title headline heading titel titre titulo titolo ueberschrift entry-title schlagzeile'],
  [
    HINT.caption,
    'caption figcaption wp-caption-text legende bildunterschrift didascalia piedefoto leyenda bildtext photocredit imagecaption',
  ],
  [
    HINT.breadcrumb,
    'breadcrumb breadcrumbs crumb crumbs brotkrumen ariane migas migaspan rootline klickpfad',
  ],
  [
    HINT.consent,
    'cookie cookies consent gdpr dsgvo cmp onetrust didomi usercentrics privacybanner cookiebar cookiebanner ccpa rgpd',
  ],
  [
    HINT.form,
    'form login signin signup register subscribe subscription newsletter search searchform suche suchformular recherche busqueda buscar anmeldung abo inscription optin',
  ],
  [HINT.dialog, 'modal popup overlay dialog lightbox tooltip offcanvas flyout dropdown toast drawer paywall'],
  [
    HINT.pager,
    'pagination pager pagenav paging paginator prev previous next nextprev postnav blaettern seitennavigation',
  ],
  [HINT.biography, 'bio biography authorbox authorbio about-author aboutauthor ueberautor'],
  [HINT.card, 'card cards teaser teasers tile tiles grid item items list listing excerpt summary vorschau'],
  [
    HINT.content,
    'content article articlebody article-body entry body story storybody text main post-content maincontent inhalt artikel artikeltext contenu contenido conteudo contenuto richtext prose rte wysiwyg markdown copy paragraph absatz',
  ],
  [HINT.product, 'product produkt produit producto prodotto sku pdp shop woocommerce'],
  [HINT.price, 'price prices preis prix precio prezzo cart basket warenkorb panier carrito stock'],
  [
    HINT.hidden,
    'hidden hide visuallyhidden visually-hidden sr-only sronly screenreader screen-reader-text invisible offscreen d-none',
  ],
  [HINT.copyright, 'copyright copy-right legal impressum disclaimer rights'],
  [HINT.readMore, 'readmore read-more more-link morelink continue weiterlesen mehr lire leermais leer-mas'],
  [
    HINT.post,
    'post posts message messages thread reply forum topic-body postbody beitrag beitraege antwort answer question mensaje reponse messagebody',
  ],
  [HINT.quote, 'quote blockquote pullquote zitat citation cita citazione pullquotes'],
  [
    HINT.lead,
    'lead lede intro introtext standfirst deck dek subtitle subline subheadline subhead kicker teasertext vorspann chapo chapeau entradilla abstract anleser',
  ],
];

const TABLE = new Map<string, number>();
for (const [bit, words] of WORDS)
  for (const word of words.split(' ')) TABLE.set(word, (TABLE.get(word) ?? 0) | bit);

/** Longest attribute value that is read; what follows says no more than what came first. */
const LONGEST = 400;
/** Parts at lower-to-upper case, digits and anything that is no letter. */
const TOKEN = /[A-Z]?[a-z\u00DF-\u024F]+|[A-Z]+(?![a-z])|[^\x00-\x7F]+/g;

/** The words of a class attribute in lower case: `entry-content postBody` is entry, content, post, body. */
export function classWords(value: string): string[] {
  const words: string[] = [];
  const end = Math.min(value.length, LONGEST);
  for (let at = 0; at < end; ) {
    const start = at;
    const code = value.charCodeAt(at++);
    if (code > LAST_ASCII) return allClassWords(value);
    if (isSmall(code)) {
      while (at < end && isSmall(value.charCodeAt(at))) at++;
      words.push(value.slice(start, at));
    } else if (isCapital(code)) {
      while (at < end && isCapital(value.charCodeAt(at))) at++;
      // The last of several capitals begins the word of the small letters that follow: `HTMLBody`.
      if (at < end && isSmall(value.charCodeAt(at)) && at - start > 1) at--;
      else while (at < end && isSmall(value.charCodeAt(at))) at++;
      words.push(value.slice(start, at).toLowerCase());
    }
  }
  return words;
}

const LAST_ASCII = 0x7f;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;
const isCapital = (code: number): boolean => code >= 65 && code <= 90;

/** The same for words of any script. */
const allClassWords = (value: string): string[] =>
  (value.slice(0, LONGEST).match(TOKEN) ?? []).map((word) => word.toLowerCase());

/** All that the words of a class attribute hint at, as bits of `HINT`. */
export function hintsOf(value: string, words: readonly string[] = classWords(value)): number {
  let bits = 0;
  const names = value.slice(0, LONGEST).toLowerCase();
  let start = 0;
  for (let at = 0; at <= names.length; at++) {
    const code = at < names.length ? names.charCodeAt(at) : 32;
    if (code > 32 && code !== 95 && !(code > LAST_ASCII && SPACE.test(names.charAt(at)))) continue;
    if (at > start) bits |= TABLE.get(names.slice(start, at)) ?? 0;
    start = at + 1;
  }
  for (const word of words) bits |= TABLE.get(word) ?? 0;
  return bits;
}

const SPACE = /\s/;
