import { initialsOf, isAcronym } from './acronyms.ts';
import type { NameNode } from './nodes.ts';
import type { Span } from './span.ts';
import type { UnionFind } from './union.ts';

const OPENING = /^\s*[("“«[]{0,2}\($|^\s*\(\s*["“«]?$|^\s*\(\s*$/;
const SLASH = /^\s?\/\s?$/;

const CORPORATE: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company ltd limited llc plc lp gmbh ag sa spa nv bv se oyj ab asa group holdings holding'.split(
    ' ',
  ),
);
/** Words that say what kind of place a place is, before or after its name. */
const KIND_OF_PLACE: ReadonlySet<string> = new Set(
  'city province state governorate county district region town republic kingdom metropolitan area island islands oblast prefecture'.split(
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
  const words = node.words.filter(
    (word) => !(node.type === 'organization' ? CORPORATE : KIND_OF_PLACE).has(word),
  );
  return (words.length > 0 ? words : node.words)
    .map(singular)
    .join(' ')
    .replace(/([ai])h\b/g, '$1');
};

const compatible = (a: NameNode, b: NameNode): boolean => a.type === b.type;

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
    const name: NameNode = slash ? a : (opener ?? a);
    if (!slash && opener === null) continue;
    if (b.type !== 'organization' || name.type !== 'organization' || bothKnown(name, b)) continue;
    const alias = isAcronym(firstWord(b.form)) || isAcronym(firstWord(name.form));
    const closed = slash || /^\s*[)/;,]/.test(text.slice(span.end, span.end + 3));
    if (alias && closed) union.join(name.id, b.id);
  }
};

const firstWord = (form: string): string => form.split(/[\s-]/, 1)[0] ?? '';

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
    const [first, rest] = [node.words[0]!, node.words.slice(1).join(' ')];
    const [start, last] = [node.words.slice(0, -1).join(' '), node.words.at(-1)!];
    const withoutPlace = places.has(first) || first === 'us' || first === 'un' ? byForm.get(rest) : undefined;
    const acronymAlone = places.has(last) && node.words.length === 2 ? byForm.get(start) : undefined;
    if (withoutPlace !== undefined && withoutPlace.words.length > 1) union.join(node.id, withoutPlace.id);
    if (acronymAlone !== undefined && isAcronym(acronymAlone.form)) union.join(node.id, acronymAlone.id);
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
