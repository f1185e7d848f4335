import { describe, expect, test } from 'vitest';
import type { Entity } from '../../../src/document/index.ts';
import { refine } from '../../../src/refine.ts';
import { type ExpectedEntity, expected, samplePage, surprises } from './sample-pages.ts';

const withForm = (entities: readonly Entity[], form: string): readonly Entity[] =>
  entities.filter(({ mentions }) => mentions.some(({ text }) => text === form));

/** The forms that stand in a text on their own, not only as part of a longer form of the same name. */
const occurringForms = (forms: readonly string[], text: string): string[] => {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  let rest = text;
  return longestFirst.filter((form) => {
    const occurs = rest.includes(form);
    rest = rest.replaceAll(form, '\n');
    return occurs;
  });
};

/** Whether all forms that occur in one article's text are mentions of one entity of the right type. */
const isFound = (wanted: ExpectedEntity, text: string, entities: readonly Entity[]): boolean => {
  const forms = occurringForms(wanted.forms, text);
  return entities.some(
    (entity) =>
      entity.type === wanted.type &&
      forms.every((form) => withForm(entities, form).some((candidate) => candidate === entity)),
  );
};

const named = Object.entries(expected.pages).flatMap(([key, { entities }]) =>
  entities === undefined ? [] : [{ key, entities }],
);

describe.each(named)('$key', ({ key, entities: wanted }) => {
  const { articles } = refine(samplePage(key));

  test('the names are found, each as one entity with all its forms', () => {
    const occurring = wanted.flatMap((entity) =>
      articles
        .filter(({ text }) => entity.forms.some((form) => text.includes(form)))
        .map((article) => ({ entity, article })),
    );
    const missed = occurring
      .filter(({ entity, article }) => !isFound(entity, article.text, article.entities))
      .map(({ entity, article }) => {
        const seen = entity.forms.flatMap((form) =>
          withForm(article.entities, form).map(({ type, name }) => `${form} → ${type} ${name}`),
        );
        return {
          where: `${article.ordinal} ${entity.type} ${entity.name}`,
          what: seen.join(', ') || 'not found',
        };
      });
    expect(surprises(key, 'entity', missed)).toEqual([]);
  });

  test('a mention is where its offsets say', () => {
    const astray = articles.flatMap(({ text, entities }) =>
      entities.flatMap(({ mentions }) =>
        mentions.filter((mention) => text.slice(mention.start, mention.end) !== mention.text),
      ),
    );
    expect(astray).toEqual([]);
  });
});
