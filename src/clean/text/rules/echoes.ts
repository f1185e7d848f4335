import { fold } from '../fold.ts';
import type { Line } from '../line.ts';
import type { TextPage, TextRule } from '../page.ts';
import { phraseMatcher } from '../phrases/matcher.ts';
import { HOME } from '../phrases/page.ts';
import { CREDIT } from '../phrases/parts.ts';
import { topicBit } from '../phrases/topics.ts';

const credit = phraseMatcher(CREDIT);
const CREDIT_TOPIC = topicBit('credit');
const HOME_WORDS = HOME.map((word) => word.toLowerCase());

/** Most words of image text, of a title and of a caption. */
const ALT_WEIGHT = 25;
const TITLE_WEIGHT = 35;
const CAPTION_WEIGHT = 45;

const couldBeAlt = (page: TextPage, index: number): boolean => {
  const line = page.line(index);
  return line !== undefined && line.weight <= ALT_WEIGHT && line.key.length > 1 && page.roles[index] === null;
};

/** The lines around a title that say the same: an image's text before it and again after it. */
const titleBetweenImageText: TextRule = {
  name: 'title-between-image-text',
  judge: (page, rule) => {
    for (let at = 1; at + 1 < page.lines.length; at++) {
      const before = page.line(at - 1);
      const title = page.line(at);
      const after = page.line(at + 1);
      if (before === undefined || title === undefined || after === undefined || before.key !== after.key)
        continue;
      if (!couldBeAlt(page, at - 1) || title.key === before.key) continue;
      if (
        title.weight < 2 ||
        title.weight > TITLE_WEIGHT ||
        page.roles[at] !== null ||
        (page.prose[at] === true && title.ends)
      )
        continue;
      if (!opensProse(page, at + 2)) continue;
      page.mark(at - 1, 'image-alt', 'text:image-text-echo');
      page.mark(at, 'title', rule);
      page.mark(at + 1, 'image-alt', 'text:image-text-echo');
    }
  },
};

/** Whether running text begins within the next lines. */
const opensProse = (page: TextPage, from: number): boolean => {
  for (let at = from; at < from + 4; at++) if (page.prose[at] === true) return true;
  return false;
};

/** The same line twice in a row over running text: an image's text and its caption, or a title's image and the title. */
const doubledLine: TextRule = {
  name: 'doubled-line',
  judge: (page, rule) => {
    for (let at = 0; at + 1 < page.lines.length; at++) {
      const line = page.line(at);
      if (line === undefined || line.key !== page.line(at + 1)?.key || !couldBeAlt(page, at)) continue;
      if (!couldBeAlt(page, at + 1) || !opensProse(page, at + 2) || line.ends || line.weight < 2) continue;
      const afterTitle =
        page.isShort(at - 1) ||
        page.roles[at - 1] === 'title' ||
        page.roles[at - 1] === 'date' ||
        page.roles[at - 1] === 'byline';
      page.mark(at, 'image-alt', rule);
      page.mark(at + 1, afterTitle ? 'caption' : 'title', rule);
      at++;
    }
  },
};

/** Length of the shared beginning of two words; three letters in common say that they may be of one family. */
const sharesStem = (left: string, right: string): boolean => {
  const length = Math.min(5, left.length, right.length);
  return length >= 4 && left.slice(0, length) === right.slice(0, length);
};

/** Whether two lines speak of the same thing: a word family in common, or in scripts without spaces two characters in a row. */
const sharesWords = (left: Line, right: Line): boolean => {
  const words = left.key.split(' ').slice(0, 30);
  const others = right.key.split(' ').slice(0, 60);
  if (left.unspaced > 0.3) {
    for (let at = 0; at + 1 < Math.min(40, left.key.length); at++)
      if (right.key.includes(left.key.slice(at, at + 2))) return true;
    return false;
  }
  return words.some((word) => others.some((other) => sharesStem(word, other)));
};

const isCaptionLine = (line: Line): boolean => line.weight <= CAPTION_WEIGHT && line.stops <= 2;

/** A line that ends or begins with a picture's credit. */
const captionCredit: TextRule = {
  name: 'caption-credit',
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (page.roles[line.index] !== null || line.weight > CAPTION_WEIGHT || line.weight < 2) continue;
      if (hasCredit(line)) page.mark(line.index, 'caption', rule);
    }
  },
};

const LAST_BRACKETS = /[([（【]([^()[\]（）【】]{2,80})[)\]）】]\W{0,2}$/;

