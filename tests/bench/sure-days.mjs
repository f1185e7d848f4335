// How right days are beside the confidence that they are given.
// A day: `{ given: true, right: true, confidence: 0.93 }`; of a page whose day is known.
const BINS = 5;
const percent = (part, whole) => (whole === 0 ? '' : ((100 * part) / whole).toFixed(1));

/** Days by their confidence in bins of as many each: what was said of them beside how many were right. */
export function reliability(kind, days) {
  const sorted = days.filter(({ given }) => given).sort((a, b) => a.confidence - b.confidence);
  return Array.from({ length: BINS }, (_, bin) => {
    const part = sorted.slice((bin * sorted.length) / BINS, ((bin + 1) * sorted.length) / BINS);
    return {
      kind,
      confidence: part.length === 0 ? '' : `${part[0].confidence} to ${part.at(-1).confidence}`,
      days: part.length,
      'said %': percent(
        part.reduce((sum, { confidence }) => sum + confidence, 0),
        part.length,
      ),
      'right %': percent(part.filter(({ right }) => right).length, part.length),
    };
  });
}

/** What is left of days when only those from a confidence on are taken. */
export function sureDays(days, from) {
  const taken = days.filter(({ given, confidence }) => given && confidence >= from);
  const right = taken.filter((day) => day.right).length;
  return {
    'confidence from': from,
    'given and right %': percent(right, days.length),
    'of given wrong %': percent(taken.length - right, taken.length),
  };
}
