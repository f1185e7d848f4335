import type { Cleaned, JudgedBlock, Outline } from '../../document/block.ts';
import type { RefineOptions } from '../../document/options.ts';
import type { PageType } from '../../document/page.ts';
import { type BlockFacts, factsOf, proseBelow } from './block-facts.ts';
import { inside, mainContainer } from './main-container.ts';
import { FURNITURE_RULES, type PageFacts, type Rule, SURROUND_RULES, TEXT_RULES } from './rules.ts';
import { titleBlock } from './title.ts';
import { treeOf } from './tree.ts';

type Verdict = Pick<JudgedBlock, 'role' | 'rule' | 'confidence'>;

/** Judges the blocks of an HTML page. */
export function cleanHtml(outline: Outline, _url: string | null, options: RefineOptions): Cleaned {
  const { blocks, markup } = outline;
  if (!markup) return { blocks: [], markup, pageType: 'other' };
  const tree = treeOf(markup);
  const facts = blocks.map((block) => factsOf(block, tree));
  const off = new Set(options.disabledRules);
  const pageType: PageType = 'article';
  const page: PageFacts = { type: pageType };
  const title = off.has('html:title') ? -1 : titleBlock(markup, blocks, facts);
  const prose = proseBelow(markup, blocks, facts);
  const container = inside(tree, mainContainer(markup.nodes, tree, prose));
  const rules = [FURNITURE_RULES, SURROUND_RULES, TEXT_RULES].map((list) =>
    list.filter((rule) => !off.has(rule.name)),
  );
  const judge = (fact: BlockFacts, index: number): Verdict => {
    if (index === title) return { role: 'title', rule: 'html:title', confidence: null };
    for (const list of [rules[0]!, rules[1]!]) {
      const rule = firstThatHolds(list, fact, page);
      if (rule) return { role: rule.role, rule: rule.name, confidence: null };
    }
    if (fact.node >= 0 && container[fact.node] === 0)
      return { role: 'other', rule: 'html:outside-main', confidence: null };
    const rule = firstThatHolds(rules[2]!, fact, page);
    return { role: rule?.role ?? 'paragraph', rule: rule?.name ?? 'html:paragraph', confidence: null };
  };
  return {
    blocks: blocks.map((block, index) => ({ ...block, ...judge(facts[index]!, index) })),
    markup,
    pageType,
  };
}

const firstThatHolds = (rules: readonly Rule[], fact: BlockFacts, page: PageFacts): Rule | undefined => {
  for (const rule of rules) if (rule.holds(fact, page)) return rule;
  return undefined;
};
