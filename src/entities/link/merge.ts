import type { Entity, EntityType } from '../../document/article.ts';
import { rolesOf } from '../roles.ts';
import type { Span } from '../span.ts';
import { isAcronym } from './acronyms.ts';
import { linkApposed, linkInitials } from './appositions.ts';
import { type NameNode, nodesOf } from './nodes.ts';
import { linkPersons } from './persons.ts';
import { linkShortened } from './shortened.ts';
import { linkSpellings } from './spellings.ts';
import { UnionFind } from './union.ts';

const count = (node: NameNode): number => node.spans.length;

/** Fullest first: spelled out before acronym, more words, more mentions, earlier. */
const fuller = (a: NameNode, b: NameNode): number =>
  Number(isAcronym(a.form)) - Number(isAcronym(b.form)) ||
  b.words.length - a.words.length ||
  count(b) - count(a) ||
  a.id - b.id;

/** The type most mentions have; a type that says nothing gives way to one that does. */
const typeOf = (members: readonly NameNode[]): EntityType => {
  const votes = new Map<EntityType, number>();
  const telling = members.filter((node) => node.type !== 'other');
  const voters = telling.length > 0 ? telling : members;
  for (const node of voters) votes.set(node.type, (votes.get(node.type) ?? 0) + count(node));
  let best = voters[0]!.type;
  for (const [type, number] of votes) if (number > votes.get(best)!) best = type;
  return best;
};

const entityOf = (text: string, members: readonly NameNode[]): Entity => {
  const known = members.find((node) => node.known !== null)?.known;
  const spans = members.flatMap((node) => node.spans).sort((a, b) => a.start - b.start);
  const fullest = [...members].sort(fuller)[0]!;
  const type = typeOf(members);
  return {
    type,
    name: (known ?? fullest.form).replace(/\s+/g, ' '),
    roles: type === 'person' ? rolesOf(text, spans) : [],
    mentions: spans.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
  };
};

/**
 * Merges the names of one article into entities, sorted by first mention. `isListed` tells words that are well-known
 * bodies by themselves.
 */
export function mergeMentions(
  text: string,
  spans: readonly Span[],
  isListed: (form: string) => boolean,
): Entity[] {
  const nodes = nodesOf(text, spans);
  const nodeOf = new Map<Span, NameNode>();
  for (const node of nodes) for (const span of node.spans) nodeOf.set(span, node);
  const union = new UnionFind(nodes.length);
  linkSpellings(nodes, union);
  linkInitials(nodes, union);
  linkApposed(text, spans, nodeOf, union);
  linkShortened(nodes, union, isListed);
  linkPersons(nodes, union);

  const sets = new Map<number, NameNode[]>();
  for (const node of nodes) {
    if (count(node) === 0) continue;
    const root = union.find(node.id);
    const members = sets.get(root);
    if (members === undefined) sets.set(root, [node]);
    else members.push(node);
  }
  return [...sets.values()]
    .map((members) => entityOf(text, members))
    .sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start);
}
