import { plain } from '../text.ts';
import { type Json, looseJson } from './loose.ts';

type Thing = { readonly [key: string]: Json };

/** Somebody or something that a description names. */
interface Named {
  readonly name: string;
  readonly organization: boolean;
}

/** A thing's image: where it is, what it shows, who made it. */
interface LinkedImage {
  readonly address: string | null;
  readonly caption: string | null;
  readonly credit: string | null;
}

/** One thing that a page's JSON-LD describes, reduced to what this stage asks for. */
export interface LinkedThing {
  /** `schema.org` types without their prefix. */
  readonly types: readonly string[];
  readonly headline: string | null;
  readonly name: string | null;
  readonly published: readonly string[];
  readonly created: readonly string[];
  readonly modified: readonly string[];
  readonly authors: readonly Named[];
  readonly publisher: string | null;
  readonly sections: readonly string[];
  readonly keywords: readonly string[];
  readonly description: string | null;
  readonly image: LinkedImage;
  /** Names of a `BreadcrumbList`, outermost first. */
  readonly trail: readonly string[];
  /** Agencies that the text comes from. */
  readonly sourceOrganizations: readonly string[];
  readonly licence: string | null;
  readonly language: string | null;
  readonly addresses: readonly string[];
}

const MOST_THINGS = 2_000;
/** What these properties hold is another writing than the page's own. */
const FOREIGN: ReadonlySet<string> = new Set(
  'comment comments review reviews itemListElement hasPart isPartOf mentions citation relatedLink about subjectOf suggestedAnswer acceptedAnswer offers aggregateRating author creator publisher image video'.split(
    ' ',
  ),
);

/** The things that a page's JSON-LD scripts describe at their top, in document order. */
export function linkedThings(scripts: readonly string[]): LinkedThing[] {
  const roots: Thing[] = [];
  const byId = new Map<string, Thing>();
  for (const script of scripts) for (const value of looseJson(script)) collect(value, roots, byId);
  return roots.map((thing) => reduce(thing, byId));
}

/** Walks lists, `@graph` and nested main entities; remembers every `@id` on the way. */
function collect(value: Json, roots: Thing[], byId: Map<string, Thing>): void {
  const queue: { value: Json; own: boolean }[] = [{ value, own: true }];
  for (let i = 0; i < queue.length && i < MOST_THINGS; i++) {
    const { value: at, own } = queue[i]!;
    if (isList(at)) for (const item of at) queue.push({ value: item, own });
    else if (isThing(at)) {
      const id = at['@id'];
      if (typeof id === 'string' && Object.keys(at).length > 1 && !byId.has(id)) byId.set(id, at);
      if (own && typesOf(at).length > 0) roots.push(at);
      for (const [key, child] of Object.entries(at))
        if (typeof child === 'object' && child !== null)
          queue.push({ value: child, own: own && !FOREIGN.has(key) });
    }
  }
}

function reduce(thing: Thing, byId: ReadonlyMap<string, Thing>): LinkedThing {
  const get = (...keys: string[]): readonly string[] => keys.flatMap((key) => texts(thing[key], byId));
  return {
    types: typesOf(thing),
    headline: get('headline')[0] ?? null,
    name: get('name')[0] ?? null,
    published: get('datePublished', 'uploadDate', 'datePosted'),
    created: get('dateCreated'),
    modified: get('dateModified'),
    authors: [...people(thing.author, byId), ...(thing.author ? [] : people(thing.creator, byId))],
    publisher: people(thing.publisher, byId)[0]?.name ?? null,
    sections: get('articleSection'),
    keywords: get('keywords'),
    description: get('description')[0] ?? null,
    image: imageOf(thing, byId),
    trail: trailOf(thing, byId),
    sourceOrganizations: people(thing.sourceOrganization, byId).map(({ name }) => name),
    licence: address(thing.license, byId),
    language: get('inLanguage')[0] ?? null,
    addresses: [...get('url', '@id'), ...(addressList(thing.mainEntityOfPage) ?? [])],
  };
}

