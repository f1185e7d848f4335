import type { Cleaned, JudgedBlock } from '../../document/block.ts';
import type { PhrasePlace, SiteRule, SiteRules } from '../../document/options.ts';
import type { Role } from '../../document/role.ts';
import { TEXT_ROLES } from '../../document/text.ts';
import { fold, isUnspaced } from '../text/fold.ts';
import { readSelector, type Selector } from './selector.ts';

/** The rules of a site, ready to be asked. */
interface ReadyRule {
  readonly rule: SiteRule;
  readonly selector: Selector | null;
  readonly says: ((folded: string) => boolean) | null;
}

const ready = new WeakMap<SiteRules, readonly ReadyRule[]>();

const readyRules = (site: SiteRules): readonly ReadyRule[] => {
  const known = ready.get(site);
  if (known !== undefined) return known;
  const rules = site.rules.map((rule) => ({
    rule,
    selector: rule.selector === undefined ? null : readSelector(rule.selector),
    says: rule.phrase === undefined ? null : phraseTest(rule.phrase, rule.at ?? 'anywhere'),
  }));
  ready.set(site, rules);
  return rules;
};

/**
 * Lets the user's rules for a page's site decide what they describe; they know better than rules and models.
 * `textRole` says what a block is once it counts as content.
 */
export function applySiteRules(
  cleaned: Cleaned,
  sites: readonly SiteRules[],
  textRole: (index: number) => Role,
): Cleaned {
  const rules = sites.flatMap(readyRules);
  if (rules.length === 0) return cleaned;
  const nodes = cleaned.markup?.nodes ?? [];
  const matches = rules.map(({ selector }) => selector?.(nodes) ?? null);
  const speaks = rules.some(({ says }) => says !== null);
  const blocks = cleaned.blocks.map((block, index): JudgedBlock => {
    const folded = speaks ? fold(block.text) : '';
    const at = rules.findIndex(
      ({ says }, k) =>
        (matches[k] === null || matches[k]![block.node] === 1) && (says === null || says(folded)),
    );
    if (at < 0) return block;
    const { as, name } = rules[at]!.rule;
    const verdict = { rule: `site:${name}`, confidence: null };
    if (as === 'drop') return { ...block, ...verdict, role: 'other' };
    if (as !== 'keep') return { ...block, ...verdict, role: as };
    return { ...block, ...verdict, role: TEXT_ROLES.has(block.role) ? block.role : textRole(index) };
  });
  return { ...cleaned, blocks };
}

/** Whole words are compared, except in scripts that do not part them. */
function phraseTest(phrase: string, place: PhrasePlace): (folded: string) => boolean {
  const edge = isUnspaced(phrase) ? '' : ' ';
  const wanted = fold(phrase);
  const inner = `${edge}${wanted}${edge}`;
  const around = (folded: string): string => `${edge}${folded}${edge}`;
  switch (place) {
    case 'whole':
      return (folded) => folded === wanted;
    case 'start':
      return (folded) => around(folded).startsWith(inner);
    case 'end':
      return (folded) => around(folded).endsWith(inner);
    case 'anywhere':
      return (folded) => around(folded).includes(inner);
  }
}

/** Whether a phrase says anything once case and punctuation are left out. */
export const isPhrase = (phrase: string): boolean => fold(phrase) !== '';
