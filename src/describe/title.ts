import type { Block } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { type ArticleEvidence, elementsAround, isWriting, metaValues } from './evidence.ts';
import { META } from './meta-names.ts';
import { withoutSite } from './site-affix.ts';
import { folded, line, plain } from './text.ts';

const LONGEST = 400;

/**
 * The article's title. The heading that readers see wins when something else on the page agrees
 * with it or when it is an `h1`; else, in this order: JSON-LD `headline`, `og:title` and other metas,
 * `<title>`, all without the site's name. An entry of a listing has only its own heading.
 */
export function titleOf(evidence: ArticleEvidence, site: string | null): Choice<string> {
  const seen = visibleTitle(evidence);
  const visible: Candidate<string>[] = seen ? [{ value: seen.text, source: 'block:title' }] : [];
  if (!evidence.alone) return { value: seen?.text ?? firstHeading(evidence), candidates: visible };
  const { page } = evidence;
  const clean = (value: string | null): string | null => {
    const text = plain(value);
    return text === null || text.length > LONGEST ? null : withoutSite(text, page, site, seen?.text ?? null);
  };
  const said: Candidate<string>[] = [
    ...(page.main && isWriting(page.main)
      ? sourced([page.main.headline ?? page.main.name], 'jsonld:headline', clean)
      : []),
    ...metaValues(page, META.title).flatMap(({ value, source }) => sourced([value], source, clean)),
    ...sourced([page.markup?.title ?? null], 'title-element', clean),
  ];
  const candidates = [...visible, ...said];
  const agreed =
    seen && (isFirstHeading(seen, evidence) || said.some(({ value }) => agrees(seen.text, value)));
  const value = agreed ? seen.text : (said[0]?.value ?? seen?.text ?? firstHeading(evidence));
  return { value, candidates };
}

const sourced = (
  values: readonly (string | null)[],
  source: string,
  clean: (value: string | null) => string | null,
): Candidate<string>[] =>
  values.flatMap((value) => {
    const text = clean(value);
    return text === null ? [] : [{ value: text, source }];
  });

function visibleTitle({ blocks, title }: ArticleEvidence): (Block & { text: string }) | null {
  const block = title >= 0 ? blocks[title]! : null;
  const text = line(block?.text);
  return block && text && text.length <= LONGEST ? { ...block, text } : null;
}

/** The first heading of the article's own blocks, for text that has no title. */
function firstHeading({ blocks }: ArticleEvidence): string | null {
  const found = blocks.find(({ role, article }) => role === 'heading' && article !== null);
  return line(found?.text);
}

const isFirstHeading = (block: Block, { page }: ArticleEvidence): boolean =>
  page.markup === null || elementsAround(page.markup, block.node, 3).some(({ tag }) => tag === 'h1');

/** Equal, or one is most of the other. */
function agrees(a: string, b: string): boolean {
  const [x, y] = [folded(a), folded(b)];
  if (x === '' || y === '') return false;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return x === y || (short.length >= 8 && long.includes(short));
}
