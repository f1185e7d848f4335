import type { StatedMoney } from '../../document/article.ts';
import { decimalMark, NUMBER, plainNumber } from './numbers.ts';

/** What stands before or behind a number, with its ISO 4217 code. A bare dollar sign counts as the United States'. */
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  NT$: 'TWD',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '₦': 'NGN',
  '₫': 'VND',
  '₱': 'PHP',
};
const CODES =
  'USD EUR GBP JPY CHF CNY INR RUB AUD CAD NZD HKD SGD SEK NOK DKK PLN CZK HUF TRY BRL MXN ZAR KRW ILS AED SAR IQD IRR EGP NGN KES THB IDR VND PHP UAH TWD';
const WORDS: Readonly<Record<string, string>> = {
  dollars: 'USD',
  'us dollars': 'USD',
  'u.s. dollars': 'USD',
  'american dollars': 'USD',
  'canadian dollars': 'CAD',
  'australian dollars': 'AUD',
  'hong kong dollars': 'HKD',
  euros: 'EUR',
  euro: 'EUR',
  'pounds sterling': 'GBP',
  'british pounds': 'GBP',
  yen: 'JPY',
  yuan: 'CNY',
  renminbi: 'CNY',
  'swiss francs': 'CHF',
  rupees: 'INR',
  'indian rupees': 'INR',
  rubles: 'RUB',
  roubles: 'RUB',
  shekels: 'ILS',
  rand: 'ZAR',
  reais: 'BRL',
  dirhams: 'AED',
  naira: 'NGN',
  hryvnia: 'UAH',
  zloty: 'PLN',
};
const MAGNITUDES: Readonly<Record<string, number>> = {
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  mln: 6,
  mio: 6,
  million: 6,
  millions: 6,
  millionen: 6,
  bn: 9,
  b: 9,
  billion: 9,
  billions: 9,
  mrd: 9,
  milliarde: 9,
  milliarden: 9,
  tn: 12,
  trillion: 12,
};

const escaped = (text: string): string => text.replace(/[$.]/g, '\\$&');
const anyOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');

const MAGNITUDE = `(?:[ -]?(?:${anyOf(Object.keys(MAGNITUDES))})\\b\\.?)?`;
/** "$3.5 million", "EUR 20m"; then "20 million euros", "3,50 €". */
const BEFORE = new RegExp(
  `(?<![\\p{L}\\d$])(${anyOf(Object.keys(SIGNS))}|(?:${CODES.replaceAll(' ', '|')})(?= ?\\d)) ?(${NUMBER})(${MAGNITUDE})`,
  'giu',
);
const BEHIND = new RegExp(
  `(?<![\\p{L}\\d.,$€£¥])(${NUMBER})(${MAGNITUDE})[ \u00a0-]?(€|£|₽|(?:${anyOf(Object.keys(WORDS))}|${CODES.replaceAll(' ', '|')})(?![\\p{L}\\d]))`,
  'giu',
);

/** A number times a power of ten, in digits and not in floating point. */
const scaled = (number: string, power: number): string => {
  const [whole = '0', part = ''] = number.split('.');
  const digits = `${whole}${part.padEnd(power, '0')}`;
  const split = whole.length + power;
  const rest = digits.slice(split).replace(/0+$/, '');
  const integer = digits.slice(0, split).replace(/^0+(?=\d)/, '');
  return rest === '' ? integer : `${integer}.${rest}`;
};

/** "2019 dollars" are dollars of a year. */
const YEAR = /^(?:19|20)\d\d$/;

const powerOf = (magnitude: string): number =>
  MAGNITUDES[magnitude.replace(/^[ -]/, '').replace(/\.$/, '').toLowerCase()] ?? 0;

const currencyOf = (written: string): string =>
  SIGNS[written.toUpperCase()] ?? WORDS[written.toLowerCase()] ?? written.toUpperCase();

/**
 * The sums of money that a text states, with their ISO 4217 currency and the amount in digits. `language` says
 * which mark is the decimal one where the digits do not; null counts as English.
 */
export const statedMoney = (text: string, language: string | null): StatedMoney[] => {
  const decimal = decimalMark(language);
  const found: StatedMoney[] = [];
  const add = (start: number, form: string, currency: string, number: string, magnitude: string): void => {
    const written = form.replace(/[\s.]+$/, '');
    if (magnitude === '' && YEAR.test(number) && /^\p{L}/u.test(currency)) return;
    found.push({
      start,
      end: start + written.length,
      text: written,
      currency: currencyOf(currency),
      amount: scaled(plainNumber(number, decimal), powerOf(magnitude)),
    });
  };
  for (const match of text.matchAll(BEFORE)) add(match.index, match[0], match[1]!, match[2]!, match[3]!);
  for (const match of text.matchAll(BEHIND)) add(match.index, match[0], match[3]!, match[1]!, match[2]!);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((one, i) => !found.slice(Math.max(0, i - 3), i).some((other) => other.end > one.start));
};
