import { parse } from 'tldts';
import type { RefineOptions } from '../document/index.ts';
import { pipelinesOfPages } from './pipeline.ts';

/** Which pages are outdated. */
export type Freshness =
  | {
      /** The version that a page should be of, by its address. */
      readonly expected: (url: string | null) => string;
      /** The version of most pages. */
      readonly general: string;
      /** Registrable domains, or hosts without one, of the sites whose pages may be of another version; null: any. */
      readonly special: readonly string[] | null;
    }
  /** Only some stages run: pages of these versions are. */
  | { readonly outdated: readonly string[] };

/** What the pages of a store should be of when all stages run. */
export const freshnessOf = (options: RefineOptions): Freshness => {
  const pipelineOf = pipelinesOfPages(options);
  const expected = (url: string | null): string => pipelineOf(url).version;
  const { sites = [], templates = [], habits = [] } = options;
  const known = [...sites, ...templates];
  const hosts = [...known.map(({ site }) => site), ...habits.map(({ host }) => host)];
  const anywhere = known.some(({ site, path }) => site === '*' && path !== undefined);
  const domains = hosts.filter((host) => host !== '*').map((host) => parse(host).domain ?? host);
  return { expected, general: expected(null), special: anywhere ? null : [...new Set(domains)] };
};
