import type { RawBlock } from '../../document/block.ts';

/** Text that a page carries in a script instead of in elements. */
export interface EmbeddedText {
  /** `application/ld+json` or `application/json`: where it was found. */
  readonly origin: string;
  readonly paragraphs: readonly string[];
}

/** Below this much prose in elements a page counts as written in the browser. */
const SCANT_PROSE = 600;
/** A block of this length is prose rather than a label. */
const PROSE_BLOCK = 80;
/** The least that is worth taking from a script. */
const LEAST_BODY = 250;
/** Scripts beyond this size are not parsed: 4 MB of state is an application, not an article. */
const LARGEST_SCRIPT = 4_000_000;
/** Deepest JSON that is looked into; engines overflow on far deeper input. */
const DEEPEST = 60;
const MOST_VALUES = 200_000;

/** Text of an article that stands only in JSON-LD or in an application's state. */
export function embeddedBlocks(
  blocks: readonly RawBlock[],
  jsonLd: readonly string[],
  states: readonly string[],
): EmbeddedText[] {
  if (jsonLd.length === 0 && states.length === 0) return [];
  let prose = 0;
  for (const block of blocks) if (block.text.length >= PROSE_BLOCK) prose += block.text.length;
  if (prose >= SCANT_PROSE) return [];
  const shown = (text: string): boolean => {
    const start = text.slice(0, 60);
    return blocks.some((block) => block.text.includes(start));
  };
  for (const [origin, scripts, find] of [
    ['application/ld+json', jsonLd, articleBodies],
    ['application/json', states, stateBodies],
  ] as const) {
    for (const script of scripts) {
      const value = parse(script);
      if (value === undefined) continue;
      const paragraphs = find(value)
        .flatMap(paragraphsOf)
        .filter((text) => !shown(text));
      const total = paragraphs.reduce((sum, text) => sum + text.length, 0);
      if (total >= LEAST_BODY && total > prose) return [{ origin, paragraphs: [...new Set(paragraphs)] }];
    }
  }
  return [];
}

function parse(script: string): unknown {
  if (script.length > LARGEST_SCRIPT) return undefined;
  const start = script.search(/[{[]/);
  const assigned = /^\s*(?:window|self|globalThis)\b[^=]{0,80}=\s*/.exec(script.slice(0, 200));
  const from = assigned ? assigned[0].length : start;
  const end = Math.max(script.lastIndexOf('}'), script.lastIndexOf(']'));
  if (from < 0 || end <= from) return undefined;
  try {
    return JSON.parse(script.slice(from, end + 1));
  } catch {
    return undefined;
  }
}

/** Every value of a JSON document with its key, without recursion, in document order. */
function* values(root: unknown): Generator<readonly [key: string, value: unknown]> {
  const stack: { key: string; value: unknown; depth: number }[] = [{ key: '', value: root, depth: 0 }];
  for (let count = 0; stack.length > 0 && count < MOST_VALUES; count++) {
    const { key, value, depth } = stack.pop()!;
    yield [key, value];
    if (typeof value !== 'object' || value === null || depth > DEEPEST) continue;
    const entries = Object.entries(value);
    for (let i = entries.length - 1; i >= 0; i--) {
      const [name, child] = entries[i]!;
      stack.push({ key: Array.isArray(value) ? key : name, value: child, depth: depth + 1 });
    }
  }
}

/** Properties of schema.org's types that hold what the page is about, in the order of reading. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  HowTo: ['description'],
  Recipe: ['description'],
  HowToStep: ['name', 'text'],
  HowToDirection: ['text'],
  HowToTip: ['text'],
  JobPosting: ['description'],
  DiscussionForumPosting: ['text'],
  Question: ['name', 'text'],
  Answer: ['text'],
};

function articleBodies(root: unknown): string[] {
  const found: string[] = [];
  for (const [key, value] of values(root)) {
    if (key === 'articleBody' && typeof value === 'string') found.push(value);
    if (typeof value !== 'object' || value === null || !('@type' in value)) continue;
    const properties = new Map<string, unknown>(Object.entries(value));
    const type = properties.get('@type');
    if (typeof type !== 'string' || !Object.hasOwn(BODIES, type)) continue;
    for (const name of BODIES[type]!) {
      const text = properties.get(name);
      if (typeof text === 'string') found.push(text);
    }
  }
  return found;
}

const BODY_KEYS =
  /^(?:articleBody|body|bodyHtml|bodyText|content|contentHtml|html|text|paragraphs?|rendered|value|children)$/i;

/** Long strings under keys that name a text; the parts of one body stand under the same key. */
function stateBodies(root: unknown): string[] {
  const byKey = new Map<string, string[]>();
  for (const [key, value] of values(root)) {
    if (typeof value !== 'string' || !BODY_KEYS.test(key) || !isProse(value)) continue;
    const list = byKey.get(key);
    if (list) list.push(value);
    else byKey.set(key, [value]);
  }
  let best: string[] = [];
  let most = 0;
  for (const list of byKey.values()) {
    const size = list.reduce((sum, text) => sum + text.length, 0);
    if (size > most) {
      best = list;
      most = size;
    }
  }
  return best;
}

/** Sentences rather than code, addresses or settings. */
function isProse(value: string): boolean {
  if (value.length < 60 || /^(?:https?:|data:|\/|\{|\[)/.test(value)) return false;
  const sample = value.slice(0, 400);
  const letters = sample.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  return (
    letters > sample.length * 0.6 &&
    /[.!?。！？।؟]/u.test(sample) &&
    (/\s/.test(sample) || /[^\u0000-\u02FF]/.test(sample))
  );
}

/** A body, which may be marked up, as paragraphs. */
function paragraphsOf(body: string): string[] {
  const marked = /<\/?(?:p|br|div|li|h[1-6])\b/i.test(body);
  const lines = marked
    ? body.split(/<\/?(?:p|br|div|li|ul|ol|h[1-6]|blockquote|section|figure|tr)\b[^<>]{0,2000}>/i)
    : body.split(/\n+/);
  return lines.map((line) => plain(line)).filter((line) => line !== '');
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

const plain = (line: string): string =>
  line
    .replace(/<[^<>]{0,2000}>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
      if (code !== null)
        return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff)
          ? String.fromCodePoint(code)
          : '';
      return NAMED[String(name).toLowerCase()] ?? whole;
    })
    .replace(/\s+/g, ' ')
    .trim();
