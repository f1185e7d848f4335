import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { EntityType } from '../../../src/document/article.ts';
import { findEntities } from '../../../src/entities/index.ts';

interface Expected {
  readonly entities: readonly { readonly type: EntityType; readonly forms: readonly string[] }[];
  readonly never: readonly string[];
}

const folder = new URL('../../fixtures/entities/', import.meta.url);
const names = readdirSync(fileURLToPath(folder))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

describe.each(names)('names of the article %s', (name) => {
  const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8');
  const expected = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Expected;
  const entities = findEntities(text, { language: 'en' });

  it.each(expected.entities)('finds the $type $forms as one', ({ type, forms }) => {
    const holders = forms.map((form) => entities.filter((e) => e.mentions.some((m) => m.text === form)));
    expect(holders.map((held) => held.length)).toEqual(forms.map(() => 1));
    expect(new Set(holders.flat()).size).toBe(1);
    expect(holders[0]?.[0]?.type).toBe(type);
  });

  it('names nothing that is no name', () => {
    const found = entities.flatMap((e) => e.mentions.map((m) => m.text));
    expect(found.filter((form) => expected.never.includes(form))).toEqual([]);
  });
});
