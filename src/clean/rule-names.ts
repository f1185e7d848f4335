import {
  CODE_RULE,
  HEADS_RULE,
  LAST_HEADING_RULE,
  NOTICE_RULE,
  QUOTED_RULE,
  TABLE_RULE,
} from './html/corrections.ts';
import { LANGUAGES_RULE, TITLE_RULE } from './html/judge.ts';
import { NAMING_PHRASE_RULES } from './html/phrase-rules.ts';
import { CERTAIN_RULES, FURNITURE_RULES, SURROUND_RULES, TEXT_RULES } from './html/rules.ts';
import { POST_HEAD_RULE } from './model/judge-text.ts';
import { MODEL_RULE } from './model/prediction.ts';
import { TEXT_RULE_NAMES } from './text/index.ts';

/** Every name of this stage that may be switched off. */
const CLEAN_RULE_NAMES: ReadonlySet<string> = new Set([
  ...[...CERTAIN_RULES, ...FURNITURE_RULES, ...SURROUND_RULES, ...TEXT_RULES, ...NAMING_PHRASE_RULES].map(
    ({ name }) => name,
  ),
  ...TEXT_RULE_NAMES,
  TITLE_RULE,
  LANGUAGES_RULE,
  TABLE_RULE,
  CODE_RULE,
  HEADS_RULE,
  LAST_HEADING_RULE,
  QUOTED_RULE,
  NOTICE_RULE,
  POST_HEAD_RULE,
  MODEL_RULE,
]);

const STAGES: ReadonlySet<string> = new Set(['html', 'text', 'model']);

/** What is wrong with the name of a rule, in words; null for a rule of this stage, and for those of others. */
export const unknownRule = (name: string): string | null => {
  const [stage = '', what = ''] = name.split(':');
  if (what === '') return `${name} is no name of a rule; they look like html:nav-element`;
  if (!STAGES.has(stage) || CLEAN_RULE_NAMES.has(name)) return null;
  const near = [...CLEAN_RULE_NAMES].filter((known) =>
    what.split('-').some((word) => word.length > 2 && known.startsWith(stage) && known.includes(word)),
  );
  return `there is no rule ${name}${near.length > 0 ? `; there are ${near.slice(0, 5).join(', ')}` : ''}`;
};
