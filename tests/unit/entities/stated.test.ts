import { describe, expect, it } from 'vitest';
import { findDates, statedMoney, statedShares } from '../../../src/entities/index.ts';

const dates = (text: string, published: string | null = '2020-01-21'): string[] =>
  findDates(text, { language: 'en', published }).map((date) => {
    expect(text.slice(date.start, date.end)).toBe(date.text);
    return `${date.text} = ${date.value}`;
  });
const money = (text: string, language = 'en'): string[] =>
  statedMoney(text, language).map((sum) => {
    expect(text.slice(sum.start, sum.end)).toBe(sum.text);
    return `${sum.text} = ${sum.amount} ${sum.currency}`;
  });

describe('shares that a text states', () => {
  it.each([
    ['Prices rose 3.5% in May and 12 per cent since.', 'en', ['3.5', '12']],
    ['It fell by -1.2 percent, that is 2 percentage points.', 'en', ['-1.2']],
    ['Ein Plus von 1.250,5 Prozent, dann 3,5\u00a0%.', 'de', ['1250.5', '3.5']],
    ['Une hausse de 12,5 % et de 3 pour cent.', 'fr', ['12.5', '3']],
    ['Room 5%b and model X10%.', 'en', []],
  ])('%s', (text, language, expected) => {
    const found = statedShares(text, language);
    expect(found.map(({ percent }) => percent)).toEqual(expected);
    for (const share of found) expect(text.slice(share.start, share.end)).toBe(share.text);
  });
});

describe('dates in other languages', () => {
  it.each([
    [
      'de',
      'Am 12. März 2021 begann es, am 1. Mai endete es; 2000 Leute kamen, gestern nur drei.',
      ['2021-03-12', '2019-05-01'],
    ],
    ['fr', 'Du 12 mars 2021 au 3/04/2021, et lundi dernier.', ['2021-03-12/2021-04-03']],
    ['es', 'El 12 de marzo de 2021, en marzo de 2020 y ayer.', ['2021-03-12', '2020-03']],
    ['pt', 'Em 12 de março de 2021.', ['2021-03-12']],
    ['nl', 'In januari 2019 en op 12 maart 2021.', ['2019-01', '2021-03-12']],
    ['ru', 'Встреча 12 марта 2021 года и 03.04.2020.', ['2021-03-12', '2020-04-03']],
    ['fi', '12. maaliskuuta 2021', []],
  ])('are read when they name their month: %s', (language, text, expected) => {
    const found = findDates(text, { language, published: '2020-01-21' });
    expect(found.map(({ value }) => value)).toEqual(expected);
    for (const date of found) expect(text.slice(date.start, date.end)).toBe(date.text);
  });
});

describe('dates that a text states', () => {
  it.each([
    ['It opened on 3 May 2019 and closed in May 2021.', ['3 May 2019 = 2019-05-03', 'May 2021 = 2021-05']],
    ['The council met on Monday.', ['Monday = 2020-01-20']],
    ['The council met on Thursday.', ['Thursday = 2020-01-16']],
    ['The council will meet on Thursday.', ['Thursday = 2020-01-23']],
    ['It was on Tuesday, a rainy day.', ['Tuesday = 2020-01-21']],
    [
      'On December 30 the lock failed; on March 3 it is to reopen.',
      ['December 30 = 2019-12-30', 'March 3 = 2020-03-03'],
    ],
    ['They left yesterday, and were there last week.', ['yesterday = 2020-01-20', 'last week = 2020-W03']],
    ['It was built two years ago.', ['two years ago = 2018']],
    ['The works began in November.', ['November = 2019-11']],
  ])('counts from the day of publication: %s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });

  it('says nothing of what counts from another event, or can be read in two ways', () => {
    expect(dates('A week later she may march again, at 10:30 am. It says 5/6/2020.')).toEqual([]);
  });

  it('says nothing of years that four digits cannot write', () => {
    expect(dates('It began about 2500 years ago, in May 1500 BC, and ends 9000 years from now.')).toEqual([]);
  });

  it('knows only full dates when nobody knows when the article was published', () => {
    expect(dates('On Monday, 3 May 2019, and yesterday.', null)).toEqual(['Monday, 3 May 2019 = 2019-05-03']);
    expect(dates('It met on Monday and in March, and meets this month and next year.', null)).toEqual([]);
  });
});

describe('sums of money that a text states', () => {
  it.each([
    ['It cost $3.5 million, or €20m.', ['$3.5 million = 3500000 USD', '€20m = 20000000 EUR']],
    [
      'They paid 1,200 dollars and US$ 1,234,567.89.',
      ['1,200 dollars = 1200 USD', 'US$ 1,234,567.89 = 1234567.89 USD'],
    ],
    ['A loan of 40 billion euros; EUR 12.', ['40 billion euros = 40000000000 EUR', 'EUR 12 = 12 EUR']],
    ['£5bn in all, HK$500 each', ['£5bn = 5000000000 GBP', 'HK$500 = 500 HKD']],
    ['In 2019 dollars were dear; 12 people paid; item A$', []],
  ])('have a currency and an amount: %s', (text, expected) => {
    expect(money(text)).toEqual(expected);
  });

  it('are read with the marks of their language', () => {
    expect(money('Es kostet 1.200.000,50 € oder 3,5 Mio. Euro, nicht 3.500 Euro.', 'de')).toEqual([
      '1.200.000,50 € = 1200000.5 EUR',
      '3,5 Mio. Euro = 3500000 EUR',
      '3.500 Euro = 3500 EUR',
    ]);
  });
});
