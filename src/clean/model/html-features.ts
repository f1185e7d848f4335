import type { Markup, RawBlock } from '../../document/block.ts';
import { keepShape } from '../../document/keep-shape.ts';
import { type BlockFacts, factsOf } from '../html/block-facts.ts';
import { REGION, type Tree, treeOf } from '../html/tree.ts';
import { Columns } from './columns.ts';
import { addContainers } from './container-features.ts';
import { addLinks } from './link-features.ts';
import { addMarkup } from './markup-features.ts';
import {
  addressFeatures,
  markupPageFeatures,
  type PageVector,
  textPageFeatures,
  vectorOf,
} from './page-features.ts';
import { addPatterns } from './pattern-features.ts';
import { addSections, addSequence } from './sequence.ts';
import { addTextStats } from './text-stats.ts';
import { addTitleAgreement } from './title-features.ts';
import { blockWords, headingsOf } from './tokens.ts';

/** An HTML page as the models see it. */
export interface HtmlFeatures {
  readonly facts: readonly BlockFacts[];
  readonly tree: Tree;
  readonly columns: Columns;
  readonly page: PageVector;
  /** The heading that each block stands under, -1 before the first. */
  readonly headings: Int32Array;
  /** Hashed words of each block that is not long, see `blockWords`. */
  readonly blockWords: readonly (readonly number[])[];
  /** Words of each block; none for texts of images, which are never content. */
  readonly contentWords: Float64Array;
  /** Blocks under the same elements of the same classes have one number; -1 without an element. */
  readonly blockKinds: Int32Array;
}

export function htmlFeatures(blocks: readonly RawBlock[], markup: Markup, url: string | null): HtmlFeatures {
  const tree = treeOf(markup);
  const facts = blocks.map((block) => factsOf(block, tree));
  const texts = blocks.map((block) => block.text);
  const columns = keepShape(new Columns(blocks.length));
  const stats = addTextStats(
    columns,
    texts,
    Float64Array.from(facts, (fact) => fact.linkDensity),
  );
  addSequence(columns, texts, stats);
  addMarkup(columns, facts, tree, stats);
  addContainers(columns, facts, tree, stats);
  const blockKinds = addPatterns(columns, facts, tree, stats);
  addLinks(columns, facts, url);
  const tokens = blockWords(texts);
  addTitleAgreement(columns, tokens, markup);
  const contentWords = stats.words.map((count, i) =>
    facts[i]!.inner === 'img' || facts[i]!.inner === 'svg' ? 0 : count,
  );
  const headings = headingsOf((index) => (facts[index]!.regions & REGION.heading) !== 0, blocks.length);
  addSections(columns, headings, stats);
  const page = vectorOf([
    ...textPageFeatures(texts, stats),
    ...addressFeatures(url),
    ...markupPageFeatures(markup, facts, tree),
  ]);
  return { facts, tree, columns, page, headings, blockWords: tokens, contentWords, blockKinds };
}
