import type { EntityType } from '../../document/article.ts';
import { foldName, nameWords, personWords, soundOf } from '../link/fold.ts';
import { knownName } from '../link/known-names.ts';
import { SUFFIXES } from '../link/nodes.ts';
import { looseKey } from '../link/spellings.ts';

/** How a name is compared with the names of other articles. */
export interface Label {
  /** Names that can be one thing without further ado share it: `p:dunalt trump`, `n:world bank`. */
  readonly label: string;
  /** Names that are looked at together: of persons all that share a surname. */
  readonly block: string;
}

/** Longer labels are cut: they are keys of an index, and no name needs more. */
const LONGEST = 200;

const personLabel = (name: string): Label => {
  const all = personWords(name);
  const last = all.at(-1)!;
  const suffix = all.length > 1 && SUFFIXES.has(last) ? ` ${last}` : '';
  const words = suffix === '' ? all : all.slice(0, -1);
  const surname = soundOf(words.at(-1)!).slice(0, LONGEST);
  const given = words.length > 1 ? `${soundOf(words[0]!).slice(0, LONGEST)} ` : '';
  return { label: `p:${given}${surname}${suffix}`, block: `p:${surname}` };
};

/** Where a name of an article belongs when names of many articles are compared. */
export const labelOf = (type: EntityType, name: string): Label => {
  const known = knownName(name);
  const folded = foldName(known?.name ?? name);
  if (type === 'person' && folded !== '') return personLabel(known?.name ?? name);
  const words = nameWords(folded);
  const key = folded === '' ? name : looseKey({ type: known?.type ?? type, form: name, words });
  const label = `n:${key.slice(0, LONGEST)}`;
  return { label, block: label };
};

/** A person's label that holds a surname or a given name alone. */
export const isBare = (label: string): boolean => label.startsWith('p:') && !label.includes(' ');
