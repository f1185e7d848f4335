import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../src/describe/days/labels.ts';
import { likeliestDay } from '../../../../src/describe/days/seen.ts';

const line = (value: string, ...signs: string[]) => ({ value, source: 'block:date', signs });
const WEIGHTS = { none: 0, near: 2, far: -2 };

describe('the likeliest day', () => {
  it('is nothing on a page without dates', () => {
    expect(likeliestDay([], WEIGHTS)).toBeNull();
  });

  it('is the one whose signs weigh most, with its share beside "none"', () => {
    const best = likeliestDay([line('2020-01-21', 'near'), line('2019-05-04', 'far')], WEIGHTS);
    expect(best?.day).toBe('2020-01-21');
    expect(best?.likelihood).toBeCloseTo(Math.exp(2) / (Math.exp(2) + Math.exp(-2) + 1));
  });

  it('adds up the lines that show a day, at whatever time', () => {
    const shown = [line('2020-01-21T10:00', 'x'), line('2020-01-21', 'x'), line('2019-05-04', 'x')];
    expect(likeliestDay(shown, WEIGHTS)).toEqual({ day: '2020-01-21', likelihood: 0.5 });
  });
});

describe('labels of days', () => {
  it.each([
    ['Veröffentlicht am ', '', 'published'],
    ['Publié le ', '', 'published'],
    ['Last updated: ', '', 'changed'],
    ['Stand: ', '', 'changed'],
    ['Joined ', '', 'other'],
    ['valid until ', '', 'span'],
    ['Budapest, ', '', 'none'],
    ['', ' von kj gepostet', 'published'],
  ])('%s… %s is %s', (before, after, label) => {
    expect(labelOf(before, after)).toBe(label);
  });
});
