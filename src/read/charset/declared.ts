import sniff from 'html-encoding-sniffer';
import { charsetOf } from './label.ts';

/** What the sniffer is told to answer when it finds nothing. */
const NONE = 'none';

/** The sniffer looks at the first 1,024 bytes; templates put scripts and comments before their `<meta>`. */
const HEAD_BYTES = 65_536;
const MAX_METAS = 64;

const META = /<meta[\s/]/gi;
const XML_DECLARATION = /^\s{0,16}<\?xml\s[^>]{0,128}?encoding\s{0,4}=\s{0,4}["']([\w.:-]{1,40})["']/i;

const ask = (bytes: Uint8Array): string | null => {
  let found: string;
  try {
    found = sniff(bytes, { defaultEncoding: NONE });
  } catch {
    // It throws at a `<meta>` whose content ends in "charset" or "charset=".
    return null;
  }
  return found === NONE ? null : charsetOf(found);
};

const fromLateMeta = (bytes: Uint8Array, head: string): string | null => {
  let seen = 0;
  for (const { index } of head.matchAll(META)) {
    seen += 1;
    if (seen > MAX_METAS) return null;
    const end = head.indexOf('>', index);
    if (end < 0) return null;
    const found = ask(bytes.subarray(index, end + 1));
    if (found !== null) return found;
  }
  return null;
};

/** The character set that an HTML page names itself, by `<meta>` or an XML declaration; null when by neither. */
export const declaredInHtml = (bytes: Uint8Array): string | null => {
  const early = ask(bytes);
  if (early !== null) return early;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES)).toString(
    'latin1',
  );
  return fromLateMeta(bytes, head) ?? charsetOf(XML_DECLARATION.exec(head)?.[1]);
};
