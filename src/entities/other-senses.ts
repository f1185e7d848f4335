/** What an abbreviation of a well-known body means on pages about something else. */
interface Sense {
  readonly acronym: string;
  /** Words that only texts of the other sense hold. */
  readonly context: RegExp;
  /** Whether it names a thing there; else another body. */
  readonly thing: boolean;
}

const SENSES: readonly Sense[] = [
  {
    acronym: 'AP',
    context:
      /\bAdvanced Placement\b|\bAP\/IB\b|\bAP (?:exams?|courses?|class(?:es)?|tests?|credits?|scores?|Calculus|Biology|Chemistry|Physics)\b/,
    thing: true,
  },
  {
    acronym: 'ANC',
    context: /\bnoise[ -]cancell?(?:ing|ation)\b|\b(?:head|ear)phones\b|\bearbuds\b/i,
    thing: true,
  },
  { acronym: 'AU', context: /\bastronomical units?\b|\blight[ -]years?\b/i, thing: true },
  { acronym: 'ICC', context: /\bcricket(?:ers?)?\b|\bwickets?\b|\bT20\b/i, thing: false },
  { acronym: 'AFP', context: /\bAustralian Federal Police\b/, thing: false },
];

const sensesOf = (text: string): readonly Sense[] =>
  SENSES.filter(({ acronym, context }) => text.includes(acronym) && context.test(text));

/** Abbreviations of well-known bodies that mean something else in this text. */
export const otherSenses = (text: string): readonly string[] => sensesOf(text).map(({ acronym }) => acronym);

/** Those of them that name no body at all here. */
export const thingsBySense = (text: string): ReadonlySet<string> =>
  new Set(
    sensesOf(text)
      .filter(({ thing }) => thing)
      .map(({ acronym }) => acronym),
  );
