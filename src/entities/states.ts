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
