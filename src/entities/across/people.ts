import { foldName, nameWords } from '../link/fold.ts';
import { canonicalName } from './canonical.ts';
import { addTo, ENOUGH, judge, type Profile, priorOf, type Trait, traitsOf } from './evidence.ts';
import { isBare } from './label.ts';
import { type Evidence, inOrder, mostCommon, type Occurrence, type Sense } from './occurrence.ts';

/** Occurrences of one person, as far as is known. */
interface Cluster {
  /** Place among the clusters of the block, in the order in which they were founded. */
  readonly ordinal: number;
  readonly label: string;
  readonly compartment: string;
  readonly entry: string | null;
  readonly profile: Profile;
  readonly articles: Set<string>;
  /** Last words of the members' names as they are spelled, folded. */
  readonly surnames: Set<string>;
  readonly members: (Evidence & { readonly occurrence: Occurrence })[];
}

/** Clusters that share one trait are compared up to this many: the earliest, which stay the same as more come. */
const MOST_SHARING = 100;

const FIRST: Evidence = { reason: 'first', detail: null, score: 1 };
const LISTED: Evidence = { reason: 'gazetteer', detail: null, score: 1 };

/** A surname alone says less than a full name, and less still where the archive knows several who bear it. */
const SURNAME_ONLY = 0.2;
const SEVERAL_BEARERS = 0.2;

const surnameOf = ({ name }: Occurrence): string => nameWords(foldName(name)).at(-1) ?? '';
const givenOf = (label: string): string => (isBare(label) ? '' : label.slice(2, label.indexOf(' ')));

/** Whether two labels of one surname can be one person: equal, one without a given name, or an initial. */
const compatible = (a: string, b: string): boolean => {
  if (a === b || isBare(a) || isBare(b)) return true;
  const [first, second] = [givenOf(a), givenOf(b)];
  const initial = first.length === 1 || second.length === 1;
  return initial && first.charAt(0) === second.charAt(0) && a.split(' ').length === b.split(' ').length;
};

/** The clusters of a block, and which of them share a trait. */
class Clusters {
  readonly all: Cluster[] = [];
  private readonly byTrait = new Map<string, Cluster[]>();

  found(occurrence: Occurrence, evidence: Evidence): Cluster {
    const cluster: Cluster = {
      ordinal: this.all.length,
      label: occurrence.label,
      compartment: occurrence.compartment,
      entry: occurrence.entry,
      profile: { articles: 0, counts: new Map() },
      articles: new Set(),
      surnames: new Set(),
      members: [],
    };
    this.all.push(cluster);
    this.add(cluster, occurrence, evidence);
    return cluster;
  }

  add(cluster: Cluster, occurrence: Occurrence, evidence: Evidence): void {
    cluster.members.push({ ...evidence, occurrence });
    cluster.articles.add(occurrence.article);
    cluster.surnames.add(surnameOf(occurrence));
    const traits = traitsOf(occurrence);
    addTo(cluster.profile, traits);
    for (const { key } of traits) {
      const sharing = this.byTrait.get(key);
      if (sharing === undefined) this.byTrait.set(key, [cluster]);
      else if (sharing.length < MOST_SHARING && !sharing.includes(cluster)) sharing.push(cluster);
    }
  }

  /** Clusters that have at least one of the traits, in the order in which they were founded. */
  sharing(traits: readonly Trait[]): Cluster[] {
    const found = new Set<Cluster>();
    for (const { key } of traits) for (const cluster of this.byTrait.get(key) ?? []) found.add(cluster);
    return [...found].sort((a, b) => a.ordinal - b.ordinal);
  }
}

interface Candidate {
  readonly label: string;
  readonly compartment: string;
  readonly entry: string | null;
  readonly articles: ReadonlySet<string>;
  readonly surnames: ReadonlySet<string>;
  readonly traits: readonly Trait[];
}

const apart = (candidate: Candidate, cluster: Cluster): boolean => {
  if (cluster.compartment !== candidate.compartment) return true;
  if (cluster.entry !== candidate.entry && cluster.entry !== null && candidate.entry !== null) return true;
  if (!compatible(candidate.label, cluster.label)) return true;
  // A surname alone has to be spelled alike: sounds agree too easily where no given name speaks for it.
  if (isBare(candidate.label) && ![...candidate.surnames].some((name) => cluster.surnames.has(name)))
    return true;
  // An article that keeps two names apart means two people.
  const [few, many] =
    candidate.articles.size < cluster.articles.size
      ? [candidate.articles, cluster.articles]
      : [cluster.articles, candidate.articles];
  for (const article of few) if (many.has(article)) return true;
  return false;
};

/** The cluster that most speaks for, when that is enough; of equals the one that was founded first. */
const bestOf = (
  candidate: Candidate,
  clusters: Iterable<Cluster>,
  prior: (cluster: Cluster) => number,
): { cluster: Cluster; evidence: Evidence } | null => {
  let best: { cluster: Cluster; evidence: Evidence } | null = null;
  for (const cluster of clusters) {
    if (apart(candidate, cluster)) continue;
    const evidence = judge(prior(cluster), candidate.traits, cluster.profile);
    if (evidence.score >= ENOUGH && evidence.score > (best?.evidence.score ?? 0))
      best = { cluster, evidence };
  }
  return best;
};

