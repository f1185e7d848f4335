import { apartFrom, type Span } from './span.ts';

/** States of the United States as news abbreviates them; the stop is part of the name. */
const TABLE =
  'Alabama Ala.|Arizona Ariz.|Arkansas Ark.|California Calif.|Colorado Colo.|Connecticut Conn.|Delaware Del.|Florida Fla.|' +
  'Georgia Ga.|Illinois Ill.|Indiana Ind.|Kansas Kan.|Kentucky Ky.|Louisiana La.|Maryland Md.|Massachusetts Mass.|' +
  'Michigan Mich.|Minnesota Minn.|Mississippi Miss.|Missouri Mo.|Montana Mont.|Nebraska Neb.|Nevada Nev.|Oklahoma Okla.|' +
  'Oregon Ore.|Pennsylvania Pa.|Tennessee Tenn.|Texas Tex.|Vermont Vt.|Virginia Va.|Washington Wash.|Wisconsin Wis.|' +
  'Wyoming Wyo.';

const rows = TABLE.split('|').map((row) => row.split(' ') as [name: string, abbreviation: string]);
const abbreviations: ReadonlySet<string> = new Set(rows.map(([, abbreviation]) => abbreviation));

/** States whose full name is that of a country or city as well: the name alone does not say which is meant. */
const SHARED: ReadonlySet<string> = new Set(['Georgia', 'Washington']);

/** States that nothing else is called, each with its abbreviation. */
export const PLAIN_STATES: readonly (readonly [name: string, abbreviation: string])[] = rows.filter(
  ([name]) => !SHARED.has(name),
);

/** Whether a form with its stop abbreviates a state: `Ala.`. */
export const isStateAbbreviation = (form: string): boolean => abbreviations.has(form);

const ABBREVIATIONS = rows.map(([, abbreviation]) => abbreviation.replace('.', '\\.')).join('|');
/** "MOBILE, Ala." and "moved from Mobile, Ala., to": a town that may be a word of the language, and its state. */
const TOWN_AND_STATE = new RegExp(`(?<![\\p{L}\\p{N}])(\\p{Lu}[\\p{L}’'-]+), (${ABBREVIATIONS})`, 'gu');

/** Adds the towns and states that stand together so, where no name was seen. */
export const settleStates = (text: string, spans: readonly Span[]): Span[] => {
  const found: Span[] = [];
  for (const { 1: town, 2: state, index } of text.matchAll(TOWN_AND_STATE)) {
    const behind = index + town!.length;
    found.push({ start: index, end: behind, type: 'place' });
    found.push({ start: behind + 2, end: behind + 2 + state!.length, type: 'place' });
  }
  if (found.length === 0) return [...spans];
  return [...spans, ...apartFrom(found, spans)].sort((a, b) => a.start - b.start);
};
