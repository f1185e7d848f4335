import type { PageType } from '../../document/page.ts';
import type { Declared } from './declared.ts';
import type { Sectioned } from './sections.ts';
import type { Subtrees } from './subtree.ts';

/** An HTML page as those see it who look for its entries. */
export interface PageView extends Sectioned {
  readonly trees: Subtrees;
  /** For each element, 1 when it stands around the articles. */
  readonly around: Uint8Array;
  /** Address against which links are read. */
  readonly base: string | null;
  readonly pageType: PageType;
  readonly declared: Declared;
}
