import type { Cleaned, JudgedBlock, Outline } from '../../document/block.ts';
import type { RefineOptions } from '../../document/options.ts';
import type { PageType } from '../../document/page.ts';
import type { Role } from '../../document/role.ts';
import type { HtmlFeatures } from '../model/html-features.ts';
import { kindOf } from '../model/kinds.ts';
import type { Prediction } from '../model/prediction.ts';
import { type BlockFacts, proseBelow } from './block-facts.ts';
import {
  CODE_RULE,
  dropLastHeadings,
  dropNotice,
  HEADS_RULE,
  keepCode,
  keepHeads,
  keepQuoted,
  keepTables,
  LAST_HEADING_RULE,
  NOTICE_RULE,
  QUOTED_RULE,
  TABLE_RULE,
  type Verdict,
} from './corrections.ts';
import { languageMenus } from './language-menu.ts';
import { inside, mainContainer } from './main-container.ts';
import { APART_PHRASE_RULES, NAMING_PHRASE_RULES } from './phrase-rules.ts';
import {
  APART_RULES,
  CERTAIN_RULES,
  FURNITURE_RULES,
  type PageFacts,
  type Rule,
  SURROUND_RULES,
  TEXT_RULES,
} from './rules.ts';
import { titleBlock } from './title.ts';

/** Names that switch off what is no row of a table of rules: what takes more than a block to see. */
export const TITLE_RULE = 'html:title';
export const LANGUAGES_RULE = 'html:language-menu';

/** Kinds of pages that are one text, which ends with something other than a heading. */
const SINGLE: ReadonlySet<PageType> = new Set(['article', 'documentation']);

/** The rules that are switched on. */
interface RuleSet {
  readonly certain: readonly Rule[];
  readonly apart: readonly Rule[];
  readonly furniture: readonly Rule[];
  readonly surround: readonly Rule[];
  readonly text: readonly Rule[];
}

/**
 * Judges the blocks of an HTML page. With a prediction, the model says which blocks are content and
 * rules say what they are; without, rules say both.
 */
export function judgeHtml(
  outline: Outline,
  features: Pick<HtmlFeatures, 'facts' | 'tree'>,
  prediction: Prediction | null,
  options: RefineOptions,
): Cleaned {
  const { blocks, markup } = outline;
  if (!markup) return { blocks: [], markup, pageType: 'other' };
  const { facts } = features;
  const off = new Set(options.disabledRules);
  const on = (rules: readonly Rule[]) => rules.filter((rule) => !off.has(rule.name));
  const rules: RuleSet = {
    certain: on(CERTAIN_RULES),
    apart: on([...APART_RULES, ...APART_PHRASE_RULES]),
    furniture: on(FURNITURE_RULES),
    surround: on([...SURROUND_RULES, ...NAMING_PHRASE_RULES]),
    text: on(TEXT_RULES),
  };
  const title = off.has(TITLE_RULE) ? -1 : titleBlock(markup, blocks, facts);
  const page: PageFacts = {
    type: prediction && blocks.length > 0 ? kindOf(prediction.kinds) : 'other',
    aroundTitle: facts[title]?.hints ?? 0,
  };
  const judge = prediction
    ? byModel(rules, facts, page, prediction)
    : byRules(rules, page, outline, features);
  const languages = off.has(LANGUAGES_RULE) ? null : languageMenus(facts);
  const verdicts = facts.map((fact, index) => {
    if (index === title) return TITLE;
    if (languages?.[index] === 1) return LANGUAGES;
    return firstOf(rules.certain, fact, page) ?? judge(fact, index);
  });
  if (prediction && !off.has(TABLE_RULE)) keepTables(verdicts, facts, features.tree, prediction.keep);
  if (prediction && !off.has(CODE_RULE)) keepCode(verdicts, facts);
  if (prediction && !off.has(HEADS_RULE)) keepHeads(verdicts, facts, features.tree);
  if (prediction && SINGLE.has(page.type) && !off.has(LAST_HEADING_RULE)) dropLastHeadings(verdicts, facts);
  if (prediction && page.type === 'forum' && !off.has(QUOTED_RULE))
    keepQuoted(verdicts, facts, prediction.keep);
  if (prediction && !off.has(NOTICE_RULE)) dropNotice(verdicts, facts);
  return {
    blocks: blocks.map(({ ordinal, line, text, node, links }, index): JudgedBlock => {
      const { role, rule, confidence } = verdicts[index]!;
      return { ordinal, line, text, node, links, role, rule, confidence };
    }),
    markup,
    pageType: page.type,
  };
}

