/** What each element does to the flow of text, as far as HTML and common practice fix it. */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements that start and end a line of text. */
const BLOCK_LEVEL = set(
  'address article aside blockquote body button canvas caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li listing main map menu nav noframes noscript object ol optgroup p plaintext pre search section select summary table tbody template textarea tfoot thead tr ul video audio xmp',
);

/** A custom element wraps components rather than words, so it parts lines as well. */
export const isBlockLevel = (tag: string): boolean => BLOCK_LEVEL.has(tag) || tag.includes('-');

export const VOID_ELEMENTS = set(
  'area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr',
);

/** Inline elements that stand apart from the word before and after them. */
export const SPACED = set('img input label option time svg datalist meter progress output annotation');

export const HEADINGS = set('h1 h2 h3 h4 h5 h6');

/** Parts of a table: they may close each other, and nothing else closes them. */
export const TABLE_PARTS = set('caption thead tbody tfoot tr td th');

/** Parts of a word that has its reading over it; each ends the one before. */
export const RUBY_PARTS = set('rb rt rtc rp');

/** An open `p` ends where one of these begins. */
export const ENDS_PARAGRAPH = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp',
);

/** Elements that cannot sit inside preformatted text: an unclosed `pre` must not swallow the page. */
export const ENDS_PREFORMATTED = set(
  'article aside dl figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p section table ul',
);

/** Inline elements that sites make stand apart by their style sheets alone: badges, names and dates in a row. */
export const STYLED_APART = set('span a b strong i em small bdi');

/** HTML elements that end an unclosed `svg`. */
export const ENDS_SVG = set(
  'article aside blockquote body center code dd div dl dt em foreignobject footer h1 h2 h3 h4 h5 h6 header hr img li main nav ol p pre section small span strong table ul',
);

/** Attributes that are kept as evidence; names that start with `aria-` are kept too. */
export const KEPT_ATTRIBUTES = set(
  'id class role rel itemprop itemtype property datetime href hidden style lang dir content name http-equiv type alt typeof data-testid data-component shadowrootmode',
);

const INLINE = set(
  'a abbr acronym applet b bdi bdo big blink cite code data del dfn em font head html i ins kbd mark nobr path picture q rb rp rt rtc ruby s samp script slot small span strike strong style sub sup svg title tt u use var',
);

/** The elements of HTML, and what pages hold most besides. */
export const TAGS: ReadonlySet<string> = new Set([
  ...BLOCK_LEVEL,
  ...VOID_ELEMENTS,
  ...SPACED,
  ...TABLE_PARTS,
  ...INLINE,
]);
