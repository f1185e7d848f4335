import { expect, test } from 'vitest';
import { clean, outline } from '../../../src/clean/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import { split } from '../../../src/split/index.ts';

const SAID = [
  ['merrin', 'Has anybody seen the ferry since Monday? It was to be back from the yard by noon on Tuesday.'],
  ['quayle', 'It lies at the slip in Ostrey. They found a crack in the shaft and sent for another one.'],
  ['halloway', 'So no boat this week, then. I have cancelled the vet and the piano tuner, in this order.'],
  [
    'merrin',
    'Thank you both. I shall row, as my grandmother did, and complain about it at the slip, as she did.',
  ],
] as const;

const post = ([name, words]: readonly [string, string], number: number, inner = ''): string =>
  `<div class="post" id="p${number}"><div class="side"><a class="username" href="/members/${name}">${name}</a></div>
   <div class="body"><time datetime="2021-03-0${number}T10:00:00Z">March ${number}, 2021</time><p>${words}</p></div>${inner}</div>`;

const postsIn = (html: string) => {
  const page = {
    url: 'https://harbour.example/t/1',
    mediaType: 'text/html' as const,
    text: `<html lang="en"><head><title>Where is the ferry? - Harbour Forum</title></head><body><nav><a href="/">Home</a></nav><h1>Where is the ferry?</h1>${html}</body></html>`,
    charset: 'utf-8',
  };
  const cleaned = clean(outline(page), page, DEFAULT_OPTIONS);
  const { posts, entries } = split({ ...cleaned, pageType: 'forum' }, page, DEFAULT_OPTIONS);
  expect(entries).toHaveLength(1);
  return posts.map(({ block, until, author }) => ({
    author,
    text: cleaned.blocks
      .slice(block, until)
      .map(({ text }) => text)
      .join(' '),
  }));
};

const said = SAID.map(([author, words]) => ({ author, text: expect.stringContaining(words) }));

test('a thread is one article whose posts have their writers', () => {
  expect(postsIn(SAID.map((each, index) => post(each, index + 1)).join(''))).toEqual(said);
});

test('answers that are nested are posts of their own', () => {
  const nested = SAID.reduceRight((inner, each, index) => post(each, index + 1, inner), '');
  expect(postsIn(nested)).toEqual(said);
});

test('a flattened thread has its posts with their writers, whatever else its lines say of these', () => {
  const lines = SAID.flatMap(([name, words], index) => [
    name,
    index % 2 === 0 ? 'Rower' : 'Member of the board',
    `Feb ${index + 3}, 20${index + 10}`,
    `${index * 17 + 4}`,
    `March ${index + 1}, 2021`,
    `#${index + 1}`,
    words,
  ]);
  const page = {
    url: 'https://harbour.example/t/1',
    mediaType: 'text/plain' as const,
    text: ['Where is the ferry?', ...lines, 'Contact us'].join('\n'),
    charset: 'utf-8',
  };
  const cleaned = clean(outline(page), page, DEFAULT_OPTIONS);
  const { posts, blocks } = split({ ...cleaned, pageType: 'forum' }, page, DEFAULT_OPTIONS);
  expect(posts.map(({ author }) => author)).toEqual(SAID.map(([name]) => name));
  expect(posts.map(({ day }) => cleaned.blocks[day ?? -1]?.text)).toEqual(
    SAID.map((_, index) => `March ${index + 1}, 2021`),
  );
  expect(blocks.map(({ ordinal }) => ordinal)).toEqual(blocks.map((_, index) => index));
});
