import type { EntityType } from '../../document/article.ts';
import { canonicalName } from './canonical.ts';
import { countriesOf, isOfItsCountry } from './institutions.ts';
import { type Evidence, inOrder, mostCommon, type Occurrence, type Sense } from './occurrence.ts';

/** A type that fewer than this share of a name's articles give it is a slip of the tagger. */
const SLIP = 0.25;
/** With fewer articles than this nobody can tell a second meaning from a slip. */
const FEW = 4;

/** The type that each type of a name stands for, once slips are put right. */
const settledTypes = (occurrences: readonly Occurrence[]): Map<EntityType, EntityType> => {
  const counts = new Map<EntityType, number>();
  for (const { type } of occurrences) counts.set(type, (counts.get(type) ?? 0) + 1);
  const telling = occurrences.filter(({ type }) => type !== 'other');
  const main = mostCommon((telling.length > 0 ? telling : occurrences).map(({ type }) => type));
  return new Map(
    [...counts].map(([type, count]) => [
      type,
      type === 'other' || occurrences.length < FEW || count < SLIP * occurrences.length ? main : type,
    ]),
  );
};

const evidenceOf = (occurrence: Occurrence, first: boolean, type: EntityType): Evidence => {
  if (occurrence.entry !== null) return { reason: 'gazetteer', detail: null, score: 1 };
  if (first) return { reason: 'first', detail: null, score: 1 };
  const slip = occurrence.type !== type;
  return { reason: 'same name', detail: slip ? `tagged ${occurrence.type}` : null, score: slip ? 0.7 : 0.9 };
};

/**
 * Senses of a name that is no person's: one for each type that it really has ("Georgia" the place and the team), as
 * organizations and places seldom share a name by chance, and one for each country of bodies that every country has.
 */
export const thingsOf = (occurrences: readonly Occurrence[]): Sense[] => {
  const types = settledTypes(occurrences);
  const countries = countriesOf(occurrences.filter(({ label }) => isOfItsCountry(label)));
  const groups = new Map<string, Occurrence[]>();
  for (const occurrence of [...occurrences].sort(inOrder)) {
    const type = occurrence.entry === null ? types.get(occurrence.type)! : '';
    const country = occurrence.entry === null ? countries.get(occurrence) : undefined;
    const key = `${occurrence.label}|${occurrence.entry ?? ''}|${occurrence.compartment}|${type}${country ? `|${country}` : ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [occurrence]);
    else group.push(occurrence);
  }
  return [...groups].map(([key, members]): Sense => {
    const first = members[0]!;
    const type = first.entry === null ? types.get(first.type)! : mostCommon(members.map((o) => o.type));
    return {
      key,
      label: first.label,
      type,
      name: canonicalName(members.map(({ name }) => ({ name, articles: 1 }))),
      compartment: first.compartment,
      entry: first.entry,
      members: members.map((occurrence, index) => ({
        occurrence,
        ...evidenceOf(occurrence, index === 0, type),
      })),
    };
  });
};
