import { describe, expect, it } from 'vitest';
import { addressDate } from '../../../src/describe/dates/address.ts';
import { format } from '../../../src/describe/dates/calendar.ts';
import { dayComesFirst, orderAsStated, shownOrder } from '../../../src/describe/dates/day-order.ts';
import { machineDate } from '../../../src/describe/dates/machine.ts';
import { writtenDates } from '../../../src/describe/dates/written.ts';

const machine = (value: string): string | null => {
  const moment = machineDate(value);
  return moment ? format(moment) : null;
};

const written = (text: string, language: string | null = 'en', dayFirst = true): string[] =>
  writtenDates(text, { language, dayFirst }).map(({ moment }) => format(moment));

describe('dates for machines', () => {
  it.each([
    ['2020-01-21', '2020-01-21'],
    ['2020-01-21T10:00:00+01:00', '2020-01-21T10:00:00+01:00'],
    ['2020-01-21T10:00:00.123Z', '2020-01-21T10:00:00Z'],
    ['2020-01-21 10:05:00 -0500', '2020-01-21T10:05:00-05:00'],
    ['2020-01-21T00:00:00', '2020-01-21'],
    ['20200121T1000', '2020-01-21T10:00'],
    ['2016/05/30', '2016-05-30'],
    ['Tue, 21 Jan 2020 10:00:00 +0100', '2020-01-21T10:00:00+01:00'],
    ['Thu Jan 16 2020 08:30:00 GMT+0100 (CET)', '2020-01-16T08:30:00+01:00'],
    ['1579600800', '2020-01-21T10:00:00Z'],
  ])('%s is %s, as precise as it was', (value, expected) => {
    expect(machine(value)).toBe(expected);
  });

  it.each([
    '0000-00-00',
    '2021-02-29',
    '1970-01-01T00:00:00Z',
    '2020-13-01',
    '2020',
    'v2020.1',
    '2020-01-2112',
  ])('%s is no date', (value) => {
    expect(machine(value)).toBeNull();
  });
});

describe('dates for people', () => {
  it.each([
    ['en', 'January 21, 2020', '2020-01-21'],
    ['en', 'Jan 212020', '2020-01-21'],
    ['en', 'Jan 21, 20205 mins', '2020-01-21'],
    ['en', 'Published on the 3rd of March 2019 at 4:05 pm', '2019-03-03T16:05'],
    ['de', 'Dienstag, 2. März 2021 um 18.30 Uhr', '2021-03-02T18:30'],
    ['de', '5. Jänner 2022', '2022-01-05'],
    ['fr', 'le 1er août 2018 à 9h15', '2018-08-01T09:15'],
    ['es', '4 de mayo de 2022', '2022-05-04'],
    ['pt', '12 de setembro de 2021', '2021-09-12'],
    ['it', '7 febbraio 2020', '2020-02-07'],
    ['pl', '15 września 2020', '2020-09-15'],
    ['cs', '3. listopadu 2019', '2019-11-03'],
    ['hr', '3. listopada 2019.', '2019-10-03'],
    ['ru', '9 мая 2015 г.', '2015-05-09'],
    ['hu', '2020. január 21.', '2020-01-21'],
    ['tr', '29 Ekim 2023', '2023-10-29'],
    ['el', '25 Μαρτίου 2021', '2021-03-25'],
    ['ar', '١٥ مارس ٢٠٢٠', '2020-03-15'],
    ['ja', '2020年1月21日（火）', '2020-01-21'],
    ['ko', '2020년 1월 21일', '2020-01-21'],
    ['en', "21 Jan '20", '2020-01-21'],
  ])('%s: %s is %s', (language, text, expected) => {
    expect(written(text, language)).toEqual([expected]);
  });

  it('reads the months of a language that the page does not claim', () => {
    expect(written('21 grudnia 2020', 'en')).toEqual(['2020-12-21']);
  });

  it('takes the order of day and month from the style, unless only one order exists', () => {
    expect(written('03/04/2020', 'en', true)).toEqual(['2020-04-03']);
    expect(written('03/04/2020', 'en', false)).toEqual(['2020-03-04']);
    expect(written('04/13/2020', 'en', true)).toEqual(['2020-04-13']);
    expect(written('03.04.2020', 'en', false)).toEqual(['2020-04-03']);
  });

  it('needs a year, and leaves numbers that only look like dates', () => {
    for (const text of [
      'January 21',
      'on Friday',
      'version 1.2.2020.3',
      'Version 7.4.13',
      'v. 7.4.13',
      '3-4 of 2020',
      '192.168.20.20',
      'Matthew 5 2019',
    ])
      expect(written(text)).toEqual([]);
  });
});

describe('day or month first', () => {
  it('believes the dates of the page', () => {
    const shown = (...lines: string[]) =>
      shownOrder(
        lines.map((text) => ({ text })),
        '/',
      );
    expect(shown('12/31/2020')).toBe(false);
    expect(shown('05/03/2020', '31/12/2020')).toBe(true);
    expect(shown('05/03/2020')).toBeNull();
  });

  it('believes what markup or address states of a day', () => {
    const blocks = [{ text: '06.05.13' }, { text: '4:05 PM' }];
    const stated = (day: number) => [{ year: 2013, month: 6, day }];
    expect(orderAsStated(blocks, stated(5))).toBe(false);
    expect(orderAsStated(blocks, stated(9))).toBeNull();
  });

  it('asks the region and the language where none tells', () => {
    expect(dayComesFirst('en', 'en-US', 'https://news.example.uk/')).toBe(false);
    expect(dayComesFirst('en', null, 'https://news.example.uk/')).toBe(true);
    expect(dayComesFirst('en', null, null)).toBe(false);
    expect(dayComesFirst('es', null, null)).toBe(true);
  });
});

describe('dates in addresses', () => {
  it.each([
    ['https://a.example/2020/01/21/story', '2020-01-21'],
    ['https://a.example/news/story-2020-01-21.html', '2020-01-21'],
    ['https://a.example/2020/jan/21/story', '2020-01-21'],
    ['https://web.archive.org/web/20160526181643/http://a.example/2013/04/04/x', '2013-04-04'],
    ['https://web.archive.org/web/20160526181643/http://a.example/x', null],
    ['https://a.example/2020/01/story', null],
    ['https://a.example/story-20209921', null],
    ['https://a.example/?from=2020-01-21', null],
  ])('%s names %s', (url, expected) => {
    const moment = addressDate(url);
    expect(moment ? format(moment) : null).toBe(expected);
  });
});

describe('a day and a year that only a style sheet kept apart', () => {
  it('are two numbers', () => {
    expect(written('Apr 042013')).toEqual(['2013-04-04']);
    expect(written('Mar 27, 20255 min read')).toEqual(['2025-03-27']);
  });

  it('are not seen in a count', () => {
    expect(written('In March 12000 people came')).toEqual([]);
    expect(written('In May 12015 visitors')).toEqual([]);
  });
});