/** "A tram on the quay. Photo: Ada Roe": a credit that follows a sentence. */
const endsInCredit = (text: string): boolean => {
  const tail = text.slice(-70);
  const colon = tail.search(/[:：=]/);
  if (colon <= 0) return false;
  const label = fold(/[^.!?。！？|–—(（]*$/.exec(tail.slice(0, colon))?.[0] ?? '');
  return label !== '' && label.split(' ').length <= 3 && credit.opening(`${label} x`) === label.length;
};

const hasCredit = (line: Line): boolean => {
  const bracketed = LAST_BRACKETS.exec(line.text.slice(-120))?.[1];
  if (bracketed !== undefined && credit.matches(fold(bracketed))) return true;
  if (endsInCredit(line.text)) return true;
  if ((line.topics & CREDIT_TOPIC) === 0) return false;
  const opening = credit.opening(line.key);
  const labelled = opening > 0 && /[:：=/©]/.test(line.text.slice(0, opening + 4));
  return labelled || (opening === 0 && !line.ends);
};

/** A short line under an image's text that speaks of the same thing. */
const captionUnderImageText: TextRule = {
  name: 'caption-under-image-text',
  judge: (page, rule) => {
    for (let at = 1; at < page.lines.length; at++) {
      const line = page.line(at);
      const above = page.line(at - 1);
      if (line === undefined || above === undefined || page.roles[at] !== null) continue;
      const image =
        page.roles[at - 1] === 'image-alt' ||
        (page.roles[at - 1] === 'title' && page.rules[at - 1] === 'text:doubled-line');
      if (!image || !isCaptionLine(line) || !opensProse(page, at + 1)) continue;
      if (!line.ends || sharesWords(above, line)) page.mark(at, 'caption', rule);
    }
  },
};

const LEAD_IN = /^[^:：]{3,80}[:：]\s/;

/** Captions that open alike: "(Agency) and (Desk): …" under one picture marks the same opening under the others. */
const captionLeadIn: TextRule = {
  name: 'caption-lead-in',
  judge: (page, rule) => {
    const byLead = new Map<string, number[]>();
    for (const line of page.lines) {
      const lead = line.weight <= CAPTION_WEIGHT ? fold(LEAD_IN.exec(line.text)?.[0] ?? '') : '';
      if (lead === '' || lead.split(' ').length < 2) continue;
      const known = byLead.get(lead);
      if (known === undefined) byLead.set(lead, [line.index]);
      else known.push(line.index);
    }
    for (const [, indexes] of byLead) {
      if (indexes.length < 2 || !indexes.some((index) => page.roles[index] === 'caption')) continue;
      for (const index of indexes) page.mark(index, 'caption', rule);
    }
  },
};

/** A list of tags right above the caption of a picture belongs to the picture's text; it stays a list of tags. */
const captionUnderTags: TextRule = {
  name: 'caption-under-tags',
  judge: (page, rule) => {
    for (let at = 1; at + 1 < page.lines.length; at++) {
      const line = page.line(at);
      if (line === undefined || page.roles[at - 1] !== 'tags' || page.rules[at - 1] !== 'text:tag-list')
        continue;
      const isSandwiched =
        page.prose[at + 1] === true && (page.roles[at - 2] === 'title' || page.isShort(at - 2));
      if (page.isShort(at) && isSandwiched && line.weight <= ALT_WEIGHT && !line.ends)
        page.mark(at, 'caption', rule);
    }
  },
};

/**
 * A path whose steps lost their signs: "HomeWorldTitle of the page". It opens with the word for home and
 * ends with a line that the page has of its own.
 */
const gluedBreadcrumb: TextRule = {
  name: 'glued-breadcrumb',
  judge: (page, rule) => {
    for (const line of page.lines) {
      if (page.roles[line.index] !== null || line.weight > 50 || line.ends) continue;
      const lower = line.text.toLowerCase();
      const home = HOME_WORDS.find((word) => lower.startsWith(word) && lower.length > word.length);
      if (home === undefined) continue;
      const next = nearbyEnding(page, line);
      if (next !== null) page.mark(line.index, 'breadcrumb', rule);
    }
  },
};

/** A line within the next ones whose text ends this line. */
const nearbyEnding = (page: TextPage, line: Line): number | null => {
  for (let at = line.index + 1; at <= line.index + 12; at++) {
    const other = page.line(at);
    if (other === undefined) break;
    if (other.weight >= 2 && other.text.length < line.text.length && line.text.endsWith(other.text))
      return at;
  }
  return null;
};

/** The page's own title, for `title` rules: a line that ends a glued path. */
export const titleOfPath = (page: TextPage): number | null => {
  for (const line of page.lines) {
    if (page.rules[line.index] !== 'text:glued-breadcrumb') continue;
    const at = nearbyEnding(page, line);
    if (at !== null && page.roles[at] === null) return at;
  }
  return null;
};

/** Lines that other lines repeat: image text, captions, glued paths. */
export const ECHO_RULES: readonly TextRule[] = [gluedBreadcrumb, titleBetweenImageText, doubledLine];
export const CAPTION_RULES: readonly TextRule[] = [
  captionUnderImageText,
  captionUnderTags,
  captionCredit,
  captionLeadIn,
];
