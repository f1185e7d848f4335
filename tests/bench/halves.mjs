import { createHash } from 'node:crypto';
import { getDomain } from 'tldts';

/**
 * Sites are halved by the first byte of the SHA-1 of their registrable domain: on odd ones rules and weights
 * of describing are tuned, even ones are kept for figures.
 */
export const isTuned = (url) =>
  createHash('sha1')
    .update(getDomain(url) ?? url)
    .digest()[0] %
    2 ===
  1;
