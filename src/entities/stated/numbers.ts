/** A number in digits as languages write it, thousands parted or not: source of a regular expression. */
export const NUMBER = String.raw`\d{1,3}(?:[,.’ \u00a0\u202f]\d{3}){1,6}(?:[.,]\d{1,2})?(?!\d)|\d{1,15}(?:[.,]\d{1,3})?(?!\d)`;

const DECIMAL_POINT: ReadonlySet<string> = new Set(['en', 'zh', 'ja', 'ko', 'he', 'th', 'hi']);

/** The mark that a language writes before decimals; null counts as English. */
export const decimalMark = (language: string | null): string =>
  DECIMAL_POINT.has(language ?? 'en') ? '.' : ',';

/** Digits with the decimal point of JSON. A mark before three digits parts thousands, unless the language has it otherwise. */
export const plainNumber = (written: string, decimal: string): string => {
  const marks = written.replace(/\d/g, '');
  const last = marks.at(-1) ?? '';
  const mixed = new Set(marks).size > 1;
  const behind = written.slice(written.lastIndexOf(last) + 1).length;
  const isDecimal =
    last !== '' && /[.,]/.test(last) && (mixed || (marks.length === 1 && (behind !== 3 || last === decimal)));
  const digits = written.replace(/\D/g, '');
  return isDecimal ? `${digits.slice(0, -behind)}.${digits.slice(-behind)}` : digits;
};
