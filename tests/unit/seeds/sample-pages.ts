import { readdirSync, readFileSync } from 'node:fs';
import type { Page, Role } from '../../../src/document/index.ts';
import { formatOf, type ReadRecord, readPages } from '../../../src/read/index.ts';

const root = new URL('../../../', import.meta.url);
const file = (path: string): Buffer => readFileSync(new URL(path, root));

/** A sample page by its key in `tests/fixtures/seeds`. */
export interface SamplePage extends Page {
  readonly key: string;
}

const seedFiles = readdirSync(new URL('seeds/', root), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .sort();

const readSeeds = async (): Promise<ReadRecord[]> => {
  const records: ReadRecord[] = [];
  for (const source of seedFiles) {
    const known = formatOf(source);
    if (known === null) continue;
    const chunks = (async function* () {
      yield file(`seeds/${source}`);
    })();
    for await (const record of readPages({ source, chunks, ...known })) records.push(record);
  }
  return records;
};

/** Everything that the readers find in seeds/: pages, what they skip, what is broken. */
export const seedRecords: readonly ReadRecord[] = await readSeeds();

const keyOf = ({ origin: { source, record }, url }: Page): string => {
  if (record === null) return source;
  return /\.(?:jsonl|rss)$/.test(source) ? `${source}#${record}` : `${source} ${url}`;
};

export const samplePages: readonly SamplePage[] = seedRecords.flatMap((record) =>
  record.kind === 'page' ? [{ ...record.page, key: keyOf(record.page) }] : [],
);

export const samplePage = (key: string): SamplePage => {
  const page = samplePages.find((candidate) => candidate.key === key);
  if (page === undefined) throw new Error(`no sample page ${key}`);
  return page;
};

export interface ExpectedArticle {
  readonly title: string;
  readonly [field: string]: unknown;
}

export interface ExpectedEntity {
  readonly type: string;
  readonly name: string;
  readonly forms: readonly string[];
}

interface ExpectedPage {
  readonly outcome: string;
  readonly code?: string;
  readonly page_type?: string;
  readonly page_type_also_right?: readonly string[];
  readonly language?: string;
  readonly charset?: string;
  readonly articles?: readonly ExpectedArticle[];
  readonly entities?: readonly ExpectedEntity[];
}

interface Place {
  readonly 0: string;
  readonly 1: string;
}

export interface Expected {
  readonly pages: Readonly<Record<string, ExpectedPage>>;
  readonly never: readonly string[];
  readonly near_duplicates: readonly { readonly a: Place; readonly b: Place }[];
  readonly look_alikes: readonly { readonly a: Place; readonly b: Place }[];
  readonly exact_repeats_across_pages: readonly {
    readonly text: string;
    readonly pages: readonly string[];
  }[];
}

export const expected = JSON.parse(file('tests/fixtures/seeds/expected.json').toString()) as Expected;

const tableRows = (name: string): string[][] =>
  file(`tests/fixtures/seeds/${name}`)
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.split('\t'));

/** What is right for one block. `article` is 0 for the page, null when it is not judged. */
export interface GoldBlock {
  readonly page: string;
  readonly article: number | null;
  readonly roles: readonly Role[];
}

export interface GoldLine extends GoldBlock {
  readonly line: number;
}

export interface GoldStart extends GoldBlock {
  readonly start: string;
}

const common = (page: string, article: string, roles: string): GoldBlock => ({
  page,
  article: article === '-' ? null : Number(article),
  roles: roles.split('|') as Role[],
});

/** Every line of the five text pages. */
export const goldLines: readonly GoldLine[] = tableRows('gold.tsv').map(
  ([page = '', line = '', article = '', roles = '']) => ({
    ...common(`text/${page}`, article, roles),
    line: Number(line),
  }),
);

/** Telling blocks of the other pages, by how their text starts. */
export const goldStarts: readonly GoldStart[] = tableRows('roles.tsv').map(
  ([page = '', start = '', article = '', roles = '']) => ({ ...common(page, article, roles), start }),
);

/** Something that a page's expectation wants and the program does not give. */
export interface Miss {
  /** What was looked at: stable, so that a known miss is recognised. */
  readonly where: string;
  /** What was wanted and what was found. */
  readonly what: string;
}

/**
 * What the program is known not to get right yet: page, then where. The gold stays what a reader would say; a line
 * goes when the program learns it, and the tests fail until it is taken out.
 */
const knownMisses = file('tests/fixtures/seeds/known-misses.tsv')
  .toString()
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

/** Misses that nobody knows of, and known ones of this kind that are none any more; both should be empty. */
export const surprises = (key: string, kind: string, misses: readonly Miss[]): string[] => {
  const known = knownMisses.flatMap(([page, of, where]) => (page === key && of === kind ? [where!] : []));
  return [
    ...misses.filter(({ where }) => !known.includes(where)).map(({ where, what }) => `${where}: ${what}`),
    ...known
      .filter((where) => !misses.some((miss) => miss.where === where))
      .map((where) => `${where}: is right now; take it out of known-misses.tsv`),
  ];
};
