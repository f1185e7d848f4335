import { COPYRIGHT, TEMPLATE } from './footer.ts';
import { topicMatcher } from './matcher.ts';
import { ADVERTISEMENT, FORM, NAVIGATION } from './page.ts';
import { CREDIT, READ_MORE, WRITERS } from './parts.ts';
import { COMMENTS, RELATED } from './sections.ts';
import { SHARE } from './share.ts';

const TABLES = {
  share: SHARE,
  copyright: COPYRIGHT,
  template: TEMPLATE,
  advertisement: ADVERTISEMENT,
  form: FORM,
  navigation: NAVIGATION,
  readMore: READ_MORE,
  writers: WRITERS,
  comments: COMMENTS,
  related: RELATED,
  credit: CREDIT,
} as const;

export type Topic = keyof typeof TABLES;

const NAMES = Object.keys(TABLES);

/** The topics that a folded line speaks of, one bit each; all tables are looked through in one pass over its words. */
export const topicsOf: (key: string) => number = topicMatcher(Object.values(TABLES));

/** The bit of a topic in what `topicsOf` gives. */
export const topicBit = (topic: Topic): number => 1 << NAMES.indexOf(topic);
