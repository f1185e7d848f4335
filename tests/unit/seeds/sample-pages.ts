import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import type { MediaType, Role } from '../../../src/document/index.ts';
import type { RefinablePage } from '../../../src/refine.ts';

const root = new URL('../../../', import.meta.url);
const file = (path: string): Buffer => readFileSync(new URL(path, root));
const source = (path: string): Buffer => file(`scripts/seeds/${path}`);

/** A sample page by its key in `tests/fixtures/seeds`. */
export interface SamplePage extends RefinablePage {
  readonly key: string;
}

interface FeedEntry {
  readonly url?: string;
  readonly html?: string;
  readonly text?: string;
}

interface ArchiveEntry {
  readonly type?: string;
  readonly url: string;
  readonly file?: string;
  readonly contentType?: string;
  readonly status?: string;
  readonly charset?: string;
}

interface Manifest {
  readonly feed: readonly FeedEntry[];
  readonly warc: readonly ArchiveEntry[];
  readonly wet: readonly ArchiveEntry[];
}

const manifest = JSON.parse(source('manifest.json').toString()) as Manifest;

const filePage = (key: string): SamplePage => ({
  key,
  url: null,
  mediaType: key.endsWith('.txt') ? 'text/plain' : 'text/html',
  charset: null,
  bytes: file(`seeds/${key}`),
});

const feedPages = manifest.feed.flatMap((entry, index): SamplePage[] => {
  const { url, html, text } = entry;
  const name = html ?? text;
  if (url === undefined || name === undefined) return [];
  const mediaType: MediaType = html === undefined ? 'text/plain' : 'text/html';
  return [
    { key: `feed.jsonl#${index + 1}`, url, mediaType, charset: 'utf-8', bytes: source(`feed/${name}`) },
  ];
});

const warcPages = manifest.warc.flatMap((entry): SamplePage[] => {
  const { url, file: name, contentType = '', status, charset = 'utf-8' } = entry;
  if (name === undefined || status !== '200 OK') return [];
  return [
    {
      key: `archive.warc.gz ${url}`,
      url,
      mediaType: contentType.startsWith('text/plain') ? 'text/plain' : 'text/html',
      charset: /charset=(.+)/.exec(contentType)?.[1] ?? null,
      bytes: iconv.encode(source(`warc/${name}`).toString(), charset),
    },
  ];
});

const wetPages = manifest.wet.map(
  ({ url, file: name }): SamplePage => ({
    key: `archive.wet.gz ${url}`,
    url,
    mediaType: 'text/plain',
    charset: 'utf-8',
    bytes: source(`wet/${name}`),
  }),
);

const FILES = [
  'text/night-boat-post.txt',
  'text/lock-gates-analysis.txt',
  'text/lightkeepers-captions.txt',
  'text/lightkeepers-return.txt',
  'text/tag-archive.txt',
  'html/tag-archive.html',
  'html/museum-whale.html',
  'html/hafenkran.html',
  'html/manara.html',
  'html/menu-only.html',
  'html/not-a-page.html',
];

/** Every sample page that a reader yields, as a reader yields it. */
export const samplePages: readonly SamplePage[] = [
  ...FILES.map(filePage),
  ...feedPages,
  ...warcPages,
  ...wetPages,
];

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

export interface ExpectedPage {
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
