import { initialsOf, isAcronym } from './acronyms.ts';
import type { NameNode } from './nodes.ts';
import type { Span } from './span.ts';
import type { UnionFind } from './union.ts';

const OPENING = /^\s*\(\s*["“«]?$/;
const SLASH = /^\s?\/\s?$/;

const CORPORATE: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company ltd limited llc plc lp gmbh ag sa spa nv bv se oyj ab asa group holdings holding'.split(
    ' ',
  ),
);
/** What broadcasters and agencies append to their letters: `CBC News`, `NHK World`. */
const BRANCHES: ReadonlySet<string> = new Set(['news', 'tv', 'television', 'radio', 'world', 'online']);
/** Words that say what kind of place a place is, before or after its name. */
const KIND_OF_PLACE: ReadonlySet<string> = new Set(
  'city province state governorate county district region town republic kingdom metropolitan area oblast prefecture'.split(
    ' ',
  ),
);
/** First words that are far too common to stand for the whole name. */
const COMMON_FIRST: ReadonlySet<string> = new Set(
  (
    'new north south east west northern southern eastern western central united national international american european ' +
    'british royal first world general federal state city union people peoples democratic republican popular free islamic ' +
    'university bank house court party council committee ministry department supreme high office saint san los las el la'
  ).split(' '),
);

const singular = (word: string): string => (word.length > 3 ? word.replace(/s$/, '') : word);

/** A key under which spellings of one organization or place fall together. */
const looseKey = (node: NameNode): string => {
  const [first, last] = [node.words[0]!, node.words.at(-1)!];
  if (node.words.length === 2 && isAcronym(firstWord(node.form)) && BRANCHES.has(last)) return first;
  const words = node.words.filter(
    (word) => !(node.type === 'organization' ? CORPORATE : KIND_OF_PLACE).has(word),
  );
  return (words.length > 0 ? words : node.words)
    .map(singular)
    .join(' ')
    .replace(/([ai])h\b/g, '$1');
};

/** A space center is a place to one tagger and an organization to the next. */
const compatible = (a: NameNode, b: NameNode): boolean => a.type !== 'person' && b.type !== 'person';

/** Two well-known names are never one, whatever stands between them. */
const bothKnown = (a: NameNode, b: NameNode): boolean =>
  a.known !== null && b.known !== null && a.known !== b.known;

