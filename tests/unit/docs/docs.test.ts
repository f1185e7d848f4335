import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../src/assets.ts';
import { OUTCOMES, ROLES, STAGES } from '../../../src/document/index.ts';
import { ADVICE, ERRORS } from '../../../src/errors.ts';

const read = (file: string): string => readFileSync(join(packageRoot, file), 'utf8');

/** First and following cells of the rows of every table of a document. */
const rows = (file: string): string[][] =>
  read(file)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

test('every error code stands in docs/errors.md with its kind and meaning', () => {
  const documented = rows('docs/errors.md').filter(([code]) => code !== 'code');
  const known = Object.entries(ERRORS).map(([code, { kind, text }]) => [code, kind, text]);
  expect(documented.map((row) => row.slice(0, 3))).toEqual(known);
  const advised = documented.filter(([code]) => code! in ADVICE).map(([code, , , todo]) => [code, todo]);
  expect(advised).toEqual(Object.entries(ADVICE));
});

test('every role, outcome and stage stands in the glossary', () => {
  const words = rows('docs/glossary.md').map(([word]) => word);
  for (const word of [...ROLES, ...OUTCOMES]) expect(words).toContain(word);
  expect(read('docs/glossary.md')).toContain(STAGES.join(', '));
});

test('the enumerations of the database are those of the code', () => {
  const sql = read('sql/migrations/0001_core.sql');
  const values = (type: string): string[] => {
    const body = new RegExp(`create type winnow\\.${type} as enum\\s*\\(([^)]*)\\)`).exec(sql)?.[1] ?? '';
    return [...body.matchAll(/'([^']+)'/g)].map((match) => match[1]!);
  };
  expect(values('role')).toEqual([...ROLES]);
  expect(values('outcome_kind')).toEqual([...OUTCOMES]);
});
