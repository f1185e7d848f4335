import { skeletonOf } from './fold.ts';
import type { NameNode } from './nodes.ts';
import type { UnionFind } from './union.ts';

/** Names that share a surname are compared pair by pair up to this many; pages that list more are not prose. */
const MOST_COMPARED = 40;

const push = <V>(map: Map<string, V[]>, key: string, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const sameGivenName = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0);
  return a.length > 2 && b.length > 2 && skeletonOf(a) === skeletonOf(b);
};

/** Whether two full names with one surname can be one person: `Donald Trump`, `D. J. Trump`, `Qasem`, `Qassem`. */
const sameFullName = (a: NameNode, b: NameNode): boolean => sameGivenName(a.words[0]!, b.words[0]!);

/** Joins full names that are spellings of one another. */
const linkSpellings = (full: readonly NameNode[], union: UnionFind): void => {
  const bySurname = new Map<string, NameNode[]>();
  for (const node of full) push(bySurname, node.sounds.at(-1)!, node);
  for (const namesakes of bySurname.values()) {
    const compared = namesakes.slice(0, MOST_COMPARED);
    for (const [i, a] of compared.entries()) {
      const b = compared.slice(0, i).find((other) => sameFullName(a, other));
      if (b !== undefined) union.join(a.id, b.id);
    }
  }
};

const distinct = (nodes: readonly NameNode[], union: UnionFind): NameNode[] => {
  const seen = new Set<number>();
  return nodes.filter((node) => {
    const root = union.find(node.id);
    return seen.has(root) ? false : seen.add(root) !== undefined;
  });
};

/** Gives each mention of a shared surname to the bearer who was named last before it, else to the first. */
const shareOut = (short: NameNode, bearers: readonly NameNode[]): void => {
  const named = bearers
    .flatMap((node) => node.spans.map(({ start }) => ({ start, node })))
    .sort((a, b) => a.start - b.start);
  let next = 0;
  let bearer = bearers[0]!;
  for (const span of short.spans.splice(0)) {
    for (; next < named.length && named[next]!.start < span.start; next++) bearer = named[next]!.node;
    bearer.spans.push(span);
  }
};

/** `Ben Ali` for `Zine El Abidine Ben Ali`: what begins with a particle that is also a given name ends a longer name. */
const joinEndings = (full: readonly NameNode[], union: UnionFind): void => {
  for (const short of full) {
    if (short.words[0] !== 'ben') continue;
    const longer = full.find(({ key }) => key.endsWith(` ${short.key}`));
    if (longer !== undefined) union.join(short.id, longer.id);
  }
};

/**
 * Links the persons of an article: spellings of one full name, then surnames (`Sadr` for `Muqtada
 * al-Sadr`, `García Márquez`), then given names that only one person bears.
 */
export function linkPersons(nodes: readonly NameNode[], union: UnionFind): void {
  const persons = nodes.filter((node) => node.type === 'person');
  const full = persons.filter((node) => node.words.length > 1);
  linkSpellings(full, union);

  const bySurname = new Map<string, NameNode[]>();
  const byGivenName = new Map<string, NameNode[]>();
  for (const node of full) {
    for (let i = 1; i < node.sounds.length; i++) push(bySurname, node.sounds.slice(i).join(' '), node);
    for (const word of node.sounds.slice(1, -1)) push(bySurname, word, node);
    push(byGivenName, node.sounds[0]!, node);
  }
  joinEndings(full, union);
  for (const short of persons) {
    const sound = short.sounds.join(' ');
    const all = (bySurname.get(sound) ?? []).slice(0, MOST_COMPARED).filter((node) => node.id !== short.id);
    const bearers = distinct(all, union);
    if (bearers.length > 1 && short.words.length === 1) {
      shareOut(short, all);
      continue;
    }
    const named =
      bearers.length > 0 ? bearers : distinct((byGivenName.get(sound) ?? []).slice(0, MOST_COMPARED), union);
    if (named.length === 1 && (short.words.length === 1 || bearers.length === 1))
      union.join(short.id, named[0]!.id);
  }
}