const LANGUAGES: Verdict = { role: 'navigation', rule: LANGUAGES_RULE, confidence: null };
const TITLE: Verdict = { role: 'title', rule: TITLE_RULE, confidence: null };

/** A rule that takes more than this share of the kept text out of it has mistaken the page for its part. */
const MOST_TAKEN = 0.8;

/**
 * The rule that takes each block out of the text although the model keeps it, null for most. Rules that
 * would leave next to nothing of the text are passed over: a class such as `comments-enabled` on an element
 * around everything says nothing about what is inside.
 */
function apartRules(
  rules: RuleSet,
  facts: readonly BlockFacts[],
  page: PageFacts,
  { keep, cut }: Prediction,
): readonly (Rule | null)[] {
  const taken = new Map<Rule, number>();
  let total = 0;
  const first = (among: readonly Rule[], fact: BlockFacts) =>
    among.find((rule) => rule.holds(fact, page)) ?? null;
  const found = facts.map((fact, index) => {
    if (keep[index]! < cut || first(rules.certain, fact) !== null) return null;
    const rule = first(rules.apart, fact);
    total += fact.length;
    if (rule !== null) taken.set(rule, (taken.get(rule) ?? 0) + fact.length);
    return rule;
  });
  const sound = rules.apart.filter((rule) => (taken.get(rule) ?? 0) <= total * MOST_TAKEN);
  if (sound.length === rules.apart.length) return found;
  return found.map((rule, index) => (rule === null ? null : first(sound, facts[index]!)));
}

type Judge = (fact: BlockFacts, index: number) => Verdict;

function byModel(
  rules: RuleSet,
  facts: readonly BlockFacts[],
  page: PageFacts,
  prediction: Prediction,
): Judge {
  const { keep, cut } = prediction;
  const aparts = apartRules(rules, facts, page, prediction);
  return (fact, index) => {
    const probability = keep[index]!;
    if (probability >= cut) {
      const confidence = Math.round(probability * 100) / 100;
      const apart = aparts[index];
      if (apart) return { role: apart.role, rule: apart.name, confidence: null };
      const role = firstOf(rules.text, fact, page)?.role ?? 'paragraph';
      return { role, rule: `model:${role}`, confidence };
    }
    const named = firstOf(rules.furniture, fact, page) ?? firstOf(rules.surround, fact, page);
    if (named) return named;
    return {
      role: 'other',
      rule: 'model:not-content',
      confidence: Math.round((1 - probability) * 100) / 100,
    };
  };
}

function byRules(
  rules: RuleSet,
  page: PageFacts,
  outline: Outline,
  features: Pick<HtmlFeatures, 'facts' | 'tree'>,
): Judge {
  const { tree, facts } = features;
  const nodes = outline.markup?.nodes ?? [];
  const prose = outline.markup ? proseBelow(outline.markup, outline.blocks, facts) : new Float64Array(0);
  const container = inside(tree, mainContainer(nodes, tree, prose));
  return (fact) => {
    const named = firstOf(rules.furniture, fact, page) ?? firstOf(rules.surround, fact, page);
    if (named) return named;
    if (fact.node >= 0 && container[fact.node] === 0)
      return { role: 'other', rule: 'html:outside-main', confidence: null };
    return firstOf(rules.text, fact, page) ?? { role: 'paragraph', rule: 'html:paragraph', confidence: null };
  };
}

/** The text role that its markup gives to a block that counts as content. */
export const textRoleOf = (fact: BlockFacts, type: PageType): Role =>
  firstOf(TEXT_RULES, fact, { type, aroundTitle: 0 })?.role ?? 'paragraph';

/** What the first rule that holds says, or null. */
function firstOf(rules: readonly Rule[], fact: BlockFacts, page: PageFacts): Verdict | null {
  for (const rule of rules)
    if (rule.holds(fact, page)) return { role: rule.role, rule: rule.name, confidence: null };
  return null;
}
