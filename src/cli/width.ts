import stringWidth from 'string-width';

// The library looks at each character in turn for a long time; most text is of these alone.
/** Latin, Greek and Cyrillic letters, and what stands between words: one column each. */
const NARROW = '\\x20-\\x7e\\xa1-\\xac\\xae-\\u02ff\\u0370-\\u0482\\u048a-\\u052f\\u2010-\\u2027';
/** Chinese, Japanese and Korean: two columns each. */
const WIDE =
  '\\u3001-\\u3029\\u3041-\\u3096\\u30a0-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60';

const isPlain = new RegExp(`^[${NARROW}${WIDE}]*$`);
const wide = new RegExp(`[${WIDE}]`, 'g');

/** Columns of a terminal that a line takes. */
export const widthOf = (line: string): number =>
  isPlain.test(line) ? line.length + (line.match(wide)?.length ?? 0) : stringWidth(line);

const GRAPHEMES = new Intl.Segmenter();

/** What a reader takes for one character each, with its place. */
const charactersOf = (line: string): Iterable<{ readonly segment: string; readonly index: number }> =>
  isPlain.test(line) ? Array.from(line, (segment, index) => ({ segment, index })) : GRAPHEMES.segment(line);

/** The beginning of a line that fits into so many columns. */
export const beginningOf = (line: string, width: number): string => {
  let taken = 0;
  for (const { segment, index } of charactersOf(line)) {
    taken += widthOf(segment);
    if (taken > width) return line.slice(0, index);
  }
  return line;
};
