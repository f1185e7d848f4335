import { describe, expect, it } from 'vitest';
import { relativeDate } from '../../../src/describe/dates/relative.ts';

describe('phrases that count back', () => {
  it.each([
    ['3 days ago', 'en', 'P3D'],
    ['Posted: 2 hours ago', 'en', 'PT2H'],
    ['12 min. ago | 4 comments', 'en', 'PT12M'],
    ['vor 3 Tagen', 'de', 'P3D'],
    ['Gestern', 'de', 'P1D'],
    ['il y a 5 semaines', 'fr', 'P5W'],
    ['2 года назад', 'ru', 'P2Y'],
    ['3日前', 'ja', 'P3D'],
    ['vor 3 Tagen', null, null],
  ])('%s (%s) is %s', (text, language, expected) => {
    expect(relativeDate(text, language)).toBe(expected);
  });

  it.each(['in 3 days', 'in 3 Tagen', '3 days', '3 days ago she had sold the boat', 'days', ''])(
    '%j counts nothing back',
    (text) => {
      expect(relativeDate(text, 'en')).toBeNull();
      expect(relativeDate(text, 'de')).toBeNull();
    },
  );
});
