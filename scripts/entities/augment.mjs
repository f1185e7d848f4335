// More of the same text, written as news writes it: headlines, lines of capitals, other names.
import { givenNames, surnames } from './lists.mjs';
import { seeded } from './random.mjs';

const random = seeded(8);
const LETTER = /\p{L}/u;
const SMALL = /^(?:a|an|the|of|in|on|at|to|for|and|or|by|with|from|as|but|vs|is)$/i;

/** Rewrites a document line by line; `rewrite(line, spans)` gives a line and its spans, or null. */
const lineByLine = (doc, rewrite) => {
  let text = '';
  const spans = [];
  let from = 0;
  for (const line of doc.text.split('\n')) {
    const to = from + line.length;
    const mine = doc.spans
      .filter((s) => s.start >= from && s.end <= to)
      .map((s) => ({ ...s, start: s.start - from, end: s.end - from }));
    const made = (doc.open ?? []).some(([s, e]) => s < to && e > from) ? null : rewrite(line, mine);
    if (made !== null) {
      for (const span of made.spans)
        spans.push({ ...span, start: span.start + text.length, end: span.end + text.length });
      text += `${made.line}\n`;
    }
    from = to + 1;
  }
  return text === '' ? null : { ...doc, id: `${doc.id}*`, text, spans, open: [] };
};

const upper = (line, spans) => {
  const made = line.toUpperCase();
  return made.length === line.length && spans.length > 0 && line.length < 300 ? { line: made, spans } : null;
};
const headline = (line, spans) => {
  if (spans.length === 0 || line.length > 140) return null;
  const made = line.replace(/\p{L}[\p{L}’']*/gu, (word) =>
    SMALL.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
  return made.length === line.length
    ? { line: made.replace(/\.$/, ''), spans: spans.filter((s) => s.end <= made.replace(/\.$/, '').length) }
    : null;
};

const given = givenNames().filter((n) => /^\p{Lu}\p{Ll}+(?:-\p{L}+)?$/u.test(n));
const family = surnames().filter((n) => /^\p{Lu}[\p{L}'’-]+$/u.test(n));
const PARTICLES = ['', '', '', '', '', '', 'al-', 'el-', 'Al-', 'van ', 'de ', 'bin ', 'von ', 'da '];
const otherPerson = (written) => {
  const words = written.split(' ');
  const surname = () => random.pick(PARTICLES) + random.pick(family);
  if (words.length === 1) return random.pick(family);
  if (words.length === 2) return `${random.pick(given)} ${surname()}`;
  return random.next() < 0.5
    ? `${random.pick(given)} ${random.pick(given)} ${surname()}`
    : `${random.pick(given)} ${random.pick('ABCDEFGHJKLMNPRSTW')}. ${surname()}`;
};

/** The same sentence about somebody else; one new name for each old one within a document. */
const renamed = (doc) => {
  const names = new Map();
  return lineByLine(doc, (line, spans) => {
    if (!spans.some((s) => s.type === 'person')) return null;
    let made = '';
    let at = 0;
    const moved = [];
    for (const span of [...spans].sort((a, b) => a.start - b.start)) {
      if (span.start < at) return null;
      made += line.slice(at, span.start);
      const written = line.slice(span.start, span.end);
      let name = written;
      if (span.type === 'person' && LETTER.test(written)) {
        if (!names.has(written)) names.set(written, otherPerson(written));
        name = names.get(written);
      }
      moved.push({ ...span, start: made.length, end: made.length + name.length });
      made += name;
      at = span.end;
    }
    return { line: made + line.slice(at), spans: moved };
  });
};

/** Variants of a document, by its place in the corpus, so that they are the same every time. */
export const variantsOf = (doc) => {
  if (doc.set === 'composed' || doc.set === 'everyday') return [];
  return [
    random.next() < 0.25 ? lineByLine(doc, upper) : null,
    random.next() < 0.25 ? lineByLine(doc, headline) : null,
    random.next() < 0.6 ? renamed(doc) : null,
  ].filter((variant) => variant !== null);
};
