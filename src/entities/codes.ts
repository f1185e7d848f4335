import { parse } from 'tldts';
import type { Span } from './span.ts';

/** Marks that program text holds and names do not. */
const PROGRAM = /(?:^|\s)@|[;_=<>{}[\]|\\←→]|->|::|\p{L}\(\p{L}/u;
const KEYS = /^(?:Ctrl|Cmd|Alt|Shift|Esc|Fn)\b[ +-]/i;
/** `getName`, `basicConfig`: names that begin small have one letter there (eBay, iPhone) or the makers' habit of it (macOS). */
const CAMEL = /^\p{Ll}{3,}\p{Lu}\p{Ll}+/u;
const DOTTED = /^[\p{L}\d]+(?:\.[\p{L}\d]+)+$/u;
const INITIALS = /^(?:\p{L}\.)+\p{L}?$/u;

/** From letters to digits or back: part numbers and keys do it all the time, `MH17` and `5G` once. */
const turns = (word: string): number => word.match(/\p{L}(?=\d)|\d(?=\p{L})/gu)?.length ?? 0;
const FEWEST_TURNS = 3;
const LONGEST_WORD = 30;
const HEXADECIMAL = /^[\da-f]{8,}(?:-[\da-f]{4,})*$/i;

/** Whether a point stands before a top-level domain that exists, as in Booking.com. */
const isHost = (word: string): boolean => {
  const { isIcann, isPrivate } = parse(word, { validateHostname: false, allowPrivateDomains: true });
  return isIcann === true || isPrivate === true;
};

/** `Logger.error`, `response1.status`. */
const isMember = (word: string): boolean =>
  DOTTED.test(word) && /\.\p{Ll}/u.test(word) && !INITIALS.test(word) && !isHost(word);

const isCodeWord = (word: string): boolean =>
  CAMEL.test(word) ||
  HEXADECIMAL.test(word) ||
  word.length > LONGEST_WORD ||
  turns(word) >= FEWEST_TURNS ||
  isMember(word);

const NUMBER = /^Nos?\.? ?\d+$/;
const RANKED = /\b(?:at|to|is|was|made|hit|reached|ranked|remains?) $/i;
const ORDINAL = /^\d+(?:st|nd|rd|th)$/;
const COUNTED = /^ (?:anniversary|annual|birthday|century|edition|floor|time|year)\b/;

/** A place in a list, or which of many: "No. 26" where a book entered a list, the "65th" anniversary. */
const isRank = (text: string, { start, end }: Span, written: string): boolean =>
  (NUMBER.test(written) && RANKED.test(text.slice(Math.max(0, start - REACH), start))) ||
  (ORDINAL.test(written) && COUNTED.test(text.slice(end, end + REACH)));
const REACH = 12;
const WORD = /[\p{L}\d]/u;

/** Part of a handle or a longer identifier: `@Harbour_News`. */
const isInHandle = (text: string, { start, end }: Span): boolean =>
  text.charAt(start - 1) === '@' ||
  (text.charAt(start - 1) === '_' && WORD.test(text.charAt(start - 2))) ||
  (text.charAt(end) === '_' && WORD.test(text.charAt(end + 1)));

/** Whether what the tagger took for a name is program text, a part number, a rank, a handle or a key to press. */
export const isCode = (text: string, span: Span): boolean => {
  const written = text.slice(span.start, span.end);
  if (PROGRAM.test(written) || KEYS.test(written) || isRank(text, span, written) || isInHandle(text, span))
    return true;
  return !/\s/.test(written) && isCodeWord(written);
};
