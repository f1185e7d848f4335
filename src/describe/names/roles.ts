/** What people do, in the languages whose bylines are met most; and what stands before it. */
const RANK =
  'senior|chief|staff|contributing|associate|deputy|managing|assistant|lead|guest|freelance|special|political|former|executive|founder|ceo|head|director|freier?|research';
/** What somebody writes about. */
const BEAT =
  'science|health|medical|sports?|technology|tech|business|financial|economics?|money|politics|environment|education|world|foreign|international|national|regional|local|city|crime|court|legal|defen[cs]e|diplomatic|security|religion|culture|arts?|music|film|entertainment|food|travel|features?|news|editorial|opinion|digital|data|video';
const WRITES =
  'reviewer|writer|editor|reporter|correspondent|journalist|journalistin|columnist|contributor|author|analyst|blogger|redakteur(?:in)?|autor(?:in)?|korrespondent(?:in)?|founder|ceo|executive|manager|director';
const MANY_WRITE =
  '(?:reviewer|writer|editor|reporter|correspondent|journalist|columnist|contributor|author|analyst)s';
/** Services whose letters stand between a name and what they do there: "TOM LEE AP Sports Writer". */
const AGENCY =
  'AP|AFP|dpa|UPI|ANSA|EFE|APA|PAP|ČTK|MTI|TASS|PTI|IANS|Reuters|Xinhua|Kyodo|Yonhap|Belga|ANP|NTB|Lusa|sid|epd|KNA';

/** "Eli Manikan Contributing Writer", "Mira Voss Science reporter": what follows a full name is what the person does; "Tide Editors" alone is not. */
const BEFORE = String.raw`(?:(?:${AGENCY})\s)?(?:(?:${RANK})\s(?:&\s)?){0,3}(?:(?:${BEAT})\s(?:(?:&|and)\s)?){0,2}`;
const TRAILING = new RegExp(
  String.raw`(?<=\S\s\S{2,30})\s(?<before>${BEFORE})(?:${WRITES}|(?<many>${MANY_WRITE}))$`,
  'iu',
);
/** "Anna Berg Senior Capital Correspondent": words of rank begin it, whatever the place or the field. */
const RANKED = new RegExp(
  String.raw`(?<=\S\s\S{2,30})\s(?:senior|chief|contributing|associate|deputy|managing|assistant|special|staff)\s(?:\S{2,20}\s){1,3}(?:${WRITES})$`,
  'iu',
);
/** "LAURE BRETTON Envoyée spéciale à …", "Ana Ruiz Corresponsal en …". */
const SENT =
  /(?<=\S\s\S{2,30})[\s,]+(?:notre\s|nostr[ao]\s|nuestr[ao]\s|unser[e]?\s)?(?:envoy[ée]e?s?\s(?:sp[ée]cia\p{L}+|permanent\p{L}*)|correspondante?s?|enviad[ao]s?\s(?:especial(?:es)?|especiais)|corresponsal(?:es)?|correspondente|inviat[oaie](?:\sspecial[ei])?|corrispondente|korrespondent(?:in)?|verslaggever)(?:\s(?:à|en|au|aux|in|a|em|no|na|aus|da|dans|de|du)\s.{1,60})?$/iu;
/** "ANNA BERG ASSOCIATED PRESS": agencies whose names are words. */
const WIRE =
  /(?<=\S\s\S{2,30})[\s,]+(?:the\s)?(?:associated press|agence france-presse|canadian press|press association|press trust of india|deutsche presse-agentur|thomson reuters)(?:\s\S{2,20}){0,2}$/iu;
/** Degrees and agencies after a name: "Lizzie Streit, MS, RDN", "Rob Picheta, CNN". */
const LETTERS = /^(?:\p{Lu}{2,6}|(?:\p{Lu}\p{Ll}?\.?){2,4}|Ph\.?\s?D\.?)$/u;
const ROLE =
  /^(?:(?:senior|chief|staff|contributing|associate|deputy|managing|guest|freelance|special|political|former|the|a|an|our)\s)*(?:[\p{L}-]+\.?\s){0,3}(?:editors?(?:-in-chief)?|writers?|reporters?|correspondents?|journalists?|columnists?|contributors?|authors?|producers?|analysts?|officer|director|manager|founder|co-founder|ceo|cto|cfo|president|professor|dietitian|phd|ph\.d\.?|md|m\.d\.?|rn|rd|mba|cfa|cpa|esq\.?|redakteur(?:in)?|chefredakteur(?:in)?|autor(?:in)?|journalist(?:in)?|korrespondent(?:in)?|volontär(?:in)?|praktikant(?:in)?|reporter(?:in)?|rédacteur|rédactrice|journaliste|redactor(?:a)?|periodista|editora?|redattore|giornalista|redacteur)(?:\s(?:of|at|for|bei|der|des|für)\s.{0,60})?$/iu;
/** Agencies by their words and by their letters. */
const AGENCY_NAME =
  /^(?:the\s)?(?:associated press|agence france-presse|canadian press|press association|press trust of india|deutsche presse-agentur|thomson reuters)$/iu;
const AGENCY_ONLY = new RegExp(`^(?:${AGENCY})$`, 'u');
/** "McNEIL", "O'NEIL" and "BERG-LEE" are written in capitals, "Jr." belongs to a name. */
const CAPITALS = /^(?:M[a]?c|D[ei]|L[ae]|V[ao]n)?\p{Lu}[\p{Lu}\p{M}.'’-]*$/u;
const SUFFIX = /^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?,?$/iu;
const PARTICLE = /^(?:v\.|von|van|vom|zu|de[nrl]?|da|di|du|la|le|bin|al|el|y)$/u;

const withoutWork = (name: string): string => {
  const work = TRAILING.exec(name);
  if (work === null || (work.groups?.many !== undefined && work.groups.before === '')) return name;
  return name.slice(0, work.index);
};

/** Takes off what a person does. */
export const withoutRole = (name: string): string =>
  withoutWork(name.replace(WIRE, '').replace(SENT, '').replace(RANKED, ''));

/** "ANNA BERG The Example Herald" is a name in capitals and where its bearer works. */
export function inCapitals(name: string): string {
  const words = name.split(' ');
  let end = 0;
  while (
    end < words.length &&
    (CAPITALS.test(words[end]!) || SUFFIX.test(words[end]!) || leadsOn(words, end))
  )
    end++;
  const run = words.slice(0, end);
  if (run.filter((word) => CAPITALS.test(word) && word.length > 2).length < 2) return name;
  const last = run.at(-1)!;
  return (run.length > 2 && AGENCY_ONLY.test(last) ? run.slice(0, -1) : run).join(' ');
}

const leadsOn = (words: readonly string[], at: number): boolean =>
  at > 0 && PARTICLE.test(words[at]!) && CAPITALS.test(words[at + 1] ?? '');

/** Whether a string is an agency and nothing else. */
export const isAgency = (text: string): boolean => AGENCY_ONLY.test(text) || AGENCY_NAME.test(text);

/** Whether a string says what somebody does, and names nobody. */
export const isRole = (text: string): boolean => ROLE.test(text);

/** Whether a string is a degree, or the letters of an agency. */
export const isInitials = (text: string): boolean => LETTERS.test(text);
