import { labelOf } from './label.ts';
import { mostCommon, type Occurrence } from './occurrence.ts';

/** Bodies that every country has one of: `label` without its prefix, as `looseKey` writes it. */
const OF_ITS_COUNTRY =
  /^(?:(?:supreme|constitutional|high|federal|appeal) court|court appeal|parliament|senate|congres|cabinet|national assembly|house(?: representative)?|house commons|central bank|(?:armed|security) force|army|navy|air force|police|national guard|election commission|electoral commission|central election commission|(?:interior|foreign|defense|defence|health|finance|justice|education|oil|labor|labour) ministry|ministry (?:interior|foreign affair|defense|defence|health|finance|justice|education|oil|labor|labour)|attorney general|supreme council|state council)$/;

/** Labels of the countries, by the runtime's English names of ISO 3166 regions. */
const makeCountries = (): ReadonlySet<string> => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = letters.flatMap((first) => letters.map((second) => names.of(first + second)));
  return new Set(found.filter((name) => name !== undefined).map((name) => labelOf('place', name).label));
};
let countries: ReadonlySet<string> | null = null;

/** Whether a label is the bare name of a body that every country has. */
export const isOfItsCountry = (label: string): boolean => OF_ITS_COUNTRY.test(label.slice(2));

const countriesBeside = (occurrence: Occurrence): string[] => {
  countries ??= makeCountries();
  const known = countries;
  return occurrence.companions.map(({ label }) => label).filter((label) => known.has(label));
};

/**
 * The country of whose "Supreme Court" each article speaks, as a label: the only one that it names; of several, the
 * one that other articles of its site speak of; empty when nothing tells, for all such articles together.
 */
export const countriesOf = (occurrences: readonly Occurrence[]): ReadonlyMap<Occurrence, string> => {
  const named = new Map(occurrences.map((occurrence) => [occurrence, countriesBeside(occurrence)]));
  const bySite = new Map<string, string[]>();
  for (const [{ host }, labels] of named)
    if (host !== null && labels.length === 1)
      (bySite.get(host) ?? bySite.set(host, []).get(host)!).push(labels[0]!);
  const sure = new Set([...named.values()].filter(({ length }) => length === 1).flat());
  const countryOf = (occurrence: Occurrence, labels: readonly string[]): string => {
    if (labels.length === 1) return labels[0]!;
    const site = bySite.get(occurrence.host ?? '') ?? [];
    const possible = labels.length === 0 ? site : site.filter((label) => labels.includes(label));
    if (possible.length > 0) return mostCommon(possible);
    const left = labels.filter((label) => sure.has(label));
    return left.length === 1 ? left[0]! : '';
  };
  return new Map([...named].map(([occurrence, labels]) => [occurrence, countryOf(occurrence, labels)]));
};
