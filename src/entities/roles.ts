import type { Span } from './span.ts';

/**
 * Words beside a person's name that say what walk of life the person is in. Two people of one name are
 * told apart by it, so only words that hardly anybody bears in two fields at once stand here.
 */
const FIELDS: Readonly<Record<string, string>> = {
  politics:
    'president vice-president premier chancellor minister prime senator congressman congresswoman representative governor mayor mp lawmaker legislator councillor councilman councilwoman ambassador envoy diplomat politician candidate president-elect',
  military:
    'colonel captain major lieutenant sergeant corporal admiral brigadier marshal commander general soldier',
  faith:
    'ayatollah hojatoleslam mullah sheikh sheik imam cleric rabbi reverend cardinal archbishop bishop pope pastor priest',
  law: 'judge justice attorney lawyer prosecutor solicitor barrister magistrate sheriff detective constable',
  sport:
    'coach striker goalkeeper midfielder defender forward winger quarterback pitcher batsman bowler footballer cricketer golfer cyclist boxer sprinter swimmer referee',
  science:
    'professor researcher scientist physicist chemist biologist historian economist astronomer engineer epidemiologist',
  arts: 'singer actor actress author novelist poet painter composer director filmmaker playwright musician guitarist drummer rapper comedian photographer sculptor',
  business: 'ceo chairman chairwoman founder co-founder entrepreneur investor banker executive billionaire',
  journalism: 'reporter correspondent editor columnist journalist anchor broadcaster blogger',
  medicine: 'surgeon physician nurse psychiatrist cardiologist dentist',
};

const FIELD_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(FIELDS).flatMap(([field, words]) => words.split(' ').map((word) => [word, field] as const)),
);

/** UTF-16 units before a name in which its title stands, and after it for "Ann Lee, the striker,". */
const BEFORE = 40;
const AFTER = 40;
const WORDS_BEFORE = 2;
const WORDS_AFTER = 5;
/** Mentions that are looked at: the first ones introduce a person. */
const MOST_MENTIONS = 5;

const WORD = /[\p{L}][\p{L}-]*/gu;
const CLAUSE_END = /[.;:!?()\n"“”]/;

const words = (stretch: string): string[] => stretch.toLowerCase().match(WORD) ?? [];

const titlesBefore = (text: string, span: Span): string[] => {
  const stretch = text.slice(Math.max(0, span.start - BEFORE), span.start);
  const clause = stretch.split(/[.,;:!?()\n"“”]/).at(-1)!;
  // the first word of a stretch that was cut out of the text may be half a word; it is never among the last two
  return words(clause).slice(-WORDS_BEFORE);
};

/** "Ann Lee, a striker of the Rovers, said": what stands after the comma, when an article begins it. */
const appositionAfter = (text: string, span: Span): string[] => {
  const stretch = text.slice(span.end, span.end + AFTER);
  if (!/^, (?:an?|the|who is|then|now|former|[a-z])/.test(stretch)) return [];
  const clause = stretch.slice(2).split(CLAUSE_END)[0]!.split(',')[0]!;
  return words(clause).slice(0, WORDS_AFTER);
};

/** Fields that the words beside a person's mentions name, sorted. English words only: the tagger serves no other language. */
export const rolesOf = (text: string, spans: readonly Span[]): string[] => {
  const fields = new Set<string>();
  for (const span of spans.slice(0, MOST_MENTIONS))
    for (const word of [...titlesBefore(text, span), ...appositionAfter(text, span)]) {
      const field = FIELD_OF.get(word);
      if (field !== undefined) fields.add(field);
    }
  return [...fields].sort();
};
