import type { Role } from '../../document/role.ts';
import { timeWords } from '../text/calendar.ts';
import { fold } from '../text/fold.ts';
import { phraseMatcher } from '../text/phrases/matcher.ts';
import { FILED } from '../text/phrases/parts.ts';
import { type Topic, topicBit, topicsOf } from '../text/phrases/topics.ts';
import type { BlockFacts } from './block-facts.ts';
import type { Rule } from './rules.ts';
import { REGION } from './tree.ts';

/** Longer text is prose that mentions such words. */
const LONGEST = 60;

/** The block that was looked at last: every rule of the table asks of one block before any asks of the next. */
let last: BlockFacts | null = null;
let lastTopics = 0;

const topicsIn = (block: BlockFacts): number => {
  if (block !== last) {
    lastTopics = topicsOf(fold(block.text));
    last = block;
  }
  return lastTopics;
};

const phraseRule = (name: string, role: Role, topic: Topic): Rule => {
  const bit = topicBit(topic);
  return { name, role, holds: (block) => block.length <= LONGEST && (topicsIn(block) & bit) !== 0 };
};

/** Longest line of dates: published, changed, and at what time. */
const LONGEST_DATES = 90;
const DIGITS = /\d/;

/** A line of nothing but dates and what stands around them; as a heading it is one, in a table it is data. */
const dateWords: Rule = {
  name: 'html:date-words',
  role: 'date',
  holds: (block, { type }) => {
    if (type !== 'article' && type !== 'forum') return false;
    if (block.length > LONGEST_DATES || !DIGITS.test(block.text)) return false;
    if ((block.regions & (REGION.heading | REGION.cell | REGION.definition)) !== 0) return false;
    const { only, date } = timeWords(fold(block.text));
    return only && date;
  },
};

const filed = phraseMatcher(FILED);
/** Longest line of categories and tags, and how much of it must be links. */
const LONGEST_FILING = 300;
const FILING_LINKS = 0.3;

/** "Posted in History, Tugs | Tagged boats | 4 Comments" under an entry, whatever else the line counts. */
const filingLine: Rule = {
  name: 'html:filing-line',
  role: 'tags',
  holds: (block) =>
    block.length <= LONGEST_FILING &&
    block.linkDensity >= FILING_LINKS &&
    (block.regions & (REGION.heading | REGION.nav)) === 0 &&
    filed.opening(fold(block.text)) > 0,
};

/** Where a short text is a part of something: a chapter's name, a row, a term, code. */
const PART = REGION.heading | REGION.cell | REGION.definition | REGION.pre;

/** "© Ida Holm": under a picture who took it, under a text who owns it. */
const rightsSign: Rule = {
  name: 'html:rights-sign',
  role: 'copyright',
  holds: (block) => block.length <= LONGEST && (block.regions & PART) === 0 && block.text.startsWith('©'),
};

/** Most words of a label; a third makes "Anzeige gegen Reeder" of it, which is news. */
const LABEL_WORDS = 2;

/** "Advertisement", "Anzeige", alone between the paragraphs of an article: what it stood over is gone. */
const advertisementLabel: Rule = {
  name: 'html:advertisement-label',
  role: 'advertisement',
  holds: (block, { type }) =>
    type === 'article' &&
    block.length <= LONGEST &&
    (block.regions & (PART | REGION.listItem)) === 0 &&
    (topicsIn(block) & topicBit('advertisement')) !== 0 &&
    block.text.split(/\s+/, LABEL_WORDS + 1).length <= LABEL_WORDS,
};

/** What nobody writes inside an article, in any of the languages of the phrase tables, whatever the markup says. */
export const APART_PHRASE_RULES: readonly Rule[] = [
  filingLine,
  phraseRule('html:share-phrase', 'share', 'share'),
  phraseRule('html:related-phrase', 'related', 'related'),
  dateWords,
  rightsSign,
  advertisementLabel,
];

/** Names for short text that is no content and that no markup explains. */
export const NAMING_PHRASE_RULES: readonly Rule[] = [
  ...APART_PHRASE_RULES,
  phraseRule('html:copyright-phrase', 'copyright', 'copyright'),
  phraseRule('html:advertisement-phrase', 'advertisement', 'advertisement'),
  phraseRule('html:comments-phrase', 'comments', 'comments'),
  phraseRule('html:form-phrase', 'form', 'form'),
  phraseRule('html:navigation-phrase', 'navigation', 'navigation'),
  phraseRule('html:template-phrase', 'template', 'template'),
];
