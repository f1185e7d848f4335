/** What follows a body's name tells what it is for: "Ministry of Tides and Fog", "Bundesamt für Gezeiten". */
const FOR = '(?:of|for|für|zur|pour|para|voor|för|dla)';
const AND = '(?:and|und|et|y|e|en|och|og|i|&)';
/** One word before it, and no given name is so long that "for" could say where somebody works. */
const ONE_WORD = new RegExp(String.raw`^\p{Lu}[\p{L}-]{5,40}\s${FOR}\s\p{L}`, 'u');
/** More words before it: then what it is for is two things. */
const MORE_WORDS = new RegExp(
  String.raw`^(?:\p{Lu}[\p{L}-]{1,30}\s){2,4}${FOR}\s\p{L}[\p{L}\s-]{1,60}\s${AND}\s[\p{L}-]{3,40}$`,
  'u',
);
const JOINED = new RegExp(String.raw`\s${AND}\s`, 'u');
const LONGEST = 90;

/** Whether a stated author is a body whose own name holds "for" or "and": no list, and nothing to cut off. */
export function isBody(text: string): boolean {
  const said = text.trim();
  if (said.length > LONGEST) return false;
  const isList = said.includes(',') && !JOINED.test(said);
  return !isList && (ONE_WORD.test(said) || MORE_WORDS.test(said));
}
