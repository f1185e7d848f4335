const MARKS = /\p{M}/gu;
const APOSTROPHES = / ?['’‘ʼʻ`ʿʾ]/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/** A name as it is compared: no case, accents, apostrophes or full stops; words parted by one blank. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/\./g, '')
    .replace(NOT_WORD, ' ')
    .trim();

/** Words that stand inside names without telling them apart: articles, prepositions, name particles. */
const PARTICLES: ReadonlySet<string> = new Set(
  'al el a as ash an ad ar at az ul ud bin ibn ben bint abu de del della di da do dos das du des la le van von der den ten ter zu af av y e i the of and for to in on'.split(
    ' ',
  ),
);

const contentWords = (folded: string): string[] => {
  const words = folded.split(' ');
  // The last word tells: "World War I", "Vitamin A".
  const content = words.filter(
    (word, index) => !PARTICLES.has(word) || (index > 0 && index === words.length - 1),
  );
  // The particles of "AT&T" are most of its letters.
  return content.join('').length > 1 ? content : words;
};

/** The words of a folded name that tell it from others, `abu mahdi al muhandis` -> `mahdi muhandis`. */
export const nameWords = (folded: string): string[] => contentWords(folded);

/** "Ben Bradley": a given name in front, a particle of Arabic and Hebrew names elsewhere ("David Ben-Gurion"). */
const GIVEN_BEN = /^(?:Ben|BEN) (?=\p{Lu})/u;

/** The same of a person's name as it is written. */
export const personWords = (name: string): string[] => {
  const words = nameWords(foldName(name));
  return GIVEN_BEN.test(name) && words[0] !== 'ben' ? ['ben', ...words] : words;
};

/**
 * How a word may sound, whatever the transliteration: `Qassem` and `Qasem`, `Muqtada` and `Moqtada`,
 * `Nouri` and `Nuri`, `Sergei` and `Sergey` become equal; `Khamenei` and `Khomeini` stay apart.
 */
export const soundOf = (word: string): string =>
  word
    .replace(/kh/g, 'x')
    .replace(/gh/g, 'g')
    .replace(/dj/g, 'j')
    .replace(/sch/g, 'sh')
    .replace(/ou|oo|o/g, 'u')
    .replace(/ai|ay|ei|ey|ee|ie|iy|yy|e|y/g, 'i')
    .replace(/[qc]/g, 'k')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/(.)\1+/gu, '$1')
    .replace(/([aiu])h$/, '$1');

const VOWELS = /[aeiouy]/g;

/** The consonants of a word's sound; only good enough where another word of the name agrees. */
export const skeletonOf = (word: string): string => {
  const sound = soundOf(word);
  return (
    sound.slice(0, 1) +
    sound
      .slice(1)
      .replace(VOWELS, '')
      .replace(/(.)\1+/gu, '$1')
  );
};
