import { isAcronym } from './acronyms.ts';
import { bothKnown, firstWord, type NameNode } from './nodes.ts';
import type { UnionFind } from './union.ts';

const CORPORATE: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company ltd limited llc plc lp gmbh ag sa spa nv bv se oyj ab asa group holdings holding'.split(
    ' ',
  ),
);
/** Longer ones are words, and stand in acronyms: "Company" is the second C of SCC, "Inc." no I. */
const LONGEST_ABBREVIATED = 4;
/** Whether a folded word is the legal form of a company, abbreviated. */
export const isLegalForm = (word: string): boolean =>
  word.length <= LONGEST_ABBREVIATED && CORPORATE.has(word);

/** What broadcasters and agencies append to their letters: `CBC News`, `NHK World`. */
const BRANCHES: ReadonlySet<string> = new Set(['news', 'tv', 'television', 'radio', 'world', 'online']);
/** Words that say what kind of place a place is; "City" stays, or Mexico City would be Mexico. */
const KIND_OF_PLACE: ReadonlySet<string> = new Set(
  'province governorate oblast prefecture region district republic'.split(' '),
);
/** The same before a name: "State of Texas", "City of London". */
const KIND_BEFORE: ReadonlySet<string> = new Set(['state', 'city', 'town', 'kingdom', 'county', 'republic']);

/** Letters: a shorter word ends in the s of its own, as Taos and Mars do. */
const LONGEST_KEPT = 4;
const singular = (word: string): string => (word.length > LONGEST_KEPT ? word.replace(/s$/, '') : word);

type Named = Pick<NameNode, 'type' | 'form' | 'words'>;

const bareWords = (node: Named): readonly string[] => {
  if (node.type === 'organization') return node.words.filter((word) => !CORPORATE.has(word));
  const named = KIND_BEFORE.has(node.words[0]!) ? node.words.slice(1) : node.words;
  return named.filter((word) => !KIND_OF_PLACE.has(word));
};

/** A key under which spellings of one organization or place fall together. */
export const looseKey = (node: Named): string => {
  const [first, last] = [node.words[0]!, node.words.at(-1)!];
  if (node.words.length === 2 && isAcronym(firstWord(node.form)) && BRANCHES.has(last)) return first;
  const words = bareWords(node);
  return (words.length > 0 ? words : node.words)
    .map(singular)
    .join(' ')
    .replace(/([ai])h\b/g, '$1');
};

/** `Apple`, `Apple Inc.`; `Force`, `Forces`; `Nasiriya`, `Nasiriyah`; `Basra`, `Basra province`. */
export const linkSpellings = (nodes: readonly NameNode[], union: UnionFind): void => {
  const seen = new Map<string, NameNode>();
  for (const node of nodes) {
    if (node.type === 'person') continue;
    const key = `${node.type} ${looseKey(node)}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, node);
    else if (!bothKnown(node, other)) union.join(node.id, other.id);
  }
};
