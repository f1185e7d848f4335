import { isAscii, isUtf8 } from 'node:buffer';
import { declaredInHtml } from './declared.ts';
import { detectCharset } from './detect.ts';
import { charsetOf, decodeBytes } from './label.ts';
import { charsetByMark, isIso2022Jp, unmarkedUtf16 } from './marks.ts';
import { lookAt } from './plausibility.ts';
import { telltaleBytes } from './sample.ts';
import { isDamagedUtf8 } from './utf8.ts';

/** What browsers fall back on. */
const FALLBACK = 'windows-1252';

/** Damage that a declaration survives: share of the characters above ASCII that do not decode. */
const MAX_JUNK = 0.05;

/** Western European text has accents on a few letters; most letters above ASCII mean another script. */
const MAX_WESTERN_FOREIGN = 0.5;

const EAST_ASIAN: ReadonlySet<string> = new Set(['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']);

/** A character of three bytes or more in UTF-8: every Chinese, Japanese or Korean one. */
const WIDE = /[\u0800-\uffff]/;

/** Two-byte characters that are valid by chance are few; this many are no chance. */
const MAX_CHANCE = 8;
const MAX_CHANCE_BYTES = 256;

/**
 * A few words in an East Asian encoding can be valid UTF-8 by chance. They then read as Latin, Greek
 * or Cyrillic letters, and the page says otherwise.
 */
const chanceReading = (bytes: Uint8Array, declared: string | undefined): string | null => {
  if (declared === undefined || !EAST_ASIAN.has(declared)) return null;
  const sample = telltaleBytes(bytes);
  if (sample.length > MAX_CHANCE_BYTES) return null;
  const asUtf8 = decodeBytes(sample, 'utf-8');
  const foreign = asUtf8.match(/[^\0-\x7f]/gu)?.length ?? 0;
  if (foreign > MAX_CHANCE || WIDE.test(asUtf8)) return null;
  return lookAt(decodeBytes(sample, declared)).junk === 0 ? declared : null;
};

/**
 * What the page says of itself comes after what its server says, but for Latin-1: servers send that
 * for every file unless told otherwise.
 */
const inOrderOfTrust = (transport: string | null, own: string | null): string[] => {
  const order = transport === FALLBACK ? [own, transport] : [transport, own];
  return order.filter((charset) => charset !== null);
};

/** Whether bytes that are not UTF-8 can be what the declaration says. */
const agrees = (charset: string, bytes: Uint8Array, sample: Uint8Array): boolean => {
  if (charset === 'utf-8') return false;
  if (charset.startsWith('utf-16')) return bytes.includes(0);
  const { junk, foreignLetters } = lookAt(decodeBytes(sample, charset));
  return junk <= MAX_JUNK && (charset !== FALLBACK || foreignLetters <= MAX_WESTERN_FOREIGN);
};

const byEvidence = (bytes: Uint8Array, declared: readonly string[]): string => {
  if (isDamagedUtf8(bytes)) return 'utf-8';
  const sample = telltaleBytes(bytes);
  const credible = declared.find((charset) => agrees(charset, bytes, sample));
  if (credible !== undefined) return credible;
  const detected = detectCharset(sample);
  if (detected !== null && detected.score > 0) return detected.charset;
  return declared.find((charset) => !charset.startsWith('utf-')) ?? detected?.charset ?? FALLBACK;
};

/**
 * The character set of a page, as a WHATWG name in lower case: byte order mark; UTF-8 when the bytes
 * are that, whatever is declared; the transport's declaration; the page's own; detection. A declaration
 * that the bytes contradict is passed over.
 */
export const chooseCharset = (bytes: Uint8Array, transport: string | null, isHtml: boolean): string => {
  const marked = charsetByMark(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== null) return marked;
  if (isAscii(bytes)) return isIso2022Jp(bytes) ? 'iso-2022-jp' : 'utf-8';
  const own = isHtml ? declaredInHtml(bytes) : null;
  const declared = inOrderOfTrust(charsetOf(transport), own);
  if (isUtf8(bytes)) return chanceReading(bytes, declared[0]) ?? 'utf-8';
  return byEvidence(bytes, declared);
};
