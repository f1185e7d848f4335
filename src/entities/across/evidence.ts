import { foldName, soundOf } from '../link/fold.ts';
import { isBare, labelOf } from './label.ts';
import type { Companion, Evidence, Occurrence } from './occurrence.ts';

/** From this score on two occurrences of a person's name are the same person. */
export const ENOUGH = 1;

/** What a name alone says: never enough. */
const DISTINCTIVE = 0.77;
const ORDINARY = 0.2;

/** What is shared counts by its kind; the sum of what stands beside the name is capped. */
const SHARED_PERSON = 0.9;
const SHARED_BODY = 0.4;
const SHARED_PLACE = 0.25;
const SAME_ROLE = 0.35;
const OTHER_ROLE = -0.6;
const SAME_HOST = 0.2;
const SAME_MONTH = 0.12;

/** A cluster of n articles has something in common when about n / 20 of them have it. */
const COMMON_SHARE = 0.05;

/** Named by everybody on every matter: sharing them says nothing. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  (
    'Reuters|Associated Press|Agence France-Presse|BBC|CNN|Twitter|Facebook|YouTube|Instagram|Google|WhatsApp|Telegram|' +
    'United States|United Nations'
  )
    .split('|')
    .map((name) => labelOf('organization', name).label),
);

/** Surnames that so many bear that the name says little, besides those that the archive itself shows to be common. */
const COMMON_SURNAMES: ReadonlySet<string> = new Set(
  (
    'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas ' +
    'taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king ' +
    'wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts evans turner ' +
    'parker collins edwards stewart morris murphy cook rogers morgan cooper reed bailey bell kelly howard ward cox wood watson ' +
    'müller schmidt schneider fischer weber meyer wagner becker hoffmann silva santos oliveira souza ferreira pereira costa ' +
    'rossi russo ferrari dubois durand bernard petit ivanov petrov kim park choi wang li zhang liu chen yang khan ahmed ali ' +
    'hassan hussein hussain mohammed mohamed muhammad abdullah singh kumar patel sharma das tanaka suzuki sato takahashi'
  )
    .split(' ')
    .map((surname) => soundOf(foldName(surname))),
);

/** A surname with this many given names in the archive is a common one. */
const MANY_GIVEN_NAMES = 6;

/** What a person's name says by itself: `surname` as it sounds, and how many given names it is borne with. */
export const priorOf = (surname: string, givenNames: number): number =>
  COMMON_SURNAMES.has(surname) || givenNames >= MANY_GIVEN_NAMES ? ORDINARY : DISTINCTIVE;

const weightOf = ({ label, type }: Companion): number => {
  if (EVERYWHERE.has(label) || isBare(label)) return 0;
  if (type === 'person') return SHARED_PERSON;
  return type === 'place' ? SHARED_PLACE : SHARED_BODY;
};

/** What the articles of a cluster share with another: keys with how many articles have them. */
export interface Profile {
  articles: number;
  readonly counts: Map<string, number>;
}

/** One thing that can be shared, with its weight and what to call it. */
export interface Trait extends Pick<Evidence, 'reason'> {
  readonly key: string;
  readonly weight: number;
  readonly detail: string;
}

/** More companions than this are a list, not a story: the first ones in order of their labels stand for it. */
const MOST_COMPANIONS = 60;

/** Everything about an occurrence that another one may share. */
export const traitsOf = (occurrence: Occurrence): Trait[] => {
  const companions = occurrence.companions.slice(0, MOST_COMPANIONS).flatMap((companion): Trait[] => {
    const weight = weightOf(companion);
    return weight === 0
      ? []
      : [{ key: companion.label, weight, reason: 'named together', detail: companion.name }];
  });
  const roles = occurrence.roles.map(
    (role): Trait => ({ key: `role ${role}`, weight: SAME_ROLE, reason: 'same role', detail: role }),
  );
  const host: Trait[] =
    occurrence.host === null
      ? []
      : [
          {
            key: `host ${occurrence.host}`,
            weight: SAME_HOST,
            reason: 'same site',
            detail: occurrence.host,
          },
        ];
  const month: Trait[] =
    occurrence.published === null
      ? []
      : [
          {
            key: `month ${occurrence.published.slice(0, 7)}`,
            weight: SAME_MONTH,
            reason: 'same month',
            detail: occurrence.published.slice(0, 7),
          },
        ];
  return [...companions, ...roles, ...host, ...month];
};

const isRole = (key: string): boolean => key.startsWith('role ');

const support = (profile: Profile, key: string): number => {
  const count = profile.counts.get(key) ?? 0;
  return count / (count + COMMON_SHARE * profile.articles);
};

/** Whether each of two has a role and they share none. */
const rolesDiffer = (traits: readonly Trait[], profile: Profile): boolean => {
  const own = traits.filter((trait) => isRole(trait.key));
  if (own.length === 0 || own.some((trait) => profile.counts.has(trait.key))) return false;
  for (const key of profile.counts.keys()) if (isRole(key)) return true;
  return false;
};

/** How much what stands beside a name speaks for its being one of a cluster; the strongest piece is named. */
export const judge = (prior: number, traits: readonly Trait[], profile: Profile): Evidence => {
  let score = prior;
  let best: Trait | null = null;
  let most = 0;
  for (const trait of traits) {
    const part = trait.weight * support(profile, trait.key);
    score += part;
    if (part > most) {
      most = part;
      best = trait;
    }
  }
  if (rolesDiffer(traits, profile)) score += OTHER_ROLE;
  return { reason: best?.reason ?? 'same name', detail: best?.detail ?? null, score };
};

export const addTo = (profile: Profile, traits: readonly Trait[]): void => {
  profile.articles++;
  for (const { key } of traits) profile.counts.set(key, (profile.counts.get(key) ?? 0) + 1);
};
