import type { Role } from '../../../document/role.ts';
import type { Line } from '../line.ts';
import type { TextPage, TextRule } from '../page.ts';
import { topicBit } from '../phrases/topics.ts';

const COMMENTS_TOPIC = topicBit('comments');

/** Words of running text that must stand above a section of comments. */
const ARTICLE_BEFORE_COMMENTS = 60;
/** A longer run of short lines inside the content is a menu, not a list. */
const LONGEST_LIST = 30;
const HEADING_WEIGHT = 18;

/** Words with which single comments are answered, not the whole section opened. */
const SECTION_WORDS = 2;

const inside = (page: TextPage, line: Line): boolean => line.index >= page.from && line.index < page.to;

/** Readers' comments: everything under their heading, once the article has been. */
const commentsSection: TextRule = {
  name: 'comments-section',
  judge: (page, rule) => {
    let above = 0;
    const headings = page.lines.filter((line) => page.roles[line.index] === 'comments' && opensSection(line));
    if (headings.length === 0 || headings.length > 6) return;
    const counts = headings.filter(isCount);
    const ofEntries = counts.length > 1 && hasProse(page, counts);
    const candidates = new Set(
      (ofEntries ? headings.filter((line) => !isCount(line)) : headings).map(({ index }) => index),
    );
    const title = page.roles.indexOf('title');
    for (const line of page.lines) {
      const isText = inside(page, line) && page.prose[line.index] === true && page.roles[line.index] === null;
      if (isText && line.index > title) above += line.weight;
      if (!candidates.has(line.index) || above < ARTICLE_BEFORE_COMMENTS) continue;
      for (let at = line.index + 1; at < page.lines.length; at++) page.mark(at, 'comments', rule);
      page.to = Math.min(page.to, line.index);
      return;
    }
  },
};

/** "4 comments": over the comments of a page once, under the entries of a listing many times. */
const isCount = (line: Line): boolean => line.digits > 0 && line.weight <= 4;

/** Whether running text stands between the first and the last of some lines. */
const hasProse = (page: TextPage, lines: readonly Line[]): boolean => {
  for (let at = lines[0]?.index ?? 0; at < (lines[lines.length - 1]?.index ?? 0); at++)
    if (page.prose[at] === true) return true;
  return false;
};

const opensSection = (line: Line): boolean =>
  (line.weight >= SECTION_WORDS || line.unspaced > 0.5 || line.key.length > 7) &&
  (line.topics & COMMENTS_TOPIC) !== 0;

/** Roles that show that a box of related links is over. */
const ENDS_BOX: ReadonlySet<Role> = new Set<Role>([
  'title',
  'navigation',
  'form',
  'copyright',
  'breadcrumb',
  'template',
]);

/** Lines that a box of related links may have; a longer one is a listing of its own. */
const MOST_RELATED = 24;

/** Lines outside the content that stand in the frame of the page. */
const outsideContent: TextRule = {
  name: 'outside-content',
  judge: (page, rule) => {
    let left = 0;
    for (const line of page.lines) {
      const role = page.roles[line.index];
      left--;
      if (role === 'related') left = MOST_RELATED;
      else if (inside(page, line) || (role != null && ENDS_BOX.has(role))) left = 0;
      if (role !== null || inside(page, line)) continue;
      if (left > 0) page.mark(line.index, 'related', 'text:under-related');
      else page.mark(line.index, page.prose[line.index] === true ? 'other' : 'navigation', rule);
    }
  },
};

/** Running text of the content. */
const prose: TextRule = {
  name: 'prose',
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (inside(page, line) && page.prose[line.index] === true) page.mark(line.index, 'paragraph', rule);
    }
  },
};

/** A short sentence among running text. */
const shortSentence: TextRule = {
  name: 'short-sentence',
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (inside(page, line) && line.ends && line.weight >= 2) page.mark(line.index, 'paragraph', rule);
    }
  },
};

/** A clause that hands over to what follows: "The mayor added in her letter:". */
const leadIn: TextRule = {
  name: 'lead-in',
  judge: (page, rule) => {
    for (const line of page.lines) {
      const opens =
        /[:：]\W?$/.test(line.text) && (line.weight >= 5 || line.unspaced > 0.4) && line.weight <= 60;
      const clause = line.common >= 1 || line.unspaced > 0.4;
      if (inside(page, line) && opens && clause) page.mark(line.index, 'paragraph', rule);
    }
  },
};

const BULLET = /^(?:[-–—•*·▪■◦‣✓✔➤►]|\d{1,2}[.)]|[a-z][.)])\s+\S/;

/** Lines with a bullet or a number before them. */
const bullet: TextRule = {
  name: 'bullet',
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (inside(page, line) && BULLET.test(line.text) && line.weight > HEADING_WEIGHT)
        page.mark(line.index, 'list-item', rule);
    }
  },
};

/** A short line, or two, above running text. */
const heading: TextRule = {
  name: 'heading',
  judge: (page, rule) => {
    for (const line of page.lines) {
      const at = line.index;
      if (!inside(page, line) || !page.isShort(at) || line.weight > HEADING_WEIGHT) continue;
      const next = page.roles[at + 1];
      const opens =
        next === 'paragraph' || next === 'caption' || next === 'list-item' || next === 'image-alt';
      const above = page.roles[at - 1];
      if (opens && above !== null) page.mark(at, 'heading', rule);
      else if (opens && page.isShort(at - 1) && !page.isShort(at - 2)) page.mark(at, 'heading', rule);
    }
  },
};

/** Runs of short lines inside the content. */
const list: TextRule = {
  name: 'list',
  judge: (page, rule) => {
    for (let at = page.from; at < page.to; at++) {
      if (page.roles[at] !== null) continue;
      let end = at;
      while (end < page.to && page.roles[end] === null) end++;
      const isMenu = end - at > LONGEST_LIST;
      for (let index = at; index < end; index++) {
        if (isMenu) page.mark(index, 'navigation', 'text:long-run');
        else page.mark(index, end - at === 1 ? 'heading' : 'list-item', rule);
      }
      at = end;
    }
  },
};

export const SECTION_RULES: readonly TextRule[] = [commentsSection];
export const CONTENT_RULES: readonly TextRule[] = [
  outsideContent,
  prose,
  shortSentence,
  leadIn,
  bullet,
  heading,
  list,
];
