import type { Block } from '../document/block.ts';
import type { PageType } from '../document/page.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, elementsAround, isWriting, metaValues } from './evidence.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { isHostName } from './site.ts';
import { withoutSite } from './site-affix.ts';
import { isMoreLikeSlug } from './slug.ts';
import { folded, line, plain } from './text.ts';

const LONGEST = 400;

/**
 * The article's title. On a text page it is the line that the address repeats, where one is. The heading that readers see wins when something else on the page agrees
 * with it or when it is an `h1`; else, in this order: JSON-LD `headline`, `og:title` and other metas, `<title>`, all without the site's name. A
 * heading that is the site's name is no title. An entry of a listing has only its own heading.
 */
export function titleOf(evidence: ArticleEvidence, site: string | null): Choice<string> {
  const { page } = evidence;
  const shown = ownHeading(visibleTitle(evidence, site), evidence, site);
  const source = shown?.role === 'title' ? 'block:title' : 'address:words';
  const seen = page.silenced.has(source) ? null : shown;
  const visible: Candidate<string>[] = seen ? [{ value: seen.text, source }] : [];
  if (!evidence.alone) return { value: seen?.text ?? firstHeading(evidence, site), candidates: visible };
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
  const told = heard(said, page);
  return {
    value: weigh(seen, told, evidence, site) ?? firstHeading(evidence, site),
    candidates: [...visible, ...told],
  };
}

/** The heading wins unless the rest of the page speaks against it with one voice. */
function weigh(
  seen: Heading | null,
  said: readonly Candidate<string>[],
  evidence: ArticleEvidence,
  site: string | null,
): string | null {
  const first = said[0]?.value ?? null;
  if (seen === null) return first;
  if (first === null) return seen.text;
  if (isSiteName(seen.text, evidence, site)) {
    const other = said.find(({ value }) => !isSiteName(value, evidence, site))?.value;
    return other ?? seen.text;
  }
  const agreed = said.filter(({ value }) => agrees(seen.text, value));
  if (agreed.length > 0)
    return dateBeside(seen.text, agreed, evidence) ?? withoutKicker(seen.text, said) ?? seen.text;
  return isFirstHeading(seen, evidence) ? seen.text : first;
}

/** "Trade fairs Tulln calls off its boat show": two sources that know the title without its first words. */
function withoutKicker(text: string, said: readonly Candidate<string>[]): string | null {
  const whole = folded(text);
  const keys = said.map(({ value }) => folded(value));
  if (keys.includes(whole)) return null;
  const found = said.find(
    (_, i) =>
      keys[i]!.length >= 12 &&
      whole.endsWith(` ${keys[i]}`) &&
      keys.filter((key) => key === keys[i]).length >= 2,
  );
  return found?.value ?? null;
}

/** "Dec 18 2025 A heading": the title that the page gives elsewhere, when the rest is a date. */
function dateBeside(
  text: string,
  agreed: readonly Candidate<string>[],
  evidence: ArticleEvidence,
): string | null {
  const [date] = writtenDates(text, evidence.dates);
  if (!date) return null;
  const rest = folded(text.slice(0, date.start) + text.slice(date.end));
  return agreed.find(({ value }) => folded(value) === rest)?.value ?? null;
}

const isSiteName = (text: string, { page }: ArticleEvidence, site: string | null): boolean =>
  (site !== null && folded(text) === folded(site)) || isHostName(text, page.url);

const sourced = (
  values: readonly (string | null)[],
  source: string,
  clean: (value: string | null) => string | null,
): Candidate<string>[] =>
  values.flatMap((value) => {
    const text = clean(value);
    return text === null ? [] : [{ value: text, source }];
  });

type Heading = Block & { readonly text: string };

/** The first line of the title's block, or of the line that the address repeats: a second one holds the date or the section. */
function visibleTitle({ blocks, title, page }: ArticleEvidence, site: string | null): Heading | null {
  const block = title >= 0 ? blocks[title]! : null;
  const first = block?.text.split('\n', 1)[0];
  const text = line(first && first.trim().length > 3 ? first : block?.text);
  if (!block || !text || text.length > LONGEST) return null;
  if (page.markup !== null) return { ...block, text };
  // A text page may hold what was the title of the window; the address does not repeat the site's name.
  const bare = withoutSite(text, page, site, null);
  return { ...block, text: isMoreLikeSlug(bare, text, page.url) ? bare : text };
}

/** So far below what stands over all entries of a column an entry's own heading is looked for. */
const BELOW = 8;
/** Shorter headings are names of parts. */
const SHORTEST = 12;
/** Pages of other types are named by what they sell or list, and have parts of their own. */
const WRITTEN: ReadonlySet<PageType> = new Set<PageType>(['article', 'documentation', 'other']);

const PARTS = /\s[|\-–—·•»›]\s/;

/** Whether a heading has other words than the one on top: a shorter form of it is no other title. */
function isAnother(key: string, top: string): boolean {
  const words = key.split(' ');
  return words.filter((word) => ` ${top} `.includes(` ${word} `)).length * 2 < words.length;
}

/**
 * The heading of the entry where what stands on top is that of a column or a book: a line right below that opens what the
 * page is called, when what stands on top does not ("The engine room | The Example"), or closes it ("Steam - The engine room").
 */
function ownHeading(seen: Heading | null, evidence: ArticleEvidence, site: string | null): Heading | null {
  const { page, blocks, title } = evidence;
  if (seen === null || !evidence.alone || page.markup === null || !WRITTEN.has(page.type)) return seen;
  const names = [
    page.main?.headline,
    ...metaValues(page, META.title).map(({ value }) => value),
    page.markup.title,
  ]
    .flatMap((name) => plain(name) ?? [])
    .filter((name) => name.length <= LONGEST);
  const top = folded(seen.text);
  const isColumn = names.length > 0 && !names.some((name) => agrees(seen.text, name));
  const isSite = site !== null && top.length < folded(site).length + SHORTEST && top.includes(folded(site));
  const opens = ({ text, role }: Block): boolean => {
    const key = folded(text);
    if (isColumn || isSite)
      return (
        key.length >= SHORTEST &&
        isAnother(key, top) &&
        names.some((name) => folded(name) === key || folded(name.split(PARTS, 1)[0]!) === key)
      );
    return role === 'heading' && names.some((name) => folded(name) === `${key} ${top}`);
  };
  const below = blocks.slice(title + 1, title + 1 + BELOW);
  const own = below.find((block) => block.text.length <= LONGEST && opens(block));
  return own ? { ...own, text: line(own.text) ?? seen.text } : seen;
}

/** The first heading of the article's own blocks, for text that has no title. */
function firstHeading(evidence: ArticleEvidence, site: string | null): string | null {
  const found = evidence.blocks.find(
    ({ role, article, text }) => role === 'heading' && article !== null && !isSiteName(text, evidence, site),
  );
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
