import { TEXT_ROLES } from '../document/text.ts';
import type { Candidate, Choice } from './claim.ts';
import type { ArticleEvidence } from './evidence.ts';
import { heard } from './heard.ts';
import { plain, unique } from './text.ts';

type Names = readonly string[];

/** "… said on Tuesday. (dpa/AP)": what follows the last sentence; a party or an acronym stands within one. */
const AFTER_LAST_SENTENCE = /[.!?…][”"“»’']?\s*[([]([\p{L}\p{N}][\p{L}\p{N} ./&+,-]{1,30})[)\]]\s*$/u;
const ALONE = /^\s*[([]([\p{L}\p{N}][\p{L}\p{N} ./&+,-]{1,30})[)\]]\s*$/u;
/** Short names without a space, as agencies have: dpa, AP, Reuters. Not "(3)" and not "(continued)". */
const AGENCY = /^(?:\p{Lu}{2,7}|\p{Ll}{2,4}|\p{Lu}\p{L}{3,14})$/u;
/** A line of its own may hold anything: only initials count there. */
const INITIALS = /^(?:\p{Lu}{2,7}|\p{Ll}{2,4})$/u;
const LAST_BLOCKS = 3;

/**
 * Agencies that a text is credited to, apart from its authors: those of the dateline ("BERLIN (dpa) –"), of
 * JSON-LD, and what stands in parentheses after the last sentence.
 */
export function creditsOf(evidence: ArticleEvidence, dateline: string | null): Choice<Names> {
  const { page, alone } = evidence;
  const candidates: Candidate<Names>[] = [];
  const add = (values: readonly string[], source: string): void => {
    if (values.length > 0) candidates.push({ value: unique(values), source });
  };
  if (dateline !== null) add(agencies(dateline), 'text:dateline');
  if (alone)
    add(
      (page.main?.sourceOrganizations ?? []).flatMap((name) => plain(name) ?? []),
      'jsonld:sourceOrganization',
    );
  add(closing(evidence), 'text:end');
  const told = heard(candidates, page);
  return { value: told[0]?.value ?? null, candidates: told };
}

function closing({ blocks }: ArticleEvidence): string[] {
  let seen = 0;
  for (let i = blocks.length - 1; i >= 0 && seen < LAST_BLOCKS; i--) {
    const { article, role, text } = blocks[i]!;
    if (article === null || !(TEXT_ROLES.has(role) || role === 'byline')) continue;
    seen++;
    const tail = text.slice(-80);
    const alone = text.length < 40 ? ALONE.exec(text) : null;
    const credit = alone ?? AFTER_LAST_SENTENCE.exec(tail);
    const names = credit ? agencies(credit[1]!) : [];
    if (names.length > 0 && (alone === null || names.every((name) => INITIALS.test(name)))) return names;
  }
  return [];
}

/** "dpa/AP" is two; a parenthesis that holds anything else than names is no credit. */
function agencies(text: string): string[] {
  const names = text
    .split(/\s*[/,+&]\s*|\s-\s/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length <= 4 && names.every((name) => AGENCY.test(name)) ? names : [];
}