const capped = (evidence: Evidence): Evidence => ({
  ...evidence,
  score: Math.round(Math.min(evidence.score / (ENOUGH * 1.5), 1) * 1000) / 1000,
});

/** The traits of a whole cluster, as far as its articles have them in common. */
const traitsOfCluster = (cluster: Cluster): Trait[] => {
  const { articles, counts } = cluster.profile;
  const traits = new Map<string, Trait>();
  for (const { occurrence } of cluster.members)
    for (const trait of traitsOf(occurrence)) {
      const count = counts.get(trait.key)!;
      traits.set(trait.key, { ...trait, weight: (trait.weight * count) / (count + articles / 20) });
    }
  return [...traits.values()];
};

/** Passes over clusters that later occurrences may have brought together. */
const MOST_PASSES = 3;

const mergeClusters = (founded: Clusters, prior: (cluster: Cluster) => number): Clusters => {
  let current = founded;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const merged = new Clusters();
    for (const cluster of current.all) {
      const candidate: Candidate = { ...cluster, traits: traitsOfCluster(cluster) };
      const best = bestOf(candidate, merged.sharing(candidate.traits), prior);
      const [root, ...others] = cluster.members;
      let target = best?.cluster;
      if (target === undefined) target = merged.found(root!.occurrence, root!);
      else merged.add(target, root!.occurrence, capped(best!.evidence));
      for (const member of others) merged.add(target, member.occurrence, member);
    }
    const settled = merged.all.length === current.all.length;
    current = merged;
    if (settled) break;
  }
  return current;
};

/** Puts an occurrence where most speaks for it, or makes it the first of a new cluster. */
const place = (clusters: Clusters, occurrence: Occurrence, prior: (cluster: Cluster) => number): void => {
  const traits = traitsOf(occurrence);
  const candidate: Candidate = {
    ...occurrence,
    articles: new Set([occurrence.article]),
    surnames: new Set([surnameOf(occurrence)]),
    traits,
  };
  const best = bestOf(candidate, clusters.sharing(traits), prior);
  if (best === null) clusters.found(occurrence, FIRST);
  else clusters.add(best.cluster, occurrence, capped(best.evidence));
};

/** What a user's gazetteer names, one cluster for each entry and label: no other evidence is asked for. */
const placeListed = (clusters: Clusters, occurrences: readonly Occurrence[]): void => {
  const listed = new Map<string, Cluster>();
  for (const occurrence of occurrences) {
    const { entry, label, compartment } = occurrence;
    if (entry === null) continue;
    const key = `${label}|${entry}|${compartment}`;
    const known = listed.get(key);
    if (known === undefined) listed.set(key, clusters.found(occurrence, LISTED));
    else clusters.add(known, occurrence, LISTED);
  }
};

const toSense = (cluster: Cluster, key: string): Sense => ({
  key,
  label: cluster.label,
  type: mostCommon(cluster.members.map(({ occurrence }) => occurrence.type)),
  name: canonicalName(cluster.members.map(({ occurrence }) => ({ name: occurrence.name, articles: 1 }))),
  compartment: cluster.compartment,
  entry: cluster.entry,
  members: cluster.members,
});

/** Keys that stay when more is read: the largest cluster of a label has the label's own, others their first article's. */
const keyed = (clusters: readonly Cluster[]): Sense[] => {
  const largest = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const group = `${cluster.label}|${cluster.entry ?? ''}|${cluster.compartment}`;
    const other = largest.get(group);
    if (other === undefined || cluster.members.length > other.members.length) largest.set(group, cluster);
  }
  return clusters.map((cluster) => {
    const group = `${cluster.label}|${cluster.entry ?? ''}|${cluster.compartment}`;
    const { article, name } = cluster.members[0]!.occurrence;
    const own = largest.get(group) === cluster ? '' : `${article} ${name}`;
    return toSense(cluster, `${group}|${own}`);
  });
};

/**
 * Which occurrences of persons that share a surname (as it sounds) are one person. Never by the name alone: who is named beside
 * them, their roles and the site decide, and how rare the name is says how much of that it takes. Full names come
 * first, in order of date; then surnames alone go to the bearer that fits, when one does.
 */
export const peopleOf = (surname: string, occurrences: readonly Occurrence[]): Sense[] => {
  const ordered = [...occurrences].sort(inOrder);
  const full = ordered.filter(({ label }) => !isBare(label));
  const labels = new Set(full.map(({ label }) => label));
  const prior = priorOf(surname, labels.size);
  const alone = prior - SURNAME_ONLY - (labels.size === 1 ? 0 : SEVERAL_BEARERS);

  const first = new Clusters();
  placeListed(first, ordered);
  const unlisted = (occurrence: Occurrence): boolean => occurrence.entry === null;
  for (const occurrence of full.filter(unlisted)) place(first, occurrence, () => prior);
  const clusters = mergeClusters(first, () => prior);
  for (const occurrence of ordered.filter((each) => isBare(each.label) && unlisted(each)))
    place(clusters, occurrence, (cluster) => (isBare(cluster.label) ? prior : alone));
  return keyed(clusters.all);
};
