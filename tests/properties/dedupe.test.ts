import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cluster, compare, fingerprint, normalise, wordDiff } from '../../src/dedupe/index.ts';

const piece = fc.oneof(
  fc.constantFrom(
    'the ',
    'Board ',
    'met',
    ' on ',
    '3',
    '.5',
    ', ',
    "'",
    '’s',
    ' -7',
    '$',
    '港口',
    'ไทย',
    '\u00ad',
    'é',
    '\u{1f680}',
    '\n',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const letters = (of: string): string => normalise(of).replace(/[\s.-]/g, '');
const MIRROR = {
  same: 'same',
  edited: 'edited',
  contains: 'contained',
  contained: 'contains',
  different: 'different',
};
const OTHER = { both: 'both', neither: 'neither', first: 'second', second: 'first' };

describe('dedupe, on any text', () => {
  it('the normal form is its own normal form', () => {
    fc.assert(
      fc.property(text, (a) => {
        expect(normalise(normalise(a))).toBe(normalise(a));
      }),
    );
  });

  it('texts are the same exactly when their normal forms are', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const isSame = normalise(a) === normalise(b);
        expect(compare(a, b).kind === 'same').toBe(isSame);
        expect(fingerprint(a).normalHash === fingerprint(b).normalHash).toBe(isSame);
      }),
    );
  });

  it('comparing is symmetric, and its numbers are in bounds', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const there = compare(a, b);
        const back = compare(b, a);
        expect(back).toEqual({ ...there, kind: MIRROR[there.kind], redundant: OTHER[there.redundant] });
        expect(there.similarity).toBeGreaterThanOrEqual(0);
        expect(there.similarity).toBeLessThanOrEqual(1);
        expect(there.repeat).toBe(there.redundant === 'both');
        if (there.kind === 'different' || there.lookAlike) expect(there.redundant).toBe('neither');
      }),
    );
  });

  it('what is done to a text before leaves no trace', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const before = fingerprint(a);
        fingerprint(b);
        compare(b, a);
        expect(fingerprint(a)).toEqual(before);
      }),
    );
  });

  it('a word diff holds both texts', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const stretches = wordDiff(a, b);
        const join = (without: string): string =>
          stretches
            .filter(({ kind }) => kind !== without)
            .map((stretch) => stretch.text)
            .join('');
        expect(join('added')).toBe(a);
        // Spaces of what is the same are those of the first text.
        expect(letters(join('removed'))).toBe(letters(b));
      }),
    );
  });

  it('clusters do not depend on the order of the links', () => {
    const link = fc.tuple(fc.nat(20), fc.nat(20));
    const order = (a: number, b: number): number => a - b;
    fc.assert(
      fc.property(fc.array(link), fc.array(link), (some, more) => {
        const links = [...some, ...more];
        expect(cluster([...more, ...some], order)).toEqual(cluster(links, order));
        const members = cluster(links, order).flat();
        expect(new Set(members).size).toBe(members.length);
      }),
    );
  });
});
