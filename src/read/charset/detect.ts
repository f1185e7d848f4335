import chardet from 'chardet';
import { charsetOf, decodeBytes } from './label.ts';
import { type Look, lookAt } from './plausibility.ts';
import type { Script } from './scripts.ts';

/**
 * Encodings that share most letters with the one chardet names, in the order of their use on the web;
 * it cannot tell them apart, the look of the decoded text can.
 */
const FAMILIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['iso-8859-1', ['windows-1252']],
  ['windows-1252', ['windows-1252']],
  ['iso-8859-2', ['windows-1250', 'iso-8859-2']],
  ['windows-1250', ['windows-1250', 'iso-8859-2']],
  ['iso-8859-6', ['windows-1256', 'iso-8859-6']],
  ['windows-1256', ['windows-1256', 'iso-8859-6']],
  ['iso-8859-7', ['windows-1253', 'iso-8859-7']],
  ['windows-1253', ['windows-1253', 'iso-8859-7']],
  ['iso-8859-8', ['windows-1255']],
  ['windows-1255', ['windows-1255']],
  ['iso-8859-9', ['windows-1254']],
  ['windows-1254', ['windows-1254']],
  ['koi8-r', ['koi8-r', 'koi8-u']],
]);

/**
 * Encodings of one script that chardet does not know, or misses in languages it has no statistics of,
 * with the confidence they start from when nearly everything they decode to is of that script.
 */
const ONE_SCRIPT: readonly (readonly [charset: string, script: Script, confidence: number])[] = [
  ['windows-874', 'thai', 1.1],
  ['windows-1251', 'cyrillic', 0.15],
  ['windows-1256', 'arabic', 0.2],
  ['windows-1253', 'greek', 0.15],
  ['windows-1255', 'hebrew', 0.2],
  ['ibm866', 'cyrillic', 0.4],
  ['koi8-u', 'cyrillic', 0.2],
];

/** Share of the characters above ASCII that must be of the script. */
const COHERENT = 0.85;

/** Letters that tell two Central European encodings apart, by the language that chardet saw. */
const TELLING_LETTERS: ReadonlyMap<string, RegExp> = new Map([
  ['pl', /[ąśź]/gi],
  ['cs', /[šžť]/gi],
]);
const NEVER = /(?!)/g;

/** Decided before detection, by their own marks. */
const ELSEWHERE = /^(?:utf|iso-2022|ascii)/i;

/** What a character that looks wrong takes from the confidence. */
const ODDITY_WEIGHT = 4;
const CAPITALS_COST = 0.1;

export interface Detection {
  readonly charset: string;
  /** At most 1; below 0 when even the best reading looks wrong. */
  readonly score: number;
}

interface Candidate {
  readonly charset: string;
  readonly look: Look;
  readonly confidence: number;
}

/** chardet lists everything that is not impossible; what is far down the list is that only. */
const MAX_GUESSES = 8;

const fromStatistics = (sample: Uint8Array): Candidate[] =>
  chardet
    .analyse(sample)
    .filter(({ name, confidence }) => confidence > 0 && !ELSEWHERE.test(name))
    .slice(0, MAX_GUESSES)
    .flatMap(({ name, confidence, lang }) =>
      (FAMILIES.get(name.toLowerCase()) ?? [name]).flatMap((member) => {
        const charset = charsetOf(member);
        if (charset === null) return [];
        const text = decodeBytes(sample, charset);
        const telling = text.match(TELLING_LETTERS.get(lang ?? '') ?? NEVER)?.length ?? 0;
        return [{ charset, look: lookAt(text), confidence: confidence / 100 + telling / (text.length + 1) }];
      }),
    );

/** Thai writes no spaces between words; text of other scripts has one in every five to seven characters. */
const hasFewSpaces = (text: string): boolean => (text.match(/ /g)?.length ?? 0) * 10 < text.length;

const fromScripts = (sample: Uint8Array): Candidate[] =>
  ONE_SCRIPT.flatMap(([charset, script, confidence]) => {
    const text = decodeBytes(sample, charset);
    const look = lookAt(text);
    const fits = look.share(script) >= COHERENT && (script !== 'thai' || hasFewSpaces(text));
    return fits ? [{ charset, look, confidence }] : [];
  });

const scoreOf = ({ look, confidence }: Candidate): number =>
  confidence - ODDITY_WEIGHT * look.oddity - (look.mostlyCapitals ? CAPITALS_COST : 0);

/**
 * The most likely encoding of a sample of `telltaleBytes`: chardet's statistics, corrected by how the
 * decoded text looks. Null when there is no candidate.
 */
export const detectCharset = (sample: Uint8Array): Detection | null => {
  let best: Detection | null = null;
  for (const candidate of [...fromStatistics(sample), ...fromScripts(sample)]) {
    const score = scoreOf(candidate);
    if (best === null || score > best.score) best = { charset: candidate.charset, score };
  }
  return best;
};
