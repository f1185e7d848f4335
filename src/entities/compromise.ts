import { createRequire } from 'node:module';
import type { EntityType } from '../document/article.ts';
import type { Span } from './span.ts';

type Nlp = typeof import('compromise/three')['default'];
interface Found {
  readonly offset: { readonly start: number; readonly length: number };
}

let loaded: Nlp | null = null;
/** The lexicon takes a tenth of a second and 37 MB: loaded on first use, and not at all when names are off. */
const compromise = (): Nlp => {
  loaded ??= createRequire(import.meta.url)('compromise/three') as Nlp;
  return loaded;
};

const PARAGRAPH = /[^\n]+/g;

/** Names as compromise finds them, line by line; its spans still hold punctuation and titles. */
export function tagWithCompromise(text: string): Span[] {
  const nlp = compromise();
  const spans: Span[] = [];
  for (const line of text.matchAll(PARAGRAPH)) {
    const view = nlp(line[0]);
    const found: [EntityType, Found[]][] = [
      ['person', view.people().json({ offset: true }) as Found[]],
      ['organization', view.organizations().json({ offset: true }) as Found[]],
      ['place', view.places().json({ offset: true }) as Found[]],
    ];
    for (const [type, names] of found) {
      for (const { offset } of names) {
        const start = line.index + offset.start;
        spans.push({ start, end: start + offset.length, type });
      }
    }
  }
  return spans;
}
