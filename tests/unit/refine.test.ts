import { expect, test } from 'vitest';
import { refine } from '../../src/refine.ts';
import { generateListing, SITE } from '../support/listing-generator/generate.ts';

test.each(['html', 'text'] as const)('the names of an entry are where its text has them, %s', (kind) => {
  const page = generateListing('wordpress-classic', 1);
  const { articles } = refine({
    url: `${SITE}/archive`,
    mediaType: kind === 'html' ? 'text/html' : 'text/plain',
    charset: 'utf-8',
    bytes: Buffer.from(page[kind]),
  });
  const mentions = articles.flatMap(({ text, entities }) =>
    entities.flatMap((entity) =>
      entity.mentions.map((mention) => [text.slice(mention.start, mention.end), mention.text]),
    ),
  );
  expect(mentions.length).toBeGreaterThan(10);
  for (const [found, said] of mentions) expect(found).toBe(said);
  const titles = new Set(page.entries.map(({ title }) => title));
  if (kind === 'html') for (const { text } of articles) expect(titles).toContain(text.split('\n')[0]);
});
