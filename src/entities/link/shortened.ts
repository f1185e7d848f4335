import { isAcronym } from './acronyms.ts';
import { bothKnown, type NameNode } from './nodes.ts';
import type { UnionFind } from './union.ts';

/** First words that are far too common to stand for the whole name. */
const COMMON_FIRST: ReadonlySet<string> = new Set(
  (
    'new north south east west northern southern eastern western central united national international american european ' +
    'british royal first world general federal state city union people peoples democratic republican popular free islamic ' +
    'university bank house court party council committee ministry department supreme high office saint san los las el la'
  ).split(' '),
);

/** What a body's full name adds to the short one; anything else behind a well-known name is a product or another body. */
const FORMAL: ReadonlySet<string> = new Set(
  (
    'inc corp corporation co company cos ltd limited llc llp lp plc group holding holdings ag sa nv se spa gmbh us usa america north ' +
    'technologies technology systems solutions industries international motors motor electronics communications airlines airways ' +
    'bank bancorp financial party movement media entertainment pictures studios news television broadcasting pharmaceuticals ' +
    'laboratories energy petroleum oil foods stores brands partners and of the'
  ).split(' '),
);
const isFormal = (node: NameNode): boolean => node.words.slice(1).every((word) => FORMAL.has(word));

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
 * place at either end (`State Department` for `U.S. State Department`, `MEK` for `MEK Iran`). `isListed` tells words that
 * are well-known bodies by themselves: "Apple" is not what "Apple TV" is.
 */
export const linkShortened = (
  nodes: readonly NameNode[],
  union: UnionFind,
  isListed: (form: string) => boolean,
): void => {
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
    const all = byFirst.get(word) ?? [];
    const longer = isListed(node.form) ? all.filter(isFormal) : all;
    const roots = new Set(longer.map((other) => union.find(other.id)));
    if (roots.size === 1 && !bothKnown(node, longer[0]!)) union.join(node.id, longer[0]!.id);
  }
};
