import { type AttributeSelector, parse, type Selector as Token } from 'css-what';
import type { ElementNode } from '../../document/block.ts';
import { KEPT_ATTRIBUTES } from '../html/elements.ts';

/** Says of every element of a page whether it, or an element around it, matches. */
export type Selector = (nodes: readonly ElementNode[]) => Uint8Array;

type Test = (node: ElementNode) => boolean;

/** `main > p.note`: one element's tests after the other, each with how it lies under the one before. */
interface Step {
  readonly tests: readonly Test[];
  readonly child: boolean;
}

/** Steps of one selector are bits of a number. */
const MOST_STEPS = 30;

/**
 * Reads a CSS selector: elements, classes, ids, attributes, descendants, children, and lists of these.
 * What needs an element's siblings or its state is refused, since only elements that hold text are kept.
 * Throws an Error that says in words what is wrong.
 */
export function readSelector(css: string): Selector {
  const ways = parse(css).map(stepsOf);
  if (ways.length === 0) throw new Error('is empty');
  return (nodes) => matched(nodes, ways);
}

function stepsOf(tokens: readonly Token[]): Step[] {
  let tests: Test[] = [];
  const steps: Step[] = [];
  let child = false;
  for (const token of tokens) {
    if (token.type === 'descendant' || token.type === 'child') {
      steps.push({ tests, child });
      tests = [];
      child = token.type === 'child';
    } else tests.push(testOf(token));
  }
  steps.push({ tests, child });
  if (steps.some((step) => step.tests.length === 0))
    throw new Error('an element is missing beside > or a space');
  if (steps.length > MOST_STEPS) throw new Error(`has more than ${MOST_STEPS} steps`);
  return steps;
}

function testOf(token: Token): Test {
  if (token.type === 'universal') return () => true;
  if (token.type === 'tag') {
    const name = token.name.toLowerCase();
    return (node) => node.tag === name;
  }
  if (token.type === 'attribute') return attributeTest(token);
  const said = 'name' in token ? `:${token.name}` : token.type;
  throw new Error(`${said} is not supported: use elements, classes, ids, attributes, spaces, > and commas`);
}

function attributeTest({ name, action, value, ignoreCase }: AttributeSelector): Test {
  const key = name.toLowerCase();
  if (!KEPT_ATTRIBUTES.has(key) && !key.startsWith('aria-'))
    throw new Error(`the attribute ${key} is not kept; ${[...KEPT_ATTRIBUTES].join(', ')} and aria-* are`);
  const even = (text: string): string => (ignoreCase === true ? text.toLowerCase() : text);
  const wanted = even(value);
  const compare = COMPARISONS[action];
  if (compare === undefined) throw new Error(`this comparison of ${key} is not supported`);
  return ({ attributes }) => attributes[key] !== undefined && compare(even(attributes[key]), wanted);
}

const COMPARISONS: Readonly<Record<string, (own: string, wanted: string) => boolean>> = {
  exists: () => true,
  equals: (own, wanted) => own === wanted,
  element: (own, wanted) => wanted !== '' && own.split(/\s+/).includes(wanted),
  start: (own, wanted) => wanted !== '' && own.startsWith(wanted),
  end: (own, wanted) => wanted !== '' && own.endsWith(wanted),
  any: (own, wanted) => wanted !== '' && own.includes(wanted),
  hyphen: (own, wanted) => own === wanted || own.startsWith(`${wanted}-`),
};

/** One pass, parents before children: bit `k` says that the steps up to `k` end at an element, or above it. */
function matched(nodes: readonly ElementNode[], ways: readonly (readonly Step[])[]): Uint8Array {
  const found = new Uint8Array(nodes.length);
  for (const steps of ways) {
    const here = new Int32Array(nodes.length);
    const above = new Int32Array(nodes.length);
    const last = 1 << (steps.length - 1);
    for (const [index, node] of nodes.entries()) {
      const { parent } = node;
      const near = parent < 0 ? 0 : here[parent]!;
      const around = parent < 0 ? 0 : above[parent]!;
      let bits = 0;
      for (const [k, { tests, child }] of steps.entries()) {
        const led = k === 0 || ((child ? near : around) & (1 << (k - 1))) !== 0;
        if (led && tests.every((test) => test(node))) bits |= 1 << k;
      }
      here[index] = bits;
      above[index] = bits | around;
      if ((above[index]! & last) !== 0) found[index] = 1;
    }
  }
  return found;
}
