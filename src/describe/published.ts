import type { Block } from '../document/block.ts';
import { type Candidate, type Choice, firstOf } from './claim.ts';
import { addressDate } from './dates/address.ts';
import { dayOf, format } from './dates/calendar.ts';
import { readDate } from './dates/read.ts';
import { type WrittenDate, writtenDates } from './dates/written.ts';
import { type ArticleEvidence, isWriting, metaValues } from './evidence.ts';
import { META } from './meta-names.ts';
import { type Property, propertiesOf } from './properties.ts';
import { aroundTitle } from './surroundings.ts';

/** Metas that some systems fill with the day of the request or of the last change. */
const WEAK_META: ReadonlySet<string> = new Set([
  'meta:date',
  'meta:dc.date',
  'meta:dcterms.date',
  'meta:release_date',
]);

/**
 * When an article was published. Order, best first:
 *
 * 1. JSON-LD `datePublished` of a writing
 * 2. metas made for it (`article:published_time`, citation, Dublin Core `issued`, Parsely …)
 * 3. microdata and RDFa `datePublished`
 * 4. `<time>` near the title, and the visible date there
 * 5. the dateline
 * 6. the address (`/2020/01/21/`)
 * 7. `dateCreated`, and what JSON-LD says of the page as a whole
 * 8. metas that some systems fill with the day of the request (`date`, `dc.date`)
 *
 * An entry of a listing has 3, 4 and 5 within its own blocks, and the address of its link.
 */
export function publishedOf(evidence: ArticleEvidence, dateline: string | null): Choice<string> {
  const { page, alone, dates } = evidence;
  const read = (values: readonly string[], source: string): Candidate<string>[] =>
    values.flatMap((value) => {
      const date = readDate(value, dates);
      return date === null ? [] : [{ value: date, source }];
    });
  const main = alone ? page.main : null;
  const metas = alone
    ? metaValues(page, META.published).flatMap(({ value, source }) => read([value], source))
    : [];
  const properties = propertiesOf(evidence);
  const stated = properties.filter(({ names }) => names.includes('datepublished'));
  const address = addressDate(alone ? page.url : evidence.entryUrl);
  return firstOf([
    ...read(main && isWriting(main) ? main.published : [], 'jsonld:datePublished'),
    ...metas.filter(({ source }) => !WEAK_META.has(source)),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:datePublished')),
    ...visibleDates(evidence, properties, 'published'),
    ...(dateline === null ? [] : [{ value: dateline, source: 'text:dateline' }]),
    ...(address ? [{ value: format(address), source: 'address:path' }] : []),
    ...read(main?.created ?? [], 'jsonld:dateCreated'),
    ...(alone
      ? page.things.flatMap((thing) => read(thing.published, 'jsonld:datePublished of the page'))
      : []),
    ...metas.filter(({ source }) => WEAK_META.has(source)),
  ]);
}

/** When it was last changed. Same order as for `published`; a day before publication is no change. */
export function modifiedOf(evidence: ArticleEvidence, published: string | null): Choice<string> {
  const { page, alone, dates } = evidence;
  const read = (values: readonly string[], source: string): Candidate<string>[] =>
    values.flatMap((value) => {
      const date = readDate(value, dates);
      return date === null ? [] : [{ value: date, source }];
    });
  const properties = propertiesOf(evidence);
  const stated = properties.filter(({ names }) => names.includes('datemodified'));
  const candidates = [
    ...read(alone ? (page.main?.modified ?? []) : [], 'jsonld:dateModified'),
    ...(alone ? metaValues(page, META.modified).flatMap(({ value, source }) => read([value], source)) : []),
    ...stated.flatMap((property) => read(valuesOf(property), 'microdata:dateModified')),
    ...visibleDates(evidence, properties, 'modified'),
  ];
  const later = candidates.filter(({ value }) => published === null || dayOf(value) >= dayOf(published));
  return { value: later[0]?.value ?? null, candidates };
}

const valuesOf = ({ value, block }: Property): string[] =>
  [value, block && block.text.length < 120 ? block.text : null].filter((each) => each !== null);

const CHANGED =
  /updated?|modified|revised|edited|aktualisiert|ge[aä]ndert|bearbeitet|stand\b|zuletzt|mise? [àa] jour|modifi[ée]|actualizad|aggiornat|modificat|atualizad|bijgewerkt|gewijzigd|oppdatert|opdateret|uppdaterad|päivitetty|aktualiz|обновл|更新|güncelle/i;
const NOT_A_PUBLICATION =
  /copyright|©|\bsince\b|\bseit\b|depuis|desde|expires?|deadline|\bevent\b|veranstaltung|geboren|\bborn\b|joined|member|registriert|mitglied|dabei seit/i;
/** Letters beside the dates that a line about a publication has at most: names, "published on", a section. */
const MOST_OTHER_LETTERS = 70;

/** Dates that readers see near the title: `<time>` elements first, then short lines. */
function visibleDates(
  evidence: ArticleEvidence,
  properties: readonly Property[],
  what: 'published' | 'modified',
): Candidate<string>[] {
  const near = aroundTitle(evidence);
  const ordinals = new Set(near.map(({ ordinal }) => ordinal));
  const times = properties.filter(
    ({ tag, block }) => tag === 'time' && block !== null && ordinals.has(block.ordinal),
  );
  const fromTimes = times.flatMap((time): Candidate<string>[] => {
    const changed = CHANGED.test(`${time.classes} ${time.names.join(' ')}`);
    if (changed !== (what === 'modified')) return [];
    const date = valuesOf(time)
      .map((value) => readDate(value, evidence.dates))
      .find((each) => each !== null);
    return date ? [{ value: date, source: 'time:element' }] : [];
  });
  const fromLines = near.flatMap((block) => lineDates(block, evidence, what));
  return [...fromTimes, ...fromLines];
}

function lineDates(
  block: Block,
  evidence: ArticleEvidence,
  what: 'published' | 'modified',
): Candidate<string>[] {
  const found = writtenDates(block.text, evidence.dates);
  if (found.length === 0 || found.length > 2 || NOT_A_PUBLICATION.test(block.text)) return [];
  const certain = block.role === 'date' || block.role === 'byline' || block.role === 'dateline';
  if (!certain && otherLetters(block.text, found) > MOST_OTHER_LETTERS) return [];
  const source =
    block.role === 'date' ? 'block:date' : block.role === 'byline' ? 'block:byline' : 'block:near-title';
  return found
    .filter(
      (date, i) =>
        CHANGED.test(block.text.slice(found[i - 1]?.end ?? 0, date.start)) === (what === 'modified'),
    )
    .map(({ moment }) => ({ value: format(moment), source }));
}

function otherLetters(text: string, dates: readonly WrittenDate[]): number {
  let rest = '';
  let at = 0;
  for (const { start, end } of dates) {
    rest += text.slice(at, start);
    at = end;
  }
  return (rest + text.slice(at)).replace(/[^\p{L}]+/gu, '').length;
}
