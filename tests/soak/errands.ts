import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { articleHtml } from '../support/sample-pages.ts';

/** What a round asks of Winnow, again and again until it has come to its end. */
export interface Errand {
  readonly name: string;
  readonly args: readonly string[];
  /** Faults that strike meanwhile. */
  readonly strikes: number;
  /** Exit codes that say that nothing is left to do. */
  readonly over: readonly number[];
}

/** Pages, two with the same bytes, one that comes twice, one broken line, one without text. */
const writePages = (file: string, count: number): void => {
  const page = (url: string, number: number): string => JSON.stringify({ url, html: articleHtml(number) });
  const pages = Array.from({ length: count }, (_, number) =>
    page(`https://courier.example/${number}`, number),
  );
  const more = [
    page('https://mirror.example/3', 3),
    pages[7]!,
    '{"url": "https://courier.example/broken", ',
    JSON.stringify({ url: 'https://courier.example/void', html: '' }),
  ];
  writeFileSync(file, [...pages, ...more].join('\n'));
};

/** Better rules: the words that follow are said on every page. */
const BETTER = [
  {
    site: '*',
    rules: [{ name: 'minutes', phrase: 'publishes the minutes of its meetings', as: 'template' }],
  },
];

/** An ingest, then a reprocess with better rules that promotes itself. */
export const errandsOf = (folder: string, given: string | undefined, pages: number): Errand[] => {
  const input = given ?? join(folder, 'pages.jsonl');
  if (given === undefined) writePages(input, pages);
  const rules = join(folder, 'rules.json');
  writeFileSync(rules, JSON.stringify({ sites: BETTER }));
  return [
    { name: 'ingest', args: ['ingest', input], strikes: 7, over: [0] },
    {
      name: 'reprocess',
      args: ['reprocess', '--outdated', '--rules', rules, '--promote', '--max-loss', '100'],
      strikes: 5,
      // 2: nothing is outdated any more
      over: [0, 2],
    },
  ];
};
