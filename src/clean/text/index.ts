import type { JudgedBlock, Outline } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import type { RefineOptions } from '../../document/options.ts';
import { TextPage, type TextRule } from './page.ts';
import { CONTENT_RULES, SECTION_RULES } from './rules/content.ts';
import { CAPTION_RULES, ECHO_RULES } from './rules/echoes.ts';
import { findRegion } from './rules/region.ts';
import { SHAPE_RULES } from './rules/shapes.ts';
import { reachTitle, TITLE_RULES } from './rules/title.ts';

export { outlineText } from './outline.ts';

/** The rule of a line that no rule would have, because those that would are switched off. */
const UNDECIDED = 'text:undecided';

const ruleName = (rule: TextRule): string => `text:${rule.name}`;

const BEFORE_REGION: readonly TextRule[] = [...SHAPE_RULES, ...ECHO_RULES];
const AFTER_TITLE: readonly TextRule[] = [...CAPTION_RULES, ...SECTION_RULES, ...CONTENT_RULES];

/** Names of all rules that `disabledRules` may hold for text pages, in the order in which they judge. */
export const TEXT_RULE_NAMES: readonly string[] = [...BEFORE_REGION, ...TITLE_RULES, ...AFTER_TITLE].map(
  ruleName,
);

/**
 * Judges each line of a text page: its role and the rule that decided. The first rule that knows a line
 * decides it; the rules run from what a line says by itself to what its place says. Linear in the page.
 */
export const cleanText = (outline: Outline, options: RefineOptions): JudgedBlock[] => {
  const disabled = new Set(options.disabledRules);
  const page = keepShape(new TextPage(outline));
  const run = (rules: readonly TextRule[]): void => {
    for (const rule of rules) if (!disabled.has(ruleName(rule))) rule.judge(page, ruleName(rule));
  };
  run(BEFORE_REGION);
  findRegion(page);
  run(TITLE_RULES);
  reachTitle(page);
  run(AFTER_TITLE);
  return outline.blocks.map(({ ordinal, line, text, node, links }, index) => ({
    ordinal,
    line,
    text,
    node,
    links,
    role: page.roles[index] ?? (page.prose[index] === true ? 'paragraph' : 'other'),
    rule: page.roles[index] == null ? UNDECIDED : (page.rules[index] ?? UNDECIDED),
    confidence: null,
  }));
};
