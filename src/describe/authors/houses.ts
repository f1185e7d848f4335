import type { PageEvidence } from '../evidence.ts';
import { cleanName, isFullName } from '../names/clean.ts';
import { isAgency } from '../names/roles.ts';
import { isHostName } from '../site-name.ts';
import { folded, line, unique } from '../text.ts';

type Names = readonly string[];

/** What a page and its publisher are called. */
export const houseNames = ({ things }: PageEvidence, site: string | null): string[] =>
  unique([site, ...things.map(({ publisher }) => publisher)].flatMap((name) => line(name) ?? [])).filter(
    (name) => folded(name).length > 2,
  );

/**
 * "Anna Berg The Daily Example" and "Anna Berg, The Daily Example, Harnvik": where a person works is no second name
 * of theirs, nor is the one word behind it, a place. An agency beside a person is a credit.
 */
export function withoutHouse(names: Names, houses: Names, url: string | null): string[] {
  const isHouse = (name: string): boolean =>
    houses.some((house) => folded(house) === folded(name)) ||
    isHostName(name, url) ||
    HOST.test(name) ||
    isAgency(name);
  const people: string[] = [];
  const all: string[] = [];
  let behind = false;
  for (const name of names) {
    const house = houses.find((each) => folded(name).endsWith(` ${folded(each)}`));
    const rest = house && cleanName(name.slice(0, Math.max(0, name.length - house.length)));
    const bare = rest && isFullName(rest) ? rest : name;
    all.push(bare);
    const isPlace = behind && !name.includes(' ');
    if (!isHouse(bare) && !isPlace) people.push(bare);
    behind = bare !== name || isHouse(bare);
  }
  return unique(people.some(isFullName) ? people : all);
}

/** "TheExample.com" beside a person. */
const HOST = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+){0,2}\.(?:com|org|net|info|tv|co\.uk|[a-z]{2})$/iu;