function imageOf(thing: Thing, byId: ReadonlyMap<string, Thing>): LinkedImage {
  const first = isList(thing.image) ? thing.image[0] : thing.image;
  const image = isThing(first) ? resolve(first, byId) : {};
  const words = (value: Json | undefined): string | null => texts(value, byId)[0] ?? null;
  return {
    address: address(thing.image, byId) ?? address(thing.thumbnailUrl, byId),
    caption: words(image.caption) ?? words(image.description),
    credit:
      words(image.creditText) ??
      people(image.creator, byId)[0]?.name ??
      people(image.author, byId)[0]?.name ??
      people(image.copyrightHolder, byId)[0]?.name ??
      null,
  };
}

/** The names of a trail in the order of their positions. */
function trailOf(thing: Thing, byId: ReadonlyMap<string, Thing>): string[] {
  if (!typesOf(thing).includes('BreadcrumbList') || !isList(thing.itemListElement)) return [];
  return thing.itemListElement
    .filter(isThing)
    .slice(0, 20)
    .map((crumb, index) => ({
      name: texts(crumb.name, byId)[0] ?? texts(crumb.item, byId)[0] ?? '',
      position: Number(crumb.position ?? index),
    }))
    .filter(({ name }) => name !== '' && !/^https?:/.test(name))
    .sort((a, b) => a.position - b.position)
    .map(({ name }) => name);
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isThing = (value: Json | undefined): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const typesOf = (thing: Thing): string[] =>
  (isList(thing['@type']) ? thing['@type'] : [thing['@type']])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/#:]/, ''));

/** The strings that a value stands for: itself, the items of a list, the name of a thing. */
function texts(value: Json | undefined, byId: ReadonlyMap<string, Thing>, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (depth > 3 || value === undefined) return [];
  if (isList(value)) return value.slice(0, 200).flatMap((item) => texts(item, byId, depth + 1));
  if (!isThing(value)) return [];
  const thing = resolve(value, byId);
  return texts(thing['@value'] ?? thing.name ?? thing.headline, byId, depth + 1);
}

function people(value: Json | undefined, byId: ReadonlyMap<string, Thing>, depth = 0): Named[] {
  if (typeof value === 'string') return [{ name: plain(value) ?? '', organization: false }];
  if (depth > 3) return [];
  if (isList(value)) return value.slice(0, 200).flatMap((item) => people(item, byId, depth + 1));
  if (!isThing(value)) return [];
  const thing = resolve(value, byId);
  const organization = typesOf(thing).some((type) => /organi[sz]ation|corporation|brand/i.test(type));
  const name = texts(thing.name ?? thing.alternateName, byId, depth + 1);
  if (name.length > 0) return name.map((each) => ({ name: plain(each) ?? '', organization }));
  const parts = ['givenName', 'familyName'].flatMap((key) => texts(thing[key], byId, depth + 1));
  return parts.length > 0 ? [{ name: parts.join(' '), organization }] : [];
}

const resolve = (thing: Thing, byId: ReadonlyMap<string, Thing>): Thing => {
  const id = thing['@id'];
  return thing.name === undefined && typeof id === 'string' ? (byId.get(id) ?? thing) : thing;
};

function address(value: Json | undefined, byId: ReadonlyMap<string, Thing>): string | null {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.length > 0 ? address(value[0], byId) : null;
  if (!isThing(value)) return null;
  const thing =
    value.url === undefined && typeof value['@id'] === 'string' ? (byId.get(value['@id']) ?? value) : value;
  const url = thing.url ?? thing.contentUrl ?? thing['@id'];
  return typeof url === 'string' ? url : null;
}

const addressList = (value: Json | undefined): string[] | null => {
  if (typeof value === 'string') return [value];
  if (isThing(value)) return [value['@id'], value.url].filter((each) => typeof each === 'string');
  return null;
};
