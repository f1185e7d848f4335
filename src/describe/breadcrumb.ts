import type { Candidate, Choice } from './claim.ts';
import type { ArticleEvidence } from './evidence.ts';
import { heard } from './heard.ts';
import { withoutIcons } from './icons.ts';
import { TAG_LINK } from './links.ts';
import { folded, line, plain, unique } from './text.ts';

type Crumbs = readonly string[];

const BETWEEN = /\s*[›»→▸>|\n]\s*|\s+[/•·–—-]\s+|\s*\/\s*(?=\p{Lu})/u;
/** Signs between crumbs that stand in a crumb's own element. */
const HANGING = /^[\s/›»→▸>|]+|[\s/›»→▸>|]+$/g;
const LONGEST = 80;
const MOST = 12;

/**
 * Where a page stands in its site, outermost first and without the article itself. Order: JSON-LD
 * `BreadcrumbList`, the trail that readers see.
 */
export function breadcrumbOf(evidence: ArticleEvidence, titles: readonly string[]): Choice<Crumbs> {
  if (!evidence.alone) return { value: null, candidates: [] };
  const own = titles.map(folded);
  const candidates: Candidate<Crumbs>[] = [];
  const add = (crumbs: readonly (string | null)[], source: string): void => {
    const bare = crumbs.flatMap((crumb) => line(withoutIcons(crumb ?? '').replace(HANGING, '')) ?? []);
    const kept = withoutMenu(unique(bare.filter(isCrumb)));
    const above = kept.filter((crumb, i) => !isTitle(folded(crumb), own, i === kept.length - 1));
    if (above.length > 0 && above.length <= MOST) candidates.push({ value: above, source });
  };
  for (const { trail } of evidence.page.things)
    if (trail.length > 0) add(trail.map(plain), 'jsonld:BreadcrumbList');
  add(seenTrail(evidence), 'block:breadcrumb');
  const told = heard(candidates, evidence.page);
  return { value: told[0]?.value ?? null, candidates: told };
}

/** Buttons over an article, and what languages call themselves. */
const BUTTONS =
  /^(?:share|print|e-?mail|tweet|save|pdf|drucken|teilen|merken|imprimer|partager|imprimir|compartir|compartilhar|stampa|condividi|afdrukken|delen|drukuj|печать|поделиться)$/iu;
const LANGUAGES =
  /^(?:english|deutsch|français|español|italiano|português|nederlands|polski|русский|українська|türkçe|svenska|dansk|norsk|suomi|čeština|magyar|română|ελληνικά|العربية|עברית|हिन्दी|中文|简体中文|繁體中文|日本語|한국어|ไทย|tiếng việt|bahasa indonesia)$/iu;
const FEWEST = 2;

/** A row of buttons or of languages has the signs of a trail between them, and is none, nor the end of one. */
const withoutMenu = (crumbs: string[]): string[] =>
  [BUTTONS, LANGUAGES].reduce((rest, menu) => {
    const others = rest.filter((crumb) => !menu.test(crumb));
    return rest.length - others.length >= FEWEST ? others : rest;
  }, crumbs);

/** "You are here:" only announces a trail, and "(8 results)" counts what the page lists. */
const isCrumb = (text: string): boolean => text.length <= LONGEST && !/[:：]$|^\(.*\)$/.test(text);

/** "You are here", in languages that trails are announced in. */
const ANNOUNCED =
  /^(?:breadcrumbs?|you are here|sie sind hier|du bist hier|vous êtes ici|(?:usted )?está (?:usted )?(?:aquí|en)|estás aquí|você está (?:aqui|em)|(?:ti trovi|sei) (?:qui|in)|(?:je|u) bent hier|du är här|du er her|jesteś tutaj|nacházíte se zde|вы здесь|вы находитесь здесь)$/u;

/** The last crumb is often the title in another length; others only when they are the same. */
const isTitle = (crumb: string, titles: readonly string[], last: boolean): boolean =>
  crumb === '' ||
  ANNOUNCED.test(crumb) ||
  titles.some(
    (title) =>
      crumb === title || (last && crumb.length > 12 && (crumb.includes(title) || title.includes(crumb))),
  );

/** The first run of breadcrumb blocks: a link each, or one line with signs between. */
function seenTrail({ page }: ArticleEvidence): (string | null)[] {
  const first = page.blocks.findIndex(({ role }) => role === 'breadcrumb');
  const crumbs: (string | null)[] = [];
  for (let i = first; i >= 0 && i < page.blocks.length && page.blocks[i]!.role === 'breadcrumb'; i++) {
    const { text, links } = page.blocks[i]!;
    if (links.length > 0 && links.every(({ href }) => TAG_LINK.test(href))) break;
    if (links.length > 1) {
      for (const { start, end } of links) crumbs.push(line(text.slice(start, end)));
      const rest = text.slice(links.at(-1)!.end).replace(/^[^\p{L}\p{N}]+/u, '');
      if (rest !== '') crumbs.push(line(rest));
      // One line holds a whole trail: what follows are other links.
      break;
    } else for (const part of text.split(BETWEEN)) if (/[\p{L}\p{N}]/u.test(part)) crumbs.push(line(part));
  }
  return crumbs;
}
