// Out-of-fold figures of cleaning, by the roles and texts that the pipeline would give.
import { judgeHtml } from '../../dist/src/clean/html/judge.js';
import { judgeText } from '../../dist/src/clean/model/judge-text.js';
import { kindOf } from '../../dist/src/clean/model/kinds.js';
import { TEXT_ROLES } from '../../dist/src/document/text.js';
import { copiesProse, toldOnce } from '../../dist/src/split/said-before.js';
import { wordsOf } from './align.mjs';

const OPTIONS = { entities: false, disabledRules: [] };

/** The text that the pipeline would compose of a page, given its out-of-fold probabilities. */
export function composedText(kind, page) {
  const prediction = { keep: page.keep, kinds: page.kinds, cut: page.cut };
  const { blocks } =
    kind === 'html'
      ? judgeHtml(page.judge.parts, page.judge.features, prediction, OPTIONS)
      : judgeText(page.judge.lines, prediction);
  const repeats = copiesProse(kind === 'html', kindOf(page.kinds));
  const told = repeats ? toldOnce(blocks.map((block) => ({ ...block, article: 1 }))) : blocks;
  return told
    .filter((block) => TEXT_ROLES.has(block.role))
    .map((block) => block.text)
    .join('\n\n');
}

/** F1 over the bags of lower-cased words of two texts. */
export function wordF1(predicted, gold) {
  const a = wordsOf(predicted);
  const b = wordsOf(gold);
  if (b.length === 0) return a.length === 0 ? 1 : 0;
  const left = new Map();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of a) {
    const count = left.get(word) ?? 0;
    if (count > 0) both++;
    left.set(word, count - 1);
  }
  return both === 0 ? 0 : (2 * both) / (a.length + b.length);
}

const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Snippets found that must be there, found that must not, and missed. */
export function snippetCounts(truth, text) {
  const whole = squeeze(text);
  const hit = truth.with.filter((snippet) => whole.includes(squeeze(snippet))).length;
  const wrong = truth.without.filter((snippet) => whole.includes(squeeze(snippet))).length;
  return { hit, wrong, missed: truth.with.length - hit };
}

/** One row of figures over the pages that have out-of-fold probabilities. */
export function figures(kind, pages, compose = composedText) {
  const byType = new Map();
  const add = (type, f1) => (byType.get(type) ?? byType.set(type, []).get(type)).push(f1);
  const total = { hit: 0, wrong: 0, missed: 0 };
  let typed = 0;
  let right = 0;
  for (const page of pages) {
    if (!page.keep) continue;
    const text = compose(kind, page);
    if (page.set === 'wcxb-dev') {
      const f1 = wordF1(text, page.truth.text ?? '');
      add('all', f1);
      add(page.type, f1);
      typed++;
      if (page.y.length > 0 && kindOf(page.kinds) === page.type) right++;
    } else {
      const counts = snippetCounts(page.truth, text);
      for (const key of Object.keys(total)) total[key] += counts[key];
    }
  }
  const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const row = { kind };
  for (const [type, list] of [...byType].sort((a, b) => b[1].length - a[1].length))
    row[type] = mean(list).toFixed(3);
  if (typed > 0) row['page type %'] = ((100 * right) / typed).toFixed(1);
  const { hit, wrong, missed } = total;
  if (hit + missed > 0) row['trafilatura chunk F1'] = ((2 * hit) / (2 * hit + wrong + missed)).toFixed(3);
  return row;
}

export function table(rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
  ].join('\n');
}
