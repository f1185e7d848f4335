import type { Block, Markup } from '../document/block.ts';
import type { Candidate, Choice } from './claim.ts';
import { writtenDates } from './dates/written.ts';
import { type ArticleEvidence, elementsAround, isWriting, metaValues } from './evidence.ts';
import { heard } from './heard.ts';
import { META } from './meta-names.ts';
import { agrees, type Heading, LONGEST_TITLE, ownHeading } from './own-heading.ts';
import { withoutSite } from './site-affix.ts';
import { isHostName } from './site-name.ts';
import { isMoreLikeSlug } from './slug.ts';
import { folded, line, plain } from './text.ts';
import { PARTED } from './window-title.ts';

/**
 * The article's title. The heading that readers see wins when something else on the page agrees with it or when it is
 * an `h1`; else, in this order: JSON-LD `headline`, `og:title` and other metas, `<title>`, all without the site's name.
 * A heading that is the site's name is no title. A text page has a line that cleaning or the address found, and its
 * first line (see `ofLines`). An entry of a listing has only its own heading.
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
    return text === null || text.length > LONGEST_TITLE
      ? null
      : withoutSite(text, page, site, seen?.text ?? null);
  };
  const said: Candidate<string>[] = [
    ...(page.main && isWriting(page.main)
      ? sourced([page.main.headline ?? page.main.name], 'jsonld:headline', clean)
      : []),
    ...metaValues(page, META.title).flatMap(({ value, source }) => sourced([value], source, clean)),
    ...sourced([page.windowTitle], page.markup === null ? 'first-line' : 'title-element', clean),
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
  const { markup } = evidence.page;
  if (markup === null) return ofLines(seen, first, evidence);
  if (isSiteName(seen.text, evidence, site)) {
    const other = said.find(({ value }) => !isSiteName(value, evidence, site))?.value;
    return other ?? seen.text;
  }
  const agreed = said.filter(({ value }) => agrees(seen.text, value));
  if (agreed.length > 0)
    return dateBeside(seen.text, agreed, evidence) ?? withoutKicker(seen.text, said) ?? seen.text;
  return isFirstHeading(seen, markup) ? seen.text : first;
}

/** What a line that stands twice is, beside a title: text of an image, the name of a part. */
const TWICE: ReadonlySet<string> = new Set(['text:doubled-line', 'text:title-between-image-text']);

/** The rule for a line that only looks like a title. */
const GUESSED = 'text:title-above-prose';

/** Shorter words are in every title. */
const TELLING = 4;

/** Whether of two lines neither has a telling word of the other: "salt, to taste" and "Patty melts in a pan". */
function areStrangers(a: string, b: string): boolean {
  const [these, those] = [a, b].map((text) =>
    folded(text)
      .split(' ')
      .filter((word) => word.length >= TELLING),
  );
  return those!.length > 1 && !these!.some((word) => those!.includes(word));
}

/**
 * The title of a page without markup, of its first line and the one that cleaning or the address found. Pages that are
 * no articles have headings of parts over their text: what the window was called says more.
 */
function ofLines(seen: Heading, first: string, { page }: ArticleEvidence): string {
  if (seen.role !== 'title') return isMoreLikeSlug(seen.text, first, page.url) ? seen.text : first;
  const own = partBeforeManual(seen.text, page.windowTitle);
  if (own !== null) return own;
  const isGuess = seen.rule === GUESSED && areStrangers(seen.text, first);
  if (page.type === 'article')
    return isGuess || (TWICE.has(seen.rule) && !agrees(seen.text, first)) ? first : seen.text;
  return agrees(seen.text, first) && seen.text.length > first.length ? seen.text : first;
}

/** "Quill 3.2 documentation" ends the name of each page of a manual: the part before it is the page's own. */
const EDITION = /\d\.\d/;

function partBeforeManual(seen: string, windowTitle: string | null): string | null {
  const parts = (windowTitle ?? '').split(PARTED);
  const manual = folded(parts.at(-1)!);
  if (parts.length < 2 || !EDITION.test(seen) || folded(seen) !== manual) return null;
  return line(parts[0]);
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

/** "The engine room | EXAMPLE.NET" */
const HOST_BEHIND = /(?<=\p{L}{3})\s\|\s[\p{L}\d-]{2,30}\.\p{L}{2,4}$/u;

/** "06/03/2026 | The ferry is back": the day of an entry in front of its title, in one row of a table. */
const DAY_IN_NUMBERS =
  /^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?:\s*[|:–—-])?\s+(?=\S+\s+\S+\s+\S)/u;

/** What a heading is linked by, and was flattened with it. */
const ANCHOR = /\s?¶$/;

/** The first line of the title's block, or of the line that the address repeats: a second one holds the date or the section. */
function visibleTitle({ blocks, title, page, alone }: ArticleEvidence, site: string | null): Heading | null {
  const block = title >= 0 ? blocks[title]! : null;
  const first = block?.text.split('\n', 1)[0];
  const text = line(first && first.trim().length > 3 ? first : block?.text);
  if (!block || !text || text.length > LONGEST_TITLE) return null;
  if (!alone && DAY_IN_NUMBERS.test(text)) return { ...block, text: text.replace(DAY_IN_NUMBERS, '') };
  if (page.markup !== null) return { ...block, text: text.replace(HOST_BEHIND, '') };
  // A text page may hold what was the title of the window; the address does not repeat the site's name.
  const own = text.replace(ANCHOR, '');
  const bare = withoutSite(own, page, site, null);
  return { ...block, text: isMoreLikeSlug(bare, own, page.url) ? bare : own };
}

/** The first heading of the article's own blocks, for text that has no title. */
function firstHeading(evidence: ArticleEvidence, site: string | null): string | null {
  const found = evidence.blocks.find(
    ({ role, article, text }) => role === 'heading' && article !== null && !isSiteName(text, evidence, site),
  );
  return line(found?.text);
}

const isFirstHeading = (block: Block, markup: Markup): boolean =>
  elementsAround(markup, block.node, 3).some(({ tag }) => tag === 'h1');
