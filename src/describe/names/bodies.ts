const FOR_WORDS = 'for|für|zur|pour|para|voor|för|dla';
/** What follows a body's name tells what it is for: "Ministry of Tides and Fog", "Bundesamt für Gezeiten". */
const OF_OR_FOR = `(?:of|${FOR_WORDS})`;
/** Whom or what something is for stands behind it. */
export const FOR = new RegExp(String.raw`\s(?:${FOR_WORDS})\s`, 'u');
const AND = '(?:and|und|et|y|e|en|och|og|i|&)';
/** One word before it, and no given name is so long that "for" could say where somebody works. */
const ONE_WORD = new RegExp(String.raw`^\p{Lu}[\p{L}-]{5,40}\s${OF_OR_FOR}\s\p{L}`, 'u');
/** More words before it: then what it is for is two things. */
const MORE_WORDS = new RegExp(
  String.raw`^(?:\p{Lu}[\p{L}-]{1,30}\s){2,4}${OF_OR_FOR}\s\p{L}[\p{L}\s-]{1,60}\s${AND}\s[\p{L}-]{3,40}$`,
  'u',
);
/** Two words before it are a body when the second says so, otherwise somebody and where the text stood. */
const TWO_WORDS = new RegExp(String.raw`^\S+\s(\S+)\s${OF_OR_FOR}\s`, 'u');
const BODY_WORD =
  /(?:cent(?:re|er)|council|soci[eé]t[yéà]|sociedad|associa\w+|asocia\w+|foundation|fond\w+|fund|institut\w*|istituto|agenc\w+|agentur|office|bureau|ministr\w+|ministère|department|commission|kommission|comisi[oó]n|committee|komitee|comit[eé]|federation|union|league|network|alliance|coalition|campaign|trust|academ\w+|akademie|board|group|school|college|facult\w+|laborator\w+|museum|gesellschaft|verband|verein|bund|stiftung|zentrum|amt|rat|conse\w+|consejo|stichting|raad)$/iu;
const JOINED = new RegExp(String.raw`\s${AND}\s`, 'u');
const LONGEST = 90;

const isSomebody = (said: string): boolean => {
  const second = TWO_WORDS.exec(said)?.[1];
  return second !== undefined && !BODY_WORD.test(second);
};

/** Whether a stated author is a body whose own name holds "for" or "and": no list, and nothing to cut off. */
export function isBody(text: string): boolean {
  const said = text.trim();
  if (said.length > LONGEST) return false;
  const isList = said.includes(',') && !JOINED.test(said);
  return !isList && (ONE_WORD.test(said) || (MORE_WORDS.test(said) && !isSomebody(said)));
}
