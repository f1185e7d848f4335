import { join } from './hash.ts';
import { LIKENESSES, runKind, stepOf } from './likeness.ts';
import type { Analysis } from './sentence.ts';

/** Tokens around one; -1 where a line ends. */
export interface Surroundings {
  readonly p1: number;
  readonly p2: number;
  readonly n1: number;
  readonly n2: number;
}

/** What stands before and after the run of capitals that a token is in, and the run's length. */
export interface Run {
  readonly before: number;
  readonly after: number;
  readonly size: number;
}

type Add = (template: number, value: number) => void;

const at = (column: Uint8Array | Uint16Array, index: number): number => (index < 0 ? 0 : column[index]!);

/** What vectors learned on much more text say of a token and the ones beside it. */
export function addClasses(
  { fine, coarse, kind, likeness }: Analysis,
  index: number,
  { p1, p2, n1, n2 }: Surroundings,
  shape: number,
  capital: boolean,
  add: Add,
): void {
  const own = kind[index]!;
  const group = coarse[index]!;
  add(110, join(own, shape));
  add(111, at(kind, p1));
  add(112, at(kind, n1));
  add(113, join(at(kind, p1), own));
  add(114, join(own, at(kind, n1)));
  if (own !== 0)
    for (let k = 0; k < LIKENESSES.length; k++) add(115, join(k * 8 + stepOf(likeness[index]!, k), shape));
  add(120, join(fine[index]!, capital ? 1 : 0));
  add(121, at(fine, p1));
  add(122, at(fine, n1));
  add(123, join(group, shape));
  add(124, join(at(coarse, p1), group));
  add(125, join(group, at(coarse, n1)));
  add(126, join(at(coarse, p1), at(coarse, n1)));
  add(127, at(coarse, p2));
  add(128, at(coarse, n2));
}

/** The same of the run of capitals that a token is in. */
export function addRunClasses(
  analysis: Analysis,
  index: number,
  { before, after, size }: Run,
  add: Add,
): void {
  const { fine, coarse, kind, runFirst, runLast } = analysis;
  const first = runFirst[index]!;
  const last = runLast[index]!;
  add(130, join(fine[last]!, last === index ? 1 : 0));
  add(131, join(fine[first]!, first === index ? 1 : 0));
  add(132, join(at(coarse, before), at(coarse, after)));
  add(133, join(at(coarse, before), join(kind[last]!, size)));
  add(134, join(at(coarse, after), join(kind[first]!, size)));
  add(135, join(kind[last]!, kind[first]!));
  add(136, at(fine, before));
  add(137, at(fine, after));
  add(138, join(runKind(analysis, index), size));
}
