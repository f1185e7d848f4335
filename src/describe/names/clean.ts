import { line, unique } from '../text.ts';
import { FOR, isBody } from './bodies.ts';
import { isLabel } from './labels.ts';
import { inCapitals, isInitials, isRole, withoutRole } from './roles.ts';

/** "By" in the languages whose bylines are met most, and the words that introduce a credit. */
const BY =
  /^(?:(?:(?:written|posted|published|reviewed|created|contributed|submitted|sponsored|story|words|text|report(?:ed|ing)?|analysis|photos?|guest post|article|an article|a post|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|ein (?:gast)?beitrag|ein artikel|eine analyse|ein kommentar|ein interview|gastbeitrag|beitrag|interview|kommentar|analyse|écrit|publié|rédigé|escrito|publicado|redigido|scritto|pubblicato|geschreven|geplaatst|skrevet|skriven|napisał|автор)\s+)?(?:by|von|vom|par|por|da|di|door|av|af|przez|od|от|автором|texto de)(?=[\s:])(?!\s*[&+/])|(?:authors?|autor(?:en|in|es|a)?|auteurs?|autore|autrice|auteur|verfasser(?:in)?|redakteur(?:in)?|redaktion|text|texto?|testo|words|writer|written|editor|contributors?|reporter|forfatter|författare|kirjoittaja|автор|作者|文|記者|著者)\s?[:：])[\s:]*/iu;
/** Words that end a name when they follow one: "Camila Méndez en Territorio", "Anna Berg am Samstag". */
const AFTER =
  /\s(?:en|in|im|under|unter|mit|für|auf|at|am|on|um|le|for|vor|gespeichert|posted|published|tagged|updated|last updated|veröffentlicht|aktualisiert|foto(?:s|graf)?|photos?|photography|illustrations?|bild(?:er)?|fotos?|titelbild|credits?)(?:\s|:).*$/iu;
/** "View all posts by …", "Zeige alle Beiträge von …". */
const ALL_BY =
  /^(?:\S{1,20}\s)?(?:all\p{L}{0,3}|more|mehr|tous|todos|tutti)\s(?:\S{1,20}\s){1,3}(?:by|von|vom|par|por|di|da|door|af|av|de|of)\s/iu;
/** "Eine Kolumne von Anna Berg", "Posted in News by anna": what comes before is no name. */
const MIDDLE_BY = /^(?:\S{1,24}\s){1,5}(?:by|von|par|por|di|door|af|av)\s(?=\S)/iu;
const FULL_NAME =
  /^\p{Lu}[\p{L}\p{M}.'’-]{0,30}(?:\s(?:\p{Lu}[\p{L}\p{M}.'’-]{0,30}|v\.|von|van|vom|zu|de[nrl]?|da|di|du|la|le|bin|al|el|y)){1,5}$/u;

/** Two to six words that open with a capital: hardly a label. */
export const isFullName = (name: string): boolean => FULL_NAME.test(name);

const EMAIL = /\S{1,64}@\S{1,80}\.\p{L}{2,10}/gu;
const HANDLE = /(?:^|\s)@[\w.]{2,30}/g;
const ADDRESS = /(?:https?:\/\/|www\.)\S{1,200}/g;
const CLOCK =
  /(?:,|\bat|\bum|\bà|[|–—-])?\s?\b\d{1,2}[:.]\d{2}(?:\s?(?:uhr|[ap]\.?m\.?|h|et|est|pst|utc|gmt|cet))*/gi;
/** What a byline carries beside names: reading time, views, when it was updated. */
const ASIDE =
  /(?:[|•·–—,-]\s?)?(?:(?:last )?updated?|published|posted|on|am|vom|le|el|il)?[:\s]*\b\d{1,3}\+?\s?(?:min(?:ute)?s?|minuten|comments?|kommentare?|views|shares)\b(?:[\s-](?:read|lesezeit))?\.?/gi;
const PARENTHESIS = /\s?[([][^)\]]{0,80}[)\]]/g;

