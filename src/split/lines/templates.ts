import { CONTENT, plainSign, type Sign } from './signs.ts';

/** The order of an entry's lines: what stands above its title, between title and text, and below the text. */
export interface Template {
  readonly above: readonly Sign[];
  readonly between: readonly Sign[];
  readonly below: readonly Sign[];
}

export const BARE: Template = { above: [], between: [], below: [] };

/** Lines between two texts, or between two lines of the same sign, beyond which they are no entry's. */
const LONGEST = 8;
const MOST_CYCLES = 10;
const MOST_ANCHORS = 5;
const MOST_PLACES = 4;

/**
 * Orders that the lines of the page repeat, each turned in every way that it may begin: what follows one entry's
 * text may precede the next one's title. Most frequent first.
 */
export const templatesOf = (signs: readonly Sign[], most: number): Template[] => {
  const found = new Map<string, Template>([[keyOf(BARE), BARE]]);
  const cycles = [plainSign, asLabel, asItself].flatMap((read) => cyclesOf(collapsed(signs.map(read))));
  for (const { cycle } of cycles.sort((left, right) => right.weight - left.weight))
    for (const template of turned(cycle)) {
      const key = keyOf(template);
      if (!found.has(key)) found.set(key, template);
    }
  return [...found.values()].slice(0, most);
};

/** A section that comes again is a label like the others. */
const asLabel = (sign: Sign): Sign =>
  sign.startsWith('refrain:') && !sign.includes('0') ? 'label' : plainSign(sign);

const asItself = (sign: Sign): Sign => sign;

const keyOf = ({ above, between, below }: Template): string =>
  [above, between, below].map((part) => part.join('\t')).join('\n');

/** The signs without the page's frame; running text of several lines counts once. */
const collapsed = (signs: readonly Sign[]): Sign[] => {
  const kept: Sign[] = [];
  for (const sign of signs)
    if (sign !== 'frame' && !(sign === 'prose' && kept[kept.length - 1] === 'prose')) kept.push(sign);
  return kept;
};

interface Cycle {
  readonly cycle: readonly Sign[];
  /** Lines that it explains. */
  readonly weight: number;
}

/** What comes from one text to the next, and from one line of some sign to the next of it. */
const cyclesOf = (signs: readonly Sign[]): Cycle[] => {
  const counts = new Map<string, { readonly cycle: Sign[]; times: number }>();
  const count = (cycle: Sign[]): void => {
    const key = cycle.join('\t');
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { cycle, times: 1 });
    else known.times++;
  };
  for (const anchor of ['prose' as const, ...anchorsOf(signs)]) {
    let last = -1;
    signs.forEach((sign, index) => {
      if (sign !== anchor) return;
      if (last >= 0 && index - last > 1 && index - last <= LONGEST) count(signs.slice(last, index));
      last = index;
    });
  }
  return [...counts.values()]
    .map(({ cycle, times }) => ({ cycle, weight: times * cycle.length }))
    .sort((left, right) => right.weight - left.weight)
    .slice(0, MOST_CYCLES);
};

const anchorsOf = (signs: readonly Sign[]): Sign[] => {
  const counts = new Map<Sign, number>();
  for (const sign of signs) if (!CONTENT.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts]
    .filter(([, times]) => times >= 3)
    .sort((left, right) => right[1] - left[1])
    .slice(0, MOST_ANCHORS)
    .map(([sign]) => sign);
};

/** The entries that a cycle may be: each of its lines of words as title, and each place as the beginning. */
const turned = (cycle: readonly Sign[]): Template[] => {
  const size = cycle.length;
  const at = (index: number): Sign | undefined => cycle[index % size];
  const words = cycle.flatMap((sign, index) => (CONTENT.has(sign) ? [index] : []));
  const labels = cycle.flatMap((sign, index) => (sign === 'label' ? [index] : []));
  const titled = words.length > 1 ? words : [...words, ...labels];
  return titled.flatMap((title) => {
    let text = title + 1;
    while (text < title + size && !CONTENT.has(at(text) ?? 'frame')) text++;
    const alone = words.length === 1 && words[0] === title;
    const between = alone ? [] : slots(cycle, title + 1, text);
    const around = slots(cycle, alone ? title + 1 : text + 1, title + size);
    if (around.length > 2 * MOST_PLACES || between.length > MOST_PLACES) return [];
    return Array.from(
      { length: around.length + 1 },
      (_, cut): Template => ({
        above: around.slice(cut),
        between,
        below: around.slice(0, cut),
      }),
    ).filter(({ above, below }) => above.length <= MOST_PLACES && below.length <= MOST_PLACES);
  });
};

const slots = (cycle: readonly Sign[], from: number, to: number): Sign[] => {
  const found: Sign[] = [];
  for (let index = from; index < to; index++) {
    const sign = cycle[index % cycle.length];
    if (sign !== undefined && !CONTENT.has(sign)) found.push(sign);
  }
  return found;
};
