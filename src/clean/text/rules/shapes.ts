import { fold } from '../fold.ts';
import { isLongProse, type Line } from '../line.ts';
import { lineRule, type TextPage, type TextRule } from '../page.ts';
import { phraseMatcher } from '../phrases/matcher.ts';
import { HOME } from '../phrases/page.ts';
import { BYLINE, FILED, READ_MORE, TAGS } from '../phrases/parts.ts';
import { NETWORKS } from '../phrases/share.ts';
import { topicBit } from '../phrases/topics.ts';

const byline = phraseMatcher(BYLINE);
const readMore = phraseMatcher(READ_MORE);
const tags = phraseMatcher(TAGS);
const filed = phraseMatcher(FILED);

const ON = {
  share: topicBit('share'),
  copyright: topicBit('copyright'),
  template: topicBit('template'),
  advertisement: topicBit('advertisement'),
  form: topicBit('form'),
  navigation: topicBit('navigation'),
  readMore: topicBit('readMore'),
  writers: topicBit('writers'),
  comments: topicBit('comments'),
  related: topicBit('related'),
} as const;

const speaksOf = (line: Line, topic: number): boolean => (line.topics & topic) !== 0;

const AD_SLOT = /^\W{0,3}\d{2,4}\s?[x×X*]\s?\d{2,4}\W{0,3}$/;
const COPYRIGHT_SIGN = /©|\(c\)\s?\d{4}|&copy;/i;
const YEAR = /(19|20)\d{2}/;

/** Within the first or last lines of a page, where its frame stands. */
const atEdge = (line: Line, page: TextPage): boolean =>
  line.index < page.lines.length * 0.15 || line.index > page.lines.length * 0.75;

const isCopyright = (line: Line, page: TextPage): boolean => {
  if (line.weight > 60) return false;
  if (speaksOf(line, ON.copyright)) return !isLongProse(line) || atEdge(line, page);
  if (line.key.startsWith('copyright ') && line.weight <= 20 && YEAR.test(line.text)) return true;
  if (!COPYRIGHT_SIGN.test(line.text)) return false;
  return YEAR.test(line.text) || line.index > page.lines.length * 0.85;
};

const isTemplate = (line: Line, page: TextPage): boolean =>
  line.weight <= 80 && speaksOf(line, ON.template) && (line.weight < 14 || atEdge(line, page));

/** Words that also name networks, but say nothing alone. */
const WEAK_NETWORK: ReadonlySet<string> = new Set([
  'x',
  'line',
  'e',
  'mix',
  'news',
  'and',
  'on',
  'plus',
  'feed',
  'copy',
  'link',
  'buffer',
  'print',
  'pin',
  'hacker',
  'mail',
  'google',
  'share',
  'tweet',
  'rss',
  'email',
]);

const isNetworks = (line: Line): boolean => {
  if (line.weight > 12 || line.key === '') return false;
  const tokens = line.key.split(' ');
  return tokens.every((token) => NETWORKS.has(token)) && tokens.some((token) => !WEAK_NETWORK.has(token));
};

/** A short line that names several networks, whatever it says of them in whatever language. */
const namesNetworks = (line: Line): boolean => {
  if (line.weight > 14 || line.ends || line.key === '') return false;
  const named = line.key.split(' ').filter((token) => NETWORKS.has(token) && !WEAK_NETWORK.has(token));
  return new Set(named).size >= 2;
};

const isShare = (line: Line): boolean =>
  line.weight <= 14 &&
  (speaksOf(line, ON.share) || isNetworks(line) || namesNetworks(line)) &&
  !(line.ends && line.weight > 10);

/** "…and our channel – YouTube" under a line of such links. */
const isNetworkTail = (line: Line, page: TextPage): boolean => {
  if (line.weight > 14 || line.ends || page.roles[line.index - 1] !== 'share') return false;
  const last = line.key.slice(line.key.lastIndexOf(' ') + 1);
  return NETWORKS.has(last) && !WEAK_NETWORK.has(last);
};

const LABEL_END = /[:：]/;

/** The label that a phrase opens a line with is followed by a colon, or is all there is. */
const isLabelled = (line: Line, opening: number): boolean =>
  opening > 0 && (opening === line.key.length || LABEL_END.test(line.text.slice(0, opening + 6)));

const isTagsLabelled = (line: Line): boolean =>
  line.weight <= 60 && !line.ends && isLabelled(line, tags.opening(line.key));

