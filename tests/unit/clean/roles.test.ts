import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROLES } from '../../../src/document/role.ts';

/** Roles that the expectations beside the pages of a folder name; they stand in the given column. */
const expectedIn = (folder: string, ending: string, column: number): string[] => {
  const place = new URL(`../../fixtures/${folder}/`, import.meta.url);
  return readdirSync(place)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => readFileSync(new URL(name, place), 'utf8').split('\n'))
    .filter((row) => row !== '' && !row.startsWith('#'))
    .flatMap((row) => (row.split('\t')[column] ?? '').split('|'));
};

it('every role is expected of a line of some page', () => {
  const expected = new Set([...expectedIn('html', '.roles.tsv', 0), ...expectedIn('text', '.tsv', 2)]);
  expect(ROLES.filter((role) => !expected.has(role))).toEqual([]);
});
