// Reads the training sets: documents with spans whose types are those of the tagger.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { goldPages, isKeptOut, markedDocs } from './marked.mjs';

const TYPES = { PER: 'person', ORG: 'organization', LOC: 'place', MISC: 'misc' };
const TITLE =
  /^(?:(?:u\.s\.|us|former|acting|then|late|vice|prime|deputy|lord|sir|mr\.?|mrs\.?|ms\.?|miss|dr\.?|prof\.?|professor|president|vice-president|minister|chancellor|premier|secretary|senator|sen\.?|representative|rep\.?|congressman|congresswoman|governor|gov\.?|mayor|ambassador|general|gen\.?|colonel|captain|major|lieutenant|sergeant|admiral|commander|chief|judge|justice|reverend|rev\.?|speaker|chairman|director|detective|inspector|officer)\s+)+/i;

const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** Sets whose O means "no name at all"; `misc` false where other names were left unmarked, 'prose' where in prose alone. */
const plainSet = (bench, name, misc) =>
  lines(join(bench, 'sets', 'entities', `${name}.jsonl`)).map((doc) => ({
    id: doc.id,
    text: doc.text,
    misc,
    open: [],
    spans: doc.ents.map(({ s, e, t }) => ({ start: s, end: e, type: TYPES[t] })),
  }));

const CAPITAL = /\p{Lu}/u;
const lastWord = (text) => text.split(/\s+/).at(-1);

/**
 * GUM marks whole noun phrases, nested, and groups of people as persons. Names are cut out of them:
 * titles come off, places inside a person's phrase stay, and what cannot be told is left open.
 */
const gum = (bench, genres) =>
  lines(join(bench, 'sets', 'entities', 'gum_names.jsonl'))
    .filter((doc) => genres.includes(doc.genre))
    .map((doc) => {
      const spans = [];
      const open = [];
      const ordered = [...doc.mentions].sort((a, b) => b.e - b.s - (a.e - a.s) || a.s - b.s);
      for (const mention of ordered) {
        let { s, e } = mention;
        if (mention.type === 'person') {
          const written = doc.text.slice(s, e);
          const title = TITLE.exec(written)?.[0] ?? '';
          const inner = ordered.filter((m) => m !== mention && m.s >= s && m.e < e && m.type !== 'person');
          s = Math.max(s + title.length, ...inner.map((m) => m.e + 1));
          const name = doc.text.slice(s, e).trimStart();
          s = e - name.length;
          const plural = /s$/.test(lastWord(name)) && !name.includes(' ');
          const words = name.split(/\s+/);
          const odd = words.some(
            (w) => !CAPITAL.test(w) && !/^(?:de|la|von|van|der|bin|al|el|-|of|the|I+)$/.test(w),
          );
          if (name === '' || plural || odd || /\b(?:and|of|the)\b/.test(name)) {
            open.push([mention.s, mention.e]);
            continue;
          }
        }
        const taken = spans.some((span) => span.start < e && span.end > s);
        const blocked = open.some(([from, to]) => from < e && to > s && mention.type === 'person');
        if (taken || blocked) continue;
        if (!CAPITAL.test(doc.text.slice(s, e))) open.push([s, e]);
        else spans.push({ start: s, end: e, type: mention.type });
      }
      return { id: doc.id, text: doc.text, misc: false, open, spans };
    });

/** Everything that may train the tagger. The test sets, GUM's news and a fifth of the marked pages stay out. */
export const trainingDocs = (bench) => ({
  wikigold: plainSet(bench, 'wikigold', true),
  ewt: plainSet(bench, 'uner_ewt_dev', false),
  politics: [
    ...plainSet(bench, 'crossner_politics_train', true),
    ...plainSet(bench, 'crossner_politics_dev', true),
  ],
  gum: gum(bench, ['bio', 'interview', 'speech', 'voyage', 'court']),
  marked: markedDocs(bench).filter(({ id }) => !isKeptOut(id)),
});

/** Running text without marks, for word statistics. */
export const plainTexts = (bench) => {
  const packed = readFileSync(join(bench, 'sets', 'paragraphs.json.br'));
  const pages = Object.values(goldPages(bench)).map((page) => page.text ?? '');
  return [...pages, ...JSON.parse(brotliDecompressSync(packed)).paragraphs];
};

const LONGEST_TEXT = 8000;
/** News and forum pages without marks: every other article, every forum. */
export const newsTexts = (bench) => {
  const pages = Object.entries(goldPages(bench))
    .filter(([id, page]) => page.text && !isKeptOut(id))
    .map(([, page]) => page);
  const articles = pages.filter((page) => page.type === 'article').filter((_, i) => i % 2 === 0);
  const forums = pages.filter((page) => page.type === 'forum');
  return [...articles, ...forums].map((page, id) => ({
    id: `page${id}`,
    text: page.text.slice(0, LONGEST_TEXT),
    misc: true,
    open: [],
    spans: [],
  }));
};

/** What never trains and is only scored: GUM's news, and marked pages. */
export const scoredDocs = (bench) => ({
  'gum-news': gum(bench, ['news']),
  'marked-kept': markedDocs(bench).filter(({ id }) => isKeptOut(id)),
});