/** "Posted in History, Tugs | Tagged boats | 4 Comments": names after words that nothing else opens with. */
const isFiled = (line: Line): boolean =>
  line.weight <= 40 && !line.ends && line.stops === 0 && !line.time.date && filed.opening(line.key) > 0;

/** Most characters of a tag. */
const TAG_LENGTH = 60;

const isTagList = (line: Line): boolean => {
  if (line.commas < 2 || line.ends || line.stops > 0 || line.weight > 80 || line.digits > 0.4) return false;
  const items = line.text.split(/[,，،、]/);
  if (items.length < 3 || items.some((item) => item.trim() === '' || item.length > TAG_LENGTH)) return false;
  if (items.some((item) => item.trim().split(' ').length > 7)) return false;
  const glued = items.slice(1).every((item) => item.charAt(0) !== ' ');
  if (glued && line.unspaced < 0.3) return items.every((item) => /\p{L}/u.test(item));
  if (line.text.includes(', and ') || line.text.includes(', or ')) return false;
  const spacedLimit = line.unspaced > 0.3 ? 10 : TAG_LENGTH;
  const short = items.every(
    (item) => item.trim().split(' ').length <= 4 && item.trim().length <= spacedLimit,
  );
  const named = line.capitals === null || line.capitals >= 0.7;
  return short && named && items.length >= 4 && line.common <= items.length / 4;
};

const isHashTags = (line: Line): boolean => {
  if (!line.text.startsWith('#') || line.weight > 40) return false;
  const words = line.text.split(/[\s,]+/).filter((word) => word !== '');
  return words.length > 1 && words.every((word) => word.startsWith('#') && /\p{L}/u.test(word));
};

const isDate = (line: Line): boolean => line.time.only && (line.time.date || line.time.relative);

/** "January 3, 2020 by Jane Roe": a date, then the words that open a byline, then a name. */
const isDateWithName = (line: Line): boolean => {
  if (!line.time.date || line.ends || line.weight > 14) return false;
  for (let at = line.key.indexOf(' '); at >= 0; at = line.key.indexOf(' ', at + 1)) {
    const rest = line.key.slice(at + 1);
    const opening = byline.opening(rest);
    if (opening === 0 || opening === rest.length) continue;
    const name = rest.slice(opening + 1).split(' ').length;
    if (isNameLike(line.text.split(/\s+/).slice(-name).join(' '))) return true;
  }
  return false;
};

/** A date beside a name, a section or a count: "January 3, 2020 | Jane Roe | 4 comments". */
const isDatedLine = (line: Line): boolean =>
  line.time.date &&
  !line.ends &&
  line.weight <= 14 &&
  (line.bars > 0 || /\s[–—-]\s/.test(line.text) || isUnspacedWithName(line)) &&
  line.common <= 4;

/** "浜田一郎 2020年11月18日": where words are not parted by blanks, a blank parts a name from its day. */
const isUnspacedWithName = (line: Line): boolean =>
  line.unspaced > 0.5 && /^\p{L}{2,8}(?:[\s\u3000]+\S{2,12}){1,3}$/u.test(line.text);

const NAME_JOINERS: ReadonlySet<string> = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'i',
  'och',
  'og',
  'ja',
  'en',
  'и',
  'та',
  've',
  'și',
  'és',
  'de',
  'van',
  'von',
  'der',
  'den',
  'di',
  'da',
  'del',
  'la',
  'le',
  'al',
  'el',
  'bin',
  'für',
  'for',
  'of',
  'the',
  'dos',
  'do',
  'ter',
  'zu',
]);

const isNameLike = (rest: string): boolean => {
  const words = rest.split(/[\s,|/&·•]+/).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0 || words.length > 8) return false;
  const cased = words.filter((word) => /^[^\p{L}]*(\p{Lu}|\p{Ll})/u.test(word));
  if (cased.length === 0) return words.length <= 5 && rest.length <= 40;
  const first = words[0] ?? '';
  return (
    /^[^\p{L}]*(\p{Lu}|\p{Lo})/u.test(first) &&
    cased.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word) || NAME_JOINERS.has(word.toLowerCase()))
  );
};

/** The text after a phrase of `length` folded characters; folding only joins punctuation, so words tell the place. */
const afterPhrase = (line: Line, length: number): string => {
  const words = line.key.slice(0, length).split(' ').length;
  const parts = line.text.split(/\s+/);
  const joined = parts.slice(words).join(' ');
  return joined !== ''
    ? joined
    : line.text
        .replace(/^[^:：]{0,20}[:：]\s*/, '')
        .slice(joined === '' && !LABEL_END.test(line.text) ? line.text.length : 0);
};