/** Takes everything off a stated author that is not a name. */
export function cleanName(raw: string): string | null {
  let name = raw
    .slice(0, 300)
    .replace(EMAIL, ' ')
    .replace(ADDRESS, ' ')
    .replace(HANDLE, ' ')
    .replace(ASIDE, ' ')
    .replace(CLOCK, ' ')
    .replace(PARENTHESIS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  name = name
    .replace(/^[^\p{L}\p{N}„“"'‘]+/u, '')
    .replace(
      /\s(?:(?:last\s)?(?:updated|modified|published)|aktualisiert|veröffentlicht|offline|online)$/iu,
      '',
    )
    .replace(/^(?:copyright|©|\(c\))\s/iu, '')
    .replace(ALL_BY, '')
    .replace(/^(?:By|BY)(?=\p{Lu}[\p{Ll}.])|^(?:Author|Autorin|Autor|Auteur|Autore)\s(?=\p{Lu}\p{Ll})/u, '');
  for (let i = 0; i < 2; i++) name = name.replace(BY, '').trim();
  name = afterMiddleBy(name)
    .replace(AFTER, '')
    .replace(/(?<=\p{Ll}{3})\.$/u, '');
  name = inCapitals(withoutRole(name))
    .replace(/^[^\p{L}\p{N}„“"'‘]+|[^\p{L}\p{M}\p{N}.)'’"“”]+$/gu, '')
    .replace(
      /\s(?:(?:on|am|le)\s\p{L}{2,12}|on|am|in|und|and|at|um|le|vor|the|uhr|under|unter|en|à|às|om|kl|alle|alle ore|a las)$/iu,
      '',
    );
  return line(name);
}

/** "Alexa von Heyden" is one name: only a full name or a user name after lower case counts. */
function afterMiddleBy(name: string): string {
  const m = MIDDLE_BY.exec(name);
  if (!m) return name;
  const rest = name.slice(m[0].length);
  const before = m[0].trim().split(' ').slice(0, -1);
  const lowered = before.some((word) => /^\p{Ll}/u.test(word));
  return isFullName(rest.replace(AFTER, '')) || lowered ? rest : name;
}

/** Whether a cleaned string can be the name of a person or an agency. */
export function isName(name: string): boolean {
  if (name.length < 2 || name.length > 70 || !/\p{L}/u.test(name)) return false;
  if (isLabel(name)) return false;
  if (
    /[!?<>{}=@#:+]|https?|\.\s\p{Ll}|\d{1,2}[./-]\d{1,2}[./-]\d|(?<!\d)(?:19|20)\d\d(?!\d)(?!$)/u.test(name)
  )
    return false;
  if (/^(?:in|on|auf|at|am|zu|to|for|für|dans|en)\s|^\d{1,5}\s|^no author/i.test(name)) return false;
  if (/^(?!(?:de[nrlsm]?|die|das|van|von|el|la|le|al|bin)\s)\p{Ll}\S*\s\S+\s\S/u.test(name)) return false;
  // The number of a telephone.
  if (name.replace(/\D+/g, '').length > 6) return false;
  const words = name.split(' ');
  return words.length <= 7 && name.replace(/[^\p{L}]/gu, '').length >= 2;
}

/** "Tide Ledger, Hamburg, Germany": where a publisher has its seat, as metas of authors tell. */
const SEAT =
  /,\s*[^,;|\n\d]{2,40},\s*(?:Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|Suisse|France|Belgium|Belgique|Netherlands|Nederland|Luxembourg|Italy|Italia|Spain|España|Portugal|Poland|Polska|Denmark|Danmark|Sweden|Sverige|Norway|Norge|Finland|Ireland|Greece|Türkiye|Turkey|Brazil|Brasil|Argentina|Mexico|México|India|Japan|China|Australia|New Zealand|Canada|South Africa|United Kingdom|UK|England|United States|USA)\s*$/u;

const AND = /\s(?:and|und|et|y|e|en|og|och|ja|i|и|ve|és|with|mit|avec|con|com|met)\s/iu;
/**
 * Splits a stated list of authors. Commas, semicolons, bars and ampersands part names; so do "and" and
 * its like between full names. "PMOI/MEK" stays one name, "dsw / DPA" is two.
 */
export function splitNames(raw: string): string[] {
  const parts = raw
    .slice(0, 1_000)
    .replace(SEAT, '')
    .split(/\s*[;|•·⋅\n]\s*|\s+[/–—]\s+|\s+&\s+(?!Co\b)|\s+-\s+/)
    .flatMap((part) => (isBody(part) ? [part] : part.split(/\s*,\s*(?:(?:and|und|et|y|e|en|og)\s+)?/i)))
    .flatMap((part) => (isBody(part) ? [part] : conjoined(part)))
    .map((part) => ({ said: part.trim(), name: isBody(part) ? line(part) : cleanName(part) }))
    .flatMap(({ said, name }) => (name === null ? [] : [{ said, name }]))
    // A role only stands beside a name: "Anna Berg, Staff Writer", yet "By Staff Writer".
    .filter(
      ({ said, name }, index, all) =>
        index === 0 ||
        !(
          isRole(said) ||
          isRole(name) ||
          (isFullName(all[0]!.name) && (isInitials(name) || endsLikeWork(name)))
        ),
    );
  return unique(parts.map(({ name }) => name).filter(isName));
}

/** "Tide table editors", "designed by" behind a name: no name of two words ends on a small letter. */
const endsLikeWork = (name: string): boolean => /\s\p{Ll}[\p{L}-]*$/u.test(name);

/** "Anna Berg and Tom Lee", yet not "Ortega y Gasset": both sides must be names of two words or more. */
function conjoined(part: string): string[] {
  // "Anna Berg Health and science reporter" is one.
  const whole = AND.test(part) ? withoutRole(part.replace(BY, '')) : part;
  const sides = whole.split(AND).map((side) => side.trim());
  if (sides.length < 2) return [whole];
  // "Anna Berg for Tide and Fog": one word ends the name of whom she writes for.
  if (FOR.test(sides[0]!) && !sides.at(-1)!.includes(' ')) return [whole];
  const full = sides.every((side) => (cleanName(side) ?? '').split(' ').length >= 2);
  const english = /\s(?:and|und|with|mit)\s/i.test(part);
  return full || english ? sides : [part];
}

/** "Mahindru, Aditya" as citation metas write it, turned round. */
export function uninverted(name: string): string {
  const m = /^([^,;]{2,40}),\s*([^,;]{1,40})$/.exec(name);
  return m && !isRole(m[2]!) ? `${m[2]} ${m[1]}` : name;
}

/** "By following these tips you protect others." */
const SENTENCE = /^\S+\s+\p{Ll}.*[.!?]$/su;

/** Whether a string opens like a byline. */
export const opensByline = (text: string): boolean => {
  const opening = text.trim();
  return BY.test(opening) && !SENTENCE.test(opening);
};