/** `Apple`, `Apple Inc.`; `Force`, `Forces`; `Nasiriya`, `Nasiriyah`; `Basra`, `Basra province`. */
const linkLoosely = (nodes: readonly NameNode[], union: UnionFind): void => {
  const seen = new Map<string, NameNode>();
  for (const node of nodes) {
    if (node.type === 'person') continue;
    const key = `${node.type} ${looseKey(node)}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, node);
    else if (!bothKnown(node, other)) union.join(node.id, other.id);
  }
};

/** An acronym and the one name of the article whose initials it spells. */
const linkInitials = (nodes: readonly NameNode[], union: UnionFind): void => {
  const byInitials = new Map<string, NameNode[]>();
  for (const node of nodes) {
    if (node.type === 'person' || node.words.length < 2) continue;
    for (const initials of new Set(initialsOf(node.key))) {
      const list = byInitials.get(initials) ?? [];
      list.push(node);
      byInitials.set(initials, list);
    }
  }
  for (const node of nodes) {
    if (node.type === 'person' || node.words.length !== 1 || !isAcronym(node.form)) continue;
    const named = (byInitials.get(node.key.replace(/s$/, '')) ?? byInitials.get(node.key) ?? []).filter(
      (other) => compatible(node, other) && !bothKnown(node, other),
    );
    const roots = new Set(named.map((other) => union.find(other.id)));
    if (roots.size === 1 && (node.form.length > 2 || named[0]!.words.length === 2))
      union.join(node.id, named[0]!.id);
  }
};

/** What an article says by its punctuation: "Name (ALIAS)", "Name (ALIAS / OTHER)", "ALIAS/OTHER". */
const linkApposed = (
  text: string,
  spans: readonly Span[],
  nodeOf: Map<Span, NameNode>,
  union: UnionFind,
): void => {
  let opener: NameNode | null = null;
  for (let i = 1; i < spans.length; i++) {
    const before = spans[i - 1]!;
    const span = spans[i]!;
    const a = nodeOf.get(before);
    const b = nodeOf.get(span);
    if (a === undefined || b === undefined || span.start - before.end > 8) {
      opener = null;
      continue;
    }
    const between = text.slice(before.end, span.start);
    const slash = SLASH.test(between);
    if (OPENING.test(between)) opener = a;
    else if (!slash) opener = null;
    if (!slash && opener === null) continue;
    const name: NameNode = slash ? a : (opener ?? a);
    if (!isBody(b) || !isBody(name) || bothKnown(name, b)) continue;
    const outer = isAcronym(firstWord(name.form));
    const inner = isAcronym(firstWord(b.form));
    const alias = slash ? inner && outer : inner !== outer;
    const closed = slash || /^\s*[)/;,]/.test(text.slice(span.end, span.end + 3));
    if (alias && (inner || spells(b, name)) && closed) union.join(name.id, b.id);
  }
};

/** Organizations, and names whose kind the tagger could not tell: an acronym in parentheses makes them one. */
const isBody = (node: NameNode): boolean => node.type === 'organization' || node.type === 'other';

/** Whether the initials of the longer name spell the acronym. */
const spells = (long: NameNode, short: NameNode): boolean => initialsOf(long.key).includes(short.key);

const firstWord = (form: string): string => form.split(/[\s-]/, 1)[0] ?? '';

const LONGEST_PLACE = 3;

/** `State Department` for `U.S. State Department`, `MEK` for `MEK Iran`. */
const joinWithoutPlace = (
  node: NameNode,
  places: ReadonlySet<string>,
  byForm: ReadonlyMap<string, NameNode>,
  union: UnionFind,
): void => {
  const { words } = node;
  for (let k = 1; k <= Math.min(LONGEST_PLACE, words.length - 2); k++) {
    const first = words.slice(0, k).join(' ');
    const rest = byForm.get(words.slice(k).join(' '));
    if (rest !== undefined && (places.has(first) || ABBREVIATED_PLACES.has(first)))
      union.join(node.id, rest.id);
  }
  const acronym = words.length === 2 && places.has(words[1]!) ? byForm.get(words[0]!) : undefined;
  if (acronym !== undefined && isAcronym(acronym.form)) union.join(node.id, acronym.id);
};

const OF = /^(.+?) (?:of|for|in|at) (?:the )?(.+)$/;

/** `Supreme Court` for `Supreme Court of Iraq`, `Scientology` for `Church of Scientology`. */
const joinBeforeOf = (node: NameNode, byForm: ReadonlyMap<string, NameNode>, union: UnionFind): void => {
  const match = OF.exec(node.key);
  if (match === null) return;
  const before = byForm.get(match[1]!);
  const after = byForm.get(match[2]!);
  if (before !== undefined && match[1]!.includes(' ')) union.join(node.id, before.id);
  else if (after !== undefined && match[1] === 'church') union.join(node.id, after.id);
};

const ABBREVIATED_PLACES: ReadonlySet<string> = new Set([
  'us',
  'uk',
  'un',
  'eu',
  'united states',
  'united kingdom',
]);

/**
 * Shorter forms of a longer name: its start (`Kata’ib` for `Kata’ib Hezbollah`), or all of it but a
 * place at either end (`State Department` for `U.S. State Department`, `MEK` for `MEK Iran`).
 */
const linkShortened = (nodes: readonly NameNode[], union: UnionFind): void => {
  const places = new Set(nodes.filter((node) => node.type === 'place').map((node) => node.words.join(' ')));
  const byForm = new Map<string, NameNode>();
  for (const node of nodes) {
    const form = node.words.join(' ');
    if (node.type === 'organization' && !byForm.has(form)) byForm.set(form, node);
  }
  const byFirst = new Map<string, NameNode[]>();
  for (const node of nodes) {
    if (node.type !== 'organization' || node.words.length < 2) continue;
    const list = byFirst.get(node.words[0]!) ?? [];
    list.push(node);
    byFirst.set(node.words[0]!, list);
    joinWithoutPlace(node, places, byForm, union);
    joinBeforeOf(node, byForm, union);
  }
  for (const node of nodes) {
    const word = node.words[0]!;
    if (node.type !== 'organization' || node.words.length !== 1 || COMMON_FIRST.has(word) || places.has(word))
      continue;
    if (isAcronym(node.form)) continue;
    const longer = byFirst.get(word) ?? [];
    const roots = new Set(longer.map((other) => union.find(other.id)));
    if (roots.size === 1 && !bothKnown(node, longer[0]!)) union.join(node.id, longer[0]!.id);
  }
};

/** Links organizations, places and the rest: spellings, acronyms, appositions, shortened forms. */
export function linkOthers(
  text: string,
  spans: readonly Span[],
  nodes: readonly NameNode[],
  nodeOf: Map<Span, NameNode>,
  union: UnionFind,
): void {
  linkLoosely(nodes, union);
  linkInitials(nodes, union);
  linkApposed(text, spans, nodeOf, union);
  linkShortened(nodes, union);
}