/** "海湾日报记者 文海生": whose reporter, then who. "김바다 기자 sea@example.org": who, then what they are. */
const REPORTER =
  /^\p{Script=Han}{2,10}(?:记者|記者|通讯员)(?:[\s\u3000:：/／]+\p{Script=Han}{2,4}){1,4}$|^(?:기자명 )?\p{Script=Hangul}{2,4} (?:선임|인턴)?(?:기자|특파원)(?: \S{1,60}@\S{3,60})?$/u;

const isByline = (line: Line): boolean => {
  if (line.weight > 14 || (line.ends && line.weight > 8)) return false;
  if (speaksOf(line, ON.writers) || REPORTER.test(line.text)) return true;
  const opening = byline.opening(line.key);
  if (opening === 0 || opening === line.key.length) return false;
  if (line.unspaced > 0.5)
    return isLabelled(line, opening) || /[\s/|：:]/.test(line.text.slice(0, opening + 2));
  return isNameLike(afterPhrase(line, opening));
};

const HOME_KEYS: ReadonlySet<string> = new Set(HOME.map(fold));

const PATH_SIGN = /\s*(?:[»›>→•|]|\s\/\s|::)\s*/;

const pathParts = (line: Line): readonly string[] =>
  line.text.split(PATH_SIGN).filter((part) => part.trim() !== '');

const isBreadcrumb = (line: Line): boolean => {
  if (line.weight > 40 || line.ends) return false;
  const parts = pathParts(line);
  if (parts.length < 2) return false;
  if (HOME_KEYS.has(fold(parts[0] ?? ''))) return true;
  return parts.length >= 3 && /[»›>→]/.test(line.text) && parts.every((part) => part.length <= 60);
};

const isLinkRow = (line: Line): boolean =>
  line.bars >= 2 && !line.ends && line.weight <= 60 && line.weight / (line.bars + 1) <= 4;

const isNavigation = (line: Line): boolean => line.weight <= 7 && speaksOf(line, ON.navigation);

const isPageNumbers = (line: Line): boolean =>
  line.digits === 1 && line.weight <= 12 && line.text.length <= 40;

const isReadMore = (line: Line): boolean =>
  line.weight <= 25 &&
  speaksOf(line, ON.readMore) &&
  !(line.weight > 7 && (line.ends || LABEL_END.test(line.text))) &&
  (line.weight <= 7 || readMore.opening(line.key) > 0);

const isForm = (line: Line): boolean =>
  line.weight <= 14 && speaksOf(line, ON.form) && !(line.ends && line.weight > 9);

const isComments = (line: Line): boolean =>
  line.weight <= 10 && speaksOf(line, ON.comments) && !(line.ends && line.weight > 8);

const isRelated = (line: Line): boolean => {
  if (!speaksOf(line, ON.related) || line.weight > 30) return false;
  return line.weight <= 6
    ? !line.ends || LABEL_END.test(line.text)
    : LABEL_END.test(line.text.slice(0, 40)) && !line.ends;
};

const hasNoWords = (line: Line): boolean => line.key === '';

/** Rules that need no more than the line and where on the page it stands, the surest first. */
export const SHAPE_RULES: readonly TextRule[] = [
  lineRule('separator', 'other', hasNoWords),
  lineRule('ad-slot', 'advertisement', (line) => AD_SLOT.test(line.text)),
  lineRule('ad-label', 'advertisement', (line) => line.weight <= 8 && speaksOf(line, ON.advertisement)),
  lineRule('copyright', 'copyright', isCopyright),
  lineRule('share', 'share', isShare),
  lineRule('network-tail', 'share', isNetworkTail),
  lineRule('template', 'template', isTemplate),
  lineRule('read-more', 'read-more', isReadMore),
  lineRule('tags-label', 'tags', isTagsLabelled),
  lineRule('filing-line', 'tags', isFiled),
  lineRule('hash-tags', 'tags', isHashTags),
  lineRule('date', 'date', isDate),
  lineRule('page-numbers', 'navigation', isPageNumbers),
  lineRule('byline', 'byline', isByline),
  lineRule('dated-line', 'date', (line) => isDatedLine(line) || isDateWithName(line)),
  lineRule('breadcrumb', 'breadcrumb', isBreadcrumb),
  lineRule('link-row', 'navigation', isLinkRow),
  lineRule('tag-list', 'tags', isTagList),
  lineRule('comments-heading', 'comments', isComments),
  lineRule('navigation-phrase', 'navigation', isNavigation),
  lineRule('form', 'form', isForm),
  lineRule('related-heading', 'related', isRelated),
];
