import type { Role } from './role.ts';

/** What a user may change about refining. Part of the pipeline version: a change makes rows outdated. */
export interface RefineOptions {
  /** Find names; the costliest stage. */
  readonly entities: boolean;
  /** Names of rules that are switched off, such as `text:share` or `model:block`. */
  readonly disabledRules: readonly string[];
  /** What the user knows of single sites, in the order in which it is asked; absent when nothing. */
  readonly sites?: readonly SiteRules[];
  /** Text of the sites themselves, learned from what recurs on their pages; asked after the user's own rules. */
  readonly templates?: readonly SiteRules[];
  /** What was learned of single sites from their pages; absent when nothing was. */
  readonly habits?: readonly SiteHabits[];
}

export const DEFAULT_OPTIONS: RefineOptions = { entities: true, disabledRules: [] };

/** What a site always does the same way, as its pages show. */
export interface SiteHabits {
  readonly host: string;
  /** What stands beside the titles of many of its pages, mostly its name; letters and digits in lower case. */
  readonly titleAffixes: readonly string[];
  /** What `03/04/2020` means: true for 3 April; null when its pages do not show it. */
  readonly dayFirst: boolean | null;
}

/** What a user knows of one site. */
export interface SiteRules {
  /** Host name, which covers the hosts below it as well; `*` is every page, also one without an address. */
  readonly site: string;
  /** Start of the path, for a part of a site. */
  readonly path?: string;
  /** Asked in order, before all other rules count; the first that holds decides. */
  readonly rules: readonly SiteRule[];
  /** Rules and models that are switched off on this site alone. */
  readonly disabledRules: readonly string[];
}

/** A block that a selector and a phrase describe, whichever are given, and what it is. */
export interface SiteRule {
  /** Stored with every block that it decides, as `site:<name>`. */
  readonly name: string;
  /** CSS: the block lies in an element that matches. Holds on HTML pages alone. */
  readonly selector?: string;
  /** Words of the block; case and punctuation do not matter. */
  readonly phrase?: string;
  /** Where the phrase stands in the block; anywhere when not said. */
  readonly at?: PhrasePlace;
  /** A role; or `keep` for content, whose role the markup says, and `drop` for what is none. */
  readonly as: Role | 'keep' | 'drop';
}

export const PHRASE_PLACES = ['anywhere', 'start', 'end', 'whole'] as const;
export type PhrasePlace = (typeof PHRASE_PLACES)[number];

/** The options of one page: those of its site are added to the general ones, those of other sites left out. */
export const optionsFor = (options: RefineOptions, url: string | null): RefineOptions => {
  const { templates, habits: learned } = options;
  if (options.sites === undefined && templates === undefined && learned === undefined) return options;
  const place = placeOf(url);
  const sites = [...(options.sites ?? []), ...(templates ?? [])].filter((rules) => covers(rules, place));
  const habits = learned?.filter(({ host }) => host === place?.host) ?? [];
  const { entities, disabledRules } = options;
  return {
    entities,
    disabledRules: disabledRules.concat(...sites.map((own) => own.disabledRules)),
    ...(sites.length > 0 ? { sites } : {}),
    ...(habits.length > 0 ? { habits } : {}),
  };
};

interface Place {
  readonly host: string;
  readonly path: string;
}

const placeOf = (url: string | null): Place | null => {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname, pathname } = new URL(url);
  return { host: hostname, path: pathname };
};

const covers = ({ site, path }: SiteRules, place: Place | null): boolean => {
  if (site === '*' && path === undefined) return true;
  if (place === null) return false;
  const hosted = site === '*' || place.host === site || place.host.endsWith(`.${site}`);
  return hosted && (path === undefined || place.path.startsWith(path));
};
