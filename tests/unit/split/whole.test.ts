import { expect, test } from 'vitest';
import { cleanText, outlineText } from '../../../src/clean/text/index.ts';
import type { Cleaned } from '../../../src/document/block.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';
import { split } from '../../../src/split/index.ts';
import { generateListing } from '../../support/listing-generator/generate.ts';

const cleaned = (text: string): Cleaned => ({
  blocks: cleanText(
    outlineText({ url: null, mediaType: 'text/plain', text, charset: 'utf-8' }),
    DEFAULT_OPTIONS,
  ),
  markup: null,
  pageType: 'other',
});

const articlesOf = (text: string): number =>
  split(cleaned(text), { url: null }, DEFAULT_OPTIONS).entries.length;

const paragraph = (topic: string): string =>
  `The council spoke about the ${topic} for most of the evening, and nobody who had come to listen to it went home the wiser, or the drier.`;

test('sub-headings do not part an article', () => {
  const sections = ['ferry', 'bridge', 'clock', 'reservoir', 'tram'].map(
    (topic) => `What will become of the ${topic}\n${paragraph(topic)}\n${paragraph(`old ${topic}`)}`,
  );
  expect(
    articlesOf(['An evening at the town hall', 'By Ada Merrin', 'May 3, 2021', ...sections].join('\n')),
  ).toBe(1);
});

test('questions and answers are one article', () => {
  const talk = ['ferry', 'bridge', 'clock', 'tram'].map(
    (topic) => `And what about the ${topic}?\n${paragraph(topic)}`,
  );
  expect(articlesOf(['A talk with the mayor', 'May 3, 2021', paragraph('year'), ...talk].join('\n'))).toBe(1);
});

test('a page without text has no article, and its lines are all there', () => {
  const page = cleaned('Home\nNews\nContact');
  const { blocks, entries, boundaries } = split(page, { url: null }, DEFAULT_OPTIONS);
  expect(entries).toEqual([]);
  expect(boundaries).toEqual([]);
  expect(blocks.map(({ text }) => text)).toEqual(['Home', 'News', 'Contact']);
});

test('a page that was kept whole says what was considered', () => {
  const [boundary] = split(
    cleaned(`A title of some kind\n${paragraph('ferry')}`),
    { url: null },
    DEFAULT_OPTIONS,
  ).boundaries;
  expect(boundary?.signals).toEqual(['whole', 'no-repetition']);
});

test('a forum is one article, and so is a page with splitting switched off', () => {
  const archive = cleaned(generateListing('magazine', 2).text);
  expect(
    split({ ...archive, pageType: 'listing' }, { url: null }, DEFAULT_OPTIONS).entries.length,
  ).toBeGreaterThan(2);
  expect(split({ ...archive, pageType: 'forum' }, { url: null }, DEFAULT_OPTIONS).entries).toHaveLength(1);
  const off = { ...DEFAULT_OPTIONS, disabledRules: ['split:entries'] };
  expect(split(archive, { url: null }, off).entries).toHaveLength(1);
});

test('of a list of the best, what might have parted it is kept beside the reason for not parting it', () => {
  const list = ['ferry', 'bridge', 'clock', 'tram', 'crane'].map(
    (topic) => `The ${topic} that everybody should see\n${paragraph(topic)}\nTake me there`,
  );
  const page = cleaned(['The best of the harbour', paragraph('year'), ...list].join('\n'));
  const { entries, boundaries } = split({ ...page, pageType: 'article' }, { url: null }, DEFAULT_OPTIONS);
  expect(entries).toHaveLength(1);
  expect(boundaries[0]?.signals).toEqual(expect.arrayContaining(['whole', 'refrain']));
  expect(boundaries[0]?.signals.filter((signal) => signal.startsWith('at:')).length).toBeGreaterThanOrEqual(
    4,
  );
});
