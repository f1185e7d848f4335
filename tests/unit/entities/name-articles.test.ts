import { expect, test } from 'vitest';
import type { Article, Block } from '../../../src/document/index.ts';
import { nameArticles } from '../../../src/entities/name-articles.ts';

const block = (article: number, role: Block['role'], text: string, ordinal: number): Block => ({
  ordinal,
  line: null,
  text,
  role,
  article,
  rule: 'test:given',
  confidence: 1,
  node: -1,
  links: [],
});

/** An entry of a listing: only what naming looks at. */
const entry = (ordinal: number, text: string): Article =>
  ({
    ordinal,
    text,
    language: 'en',
    published: null,
    entities: [],
    dates: [],
    money: [],
    shares: [],
  }) as unknown as Article;

test('what the text of an entry names is mentioned in its title too, by the same words, and so is what other entries name in full', () => {
  const bodies = [
    'The council of Lagos met Leyla Haddad on Monday. Haddad left Lagos by train.',
    'Nothing came of it, said Tomas Brandt in Accra.',
  ];
  const titles = [
    'Lagosians Cheer as Haddad Leaves Lagos',
    'Brandtish Hopes for Leyla Haddad and Mona Reyes',
  ];
  const blocks = new Map(
    bodies.map((text, index) => [
      index + 1,
      [block(index + 1, 'title', titles[index]!, 0), block(index + 1, 'paragraph', text, 1)],
    ]),
  );
  const articles = nameArticles(
    bodies.map((text, index) => entry(index + 1, text)),
    blocks,
    { entities: true },
  );
  const inTitle = ({ text, entities }: Article, title: string): string[] =>
    entities.flatMap(({ name, mentions }) =>
      mentions
        .filter(({ start, end, text: form }) => {
          expect(text.slice(start, end)).toBe(form);
          return start < title.length;
        })
        .map(({ start }) => `${start} ${name}`),
    );
  expect(inTitle(articles[0]!, titles[0]!)).toEqual(['19 Leyla Haddad', '33 Lagos']);
  expect(inTitle(articles[1]!, titles[1]!)).toEqual(['20 Leyla Haddad']);
});

test('program text names nobody, and names behind it stand where they stand', () => {
  const code = 'class User(BaseModel):\n    owner = "Tomas Brandt"\n    return fmt.Errorf("no: %v", err)';
  const prose = 'Leyla Haddad wrote this for the Harbour Trust in Lagos.';
  const letter = 'Dear Mona Reyes, the ferry to Accra leaves at noon.';
  const blocks = [block(1, 'code', code, 0), block(1, 'paragraph', prose, 1), block(1, 'code', letter, 2)];
  const text = [code, prose, letter].join('\n\n');
  const [article] = nameArticles([entry(1, text)], new Map([[1, blocks]]), { entities: true });
  const mentions = article!.entities.flatMap((entity) => entity.mentions);
  for (const { start, end, text: form } of mentions) expect(text.slice(start, end)).toBe(form);
  expect(mentions.map((mention) => mention.text)).toEqual(
    expect.arrayContaining(['Leyla Haddad', 'Lagos', 'Mona Reyes', 'Accra']),
  );
  expect(mentions.every(({ start }) => start >= code.length)).toBe(true);
});
