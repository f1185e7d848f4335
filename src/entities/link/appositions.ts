import type { Span } from '../span.ts';
import { initialsOf, isAcronym } from './acronyms.ts';
import { bothKnown, firstWord, type NameNode } from './nodes.ts';
import { isLegalForm } from './spellings.ts';
import type { UnionFind } from './union.ts';

const OPENING = /^\s*\(\s*["“«]?$/;
const SLASH = /^\s?\/\s?$/;

/** A space center is a place to one tagger and an organization to the next. */
const compatible = (a: NameNode, b: NameNode): boolean => a.type !== 'person' && b.type !== 'person';

/** An acronym that is nobody's well-known name, and the one name of the article whose initials it spells. */
export const linkInitials = (nodes: readonly NameNode[], union: UnionFind): void => {
  const byInitials = new Map<string, NameNode[]>();
  for (const node of nodes) {
    if (node.type === 'person' || node.words.length < 2 || isLegalForm(node.words.at(-1)!)) continue;
    for (const initials of new Set(initialsOf(node.key))) {
      const list = byInitials.get(initials) ?? [];
      list.push(node);
      byInitials.set(initials, list);
    }
  }
  for (const node of nodes) {
    if (node.type === 'person' || node.words.length !== 1 || node.known !== null || !isAcronym(node.form))
      continue;
    const named = (byInitials.get(node.key.replace(/s$/, '')) ?? byInitials.get(node.key) ?? []).filter(
      (other) => compatible(node, other) && !bothKnown(node, other),
    );
    const roots = new Set(named.map((other) => union.find(other.id)));
    if (roots.size === 1 && (node.form.length > 2 || named[0]!.words.length === 2))
      union.join(node.id, named[0]!.id);
  }
};

/** Organizations, and names whose kind the tagger could not tell: an acronym in parentheses makes them one. */
const isBody = (node: NameNode): boolean => node.type === 'organization' || node.type === 'other';

/** Whether the initials of the longer name spell the acronym. */
const spells = (long: NameNode, short: NameNode): boolean => initialsOf(long.key).includes(short.key);

/** A name has few aliases: what stands beside ever others, as a shop does in the credits of pictures, is no alias of them. */
const MOST_ALIASES = 3;

/** Capitals of more letters are rather a word than an acronym, unless they spell the name. */
const LONGEST_ALIAS = 6;
const isShort = ({ form }: NameNode): boolean => firstWord(form).length <= LONGEST_ALIAS;

/** Acronyms that spell a name of the article, by what they spell: others need not look for what they stand for. */
const spelledBy = (nodes: Iterable<NameNode>): ReadonlySet<string> =>
  new Set([...nodes].flatMap(({ key, words }) => (words.length > 1 ? initialsOf(key) : [])));

/** What an article says by its punctuation: "Name (ALIAS)", "Name (ALIAS / OTHER)", "ALIAS/OTHER". */
export const linkApposed = (
  text: string,
  spans: readonly Span[],
  nodeOf: Map<Span, NameNode>,
  union: UnionFind,
): void => {
  const pairs: [NameNode, NameNode][] = [];
  const spelled = spelledBy(new Set(nodeOf.values()));
  /** "ALIAS/OTHER": neither or both are well known, or they are two. */
  const areSame = (a: NameNode, b: NameNode): boolean =>
    isShort(a) && isShort(b) && (a.known === null) === (b.known === null);
  /** "Name (ALIAS)": the acronym spells it, or nothing else that the article names. */
  const standsFor = (short: NameNode, long: NameNode): boolean =>
    spells(long, short) || (isShort(short) && !spelled.has(short.key));
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
    const agree = slash ? areSame(name, b) : inner ? standsFor(b, name) : spells(b, name);
    if (alias && agree && closed) pairs.push([name, b]);
  }
  const beside = new Map<NameNode, Set<NameNode>>();
  for (const [a, b] of pairs)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      (beside.get(one) ?? beside.set(one, new Set()).get(one)!).add(other);
  const isFree = (node: NameNode): boolean => beside.get(node)!.size <= MOST_ALIASES;
  for (const [a, b] of pairs) if (isFree(a) && isFree(b)) union.join(a.id, b.id);
};
