import { withoutCredentials } from '../document/without-credentials.ts';
import type { Candidate } from './claim.ts';
import type { PageEvidence } from './evidence.ts';

/** Absolute http addresses; relative ones are resolved against `<base>` or the page's own. */
export function addresses(
  values: readonly string[],
  source: string,
  page: PageEvidence,
): Candidate<string>[] {
  return values.flatMap((value) => {
    const url = absolute(value.trim(), page);
    return url === null ? [] : [{ value: url, source }];
  });
}

function absolute(value: string, page: PageEvidence): string | null {
  if (value === '' || value.length > 2_000) return null;
  const base = page.markup?.base;
  const from = page.url
    ? base && URL.canParse(base, page.url)
      ? new URL(base, page.url).href
      : page.url
    : base;
  if (!URL.canParse(value, from ?? undefined)) return null;
  const url = withoutCredentials(new URL(value, from ?? undefined));
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
