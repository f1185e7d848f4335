import type { EntityType } from '../../document/article.ts';
import { PLAIN_STATES } from '../states.ts';
import { foldName } from './fold.ts';

interface KnownName {
  readonly name: string;
  readonly type: EntityType;
}

/** Names that everyone abbreviates, with their other spellings. A row is a name, its type, its forms. */
const TABLE: readonly (readonly [name: string, type: EntityType, ...forms: string[]])[] = [
  ['United States', 'place', 'U.S.', 'U.S', 'US', 'USA', 'U.S.A.', 'United States of America', 'America'],
  ['United Kingdom', 'place', 'U.K.', 'U.K', 'UK', 'United Kingdom of Great Britain and Northern Ireland'],
  ['North Korea', 'place', 'DPRK', "Democratic People's Republic of Korea"],
  ['South Korea', 'place', 'ROK', 'Republic of Korea', 'Korea Republic'],
  ['United Arab Emirates', 'place', 'UAE', 'U.A.E.'],
  ['Democratic Republic of the Congo', 'place', 'DRC', 'DR Congo', 'Democratic Republic of Congo'],
  ['Soviet Union', 'place', 'USSR', 'U.S.S.R.'],
  ['Washington, D.C.', 'place', 'Washington D.C.', 'Washington DC', 'Washington, DC', 'D.C.'],
  ['New York City', 'place', 'NYC', 'N.Y.C.'],
  ...PLAIN_STATES.map(([name, form]): readonly [string, EntityType, string] => [name, 'place', form]),
  ['United Nations', 'organization', 'UN', 'U.N.'],
  ['European Union', 'organization', 'EU', 'E.U.'],
  ['African Union', 'organization', 'AU'],
  ['NATO', 'organization', 'Nato', 'N.A.T.O.', 'North Atlantic Treaty Organization'],
  ['World Health Organization', 'organization', 'WHO', 'W.H.O.', 'World Health Organisation'],
  ['World Trade Organization', 'organization', 'WTO', 'W.T.O.', 'World Trade Organisation'],
  ['International Monetary Fund', 'organization', 'IMF', 'I.M.F.'],
  ['International Atomic Energy Agency', 'organization', 'IAEA'],
  ['International Criminal Court', 'organization', 'ICC'],
  ['FBI', 'organization', 'F.B.I.', 'Federal Bureau of Investigation'],
  ['CIA', 'organization', 'C.I.A.', 'Central Intelligence Agency'],
  ['NSA', 'organization', 'N.S.A.', 'National Security Agency'],
  ['NASA', 'organization', 'National Aeronautics and Space Administration'],
  ['Jet Propulsion Laboratory', 'organization', 'JPL'],
  ['Associated Press', 'organization', 'AP', 'A.P.'],
  ['Agence France-Presse', 'organization', 'AFP'],
  ['BBC', 'organization', 'B.B.C.', 'British Broadcasting Corporation'],
  ['Islamic State', 'organization', 'ISIS', 'ISIL', 'Daesh', 'Islamic State of Iraq and Syria'],
  ['Palestine Liberation Organization', 'organization', 'PLO'],
  ['African National Congress', 'organization', 'ANC'],
  ['OPEC', 'organization', 'Opec', 'Organization of the Petroleum Exporting Countries'],
];

/** Capitals alone, three or more: shorter ones are words as well. */
const ABBREVIATION = /^\p{Lu}{3,}$/u;

const byForm = new Map<string, KnownName>();
for (const [name, type, ...forms] of TABLE) {
  for (const form of [name, ...forms]) byForm.set(form, { name, type });
}
// "United States" in capitals or with other blanks; short forms keep their case: "us" is a pronoun
for (const [name, type, ...forms] of TABLE) {
  for (const form of [name, ...forms]) {
    const folded = foldName(form);
    if (folded.includes(' ')) byForm.set(folded, { name, type });
  }
}

/** The well-known name behind a form as it is written, or null. */
export const knownName = (form: string): KnownName | null =>
  byForm.get(form) ?? byForm.get(foldName(form)) ?? null;

/** The abbreviations of a well-known name, however the name itself is written. */
export const abbreviationsOf = (form: string): readonly string[] => {
  const known = knownName(form);
  const row = known === null ? undefined : TABLE.find(([name]) => name === known.name);
  return row === undefined ? [] : row.slice(2).filter((other) => ABBREVIATION.test(other));
};
