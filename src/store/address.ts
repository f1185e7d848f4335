import normalizeUrl from 'normalize-url';
import { parse } from 'tldts';
import { withoutCredentials } from '../document/without-credentials.ts';

export interface Address {
  /** The url without what does not change the document: fragment, default port, tracking parameters, name and password. */
  readonly address: string;
  readonly host: string;
  /** Registrable domain, null for an IP address or a name outside the public suffix list. */
  readonly domain: string | null;
}

/** Characters of the longest host name that the domain name system has (RFC 1035, 2.3.4). */
const LONGEST_HOST = 253;

/** Normalises a page's url; null when there is none or it is not an address with a host. */
export const addressOf = (url: string | null): Address | null => {
  if (url === null) return null;
  let parsed: URL;
  try {
    parsed = withoutCredentials(new URL(url));
  } catch {
    return null;
  }
  if (parsed.hostname.length > LONGEST_HOST) return null;
  if (parsed.hostname === '') return { address: parsed.href, host: parsed.protocol, domain: null };
  const { domain } = parse(parsed.hostname);
  let address = parsed.href;
  try {
    address = normalizeUrl(parsed.href, { stripHash: true, stripWWW: false, sortQueryParameters: false });
  } catch {
    // normalize-url refuses some addresses that the URL standard takes: they stay as they are.
  }
  return { address, host: parsed.hostname, domain };
};
