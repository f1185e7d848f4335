import * as stopword from 'stopword';

/** ISO 639-1 codes of the languages whose little words the library knows, and its names for them. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  af: stopword.afr,
  ar: stopword.ara,
  bg: stopword.bul,
  bn: stopword.ben,
  ca: stopword.cat,
  cs: stopword.ces,
  da: stopword.dan,
  de: stopword.deu,
  el: stopword.ell,
  en: stopword.eng,
  es: stopword.spa,
  et: stopword.est,
  eu: stopword.eus,
  fa: stopword.fas,
  fi: stopword.fin,
  fr: stopword.fra,
  ga: stopword.gle,
  gl: stopword.glg,
  he: stopword.heb,
  hi: stopword.hin,
  hr: stopword.hrv,
  hu: stopword.hun,
  id: stopword.ind,
  it: stopword.ita,
  lt: stopword.lit,
  lv: stopword.lav,
  ms: stopword.msa,
  nl: stopword.nld,
  no: stopword.nob,
  pl: stopword.pol,
  pt: stopword.por,
  ro: stopword.ron,
  ru: stopword.rus,
  sk: stopword.slk,
  sl: stopword.slv,
  sv: stopword.swe,
  tr: stopword.tur,
  uk: stopword.ukr,
  ur: stopword.urd,
  vi: stopword.vie,
};
/** Frequent words that the library's lists lack. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  en: 'will its why use used using going great like just get make made one also new many much even well way day days time year years'.split(
    ' ',
  ),
  de: 'mehr beim ganz rund laut etwa bereits sagt sagte gibt geht neue neuen neuer jahr jahre jahren uhr'.split(
    ' ',
  ),
};
const none: ReadonlySet<string> = new Set();
const lists = new Map<string, ReadonlySet<string>>();

/** Little words ("the", "of") of a language, ISO 639-1, in lower case; empty where they are not known. */
export function littleWordsOf(language: string | null): ReadonlySet<string> {
  const words = LISTS[language ?? ''];
  if (language === null || words === undefined) return none;
  const cached = lists.get(language);
  if (cached) return cached;
  const set = new Set([...words, ...(ALSO[language] ?? [])].map((word) => word.toLowerCase()));
  lists.set(language, set);
  return set;
}
