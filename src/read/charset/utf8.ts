/** How many characters of more than one byte are whole, and how many stretches are not UTF-8. */
interface Utf8Tally {
  readonly whole: number;
  readonly broken: number;
}

/** Bytes that follow a lead byte; -1 when no character starts with it. */
const followers = (lead: number): number => {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  if (lead >= 0xf0 && lead <= 0xf4) return 3;
  return -1;
};

const tallyUtf8 = (bytes: Uint8Array): Utf8Tally => {
  let whole = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    at += 1;
    if (lead < 0x80) continue;
    let left = followers(lead);
    while (left > 0 && at < bytes.length && (bytes[at]! & 0xc0) === 0x80) {
      at += 1;
      left -= 1;
    }
    if (left === 0) whole += 1;
    else broken += 1;
  }
  return { whole, broken };
};

/** A page that was cut or spliced has a few bad bytes; text in another encoding has hardly a good sequence. */
const WHOLE_PER_BROKEN = 5;

/** Whether text with invalid bytes is UTF-8 all the same, with damage. */
export const isDamagedUtf8 = (bytes: Uint8Array): boolean => {
  const { whole, broken } = tallyUtf8(bytes);
  return whole > broken * WHOLE_PER_BROKEN;
};
