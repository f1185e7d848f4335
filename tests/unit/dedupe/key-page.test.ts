import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cutKeyPage,
  dropEntries,
  emptyPage,
  type KeyPage,
  KeyPageWriter,
  mergeKeys,
  readKeyPage,
  sortKeys,
} from '../../../src/dedupe/index.ts';

const MOST = 4;
const LEAST = -(2 ** 31);

/** Ids beyond 32 bits among them. */
const idOf = (number: number): number => (number % 2) * 2 ** 33 + number + 1;

interface Index {
  pages: { low: number; bytes: Uint8Array }[];
  readonly shared: string[];
  readonly common: Set<number>;
}

/** The pages of an index, each changed and written. */
const change = (index: Index, work: (page: KeyPage, at: number) => KeyPage): Index['pages'] => {
  const first = new KeyPageWriter();
  const others = new KeyPageWriter();
  for (const [at, { low, bytes }] of index.pages.entries()) {
    const padded = new Uint8Array([1, ...bytes, 1]);
    cutKeyPage(work(readKeyPage(padded, 1, padded.length - 1, emptyPage()), at), low, first, others);
  }
  return [first, others]
    .flatMap((writer) =>
      writer.lows.map((low, i) => ({
        low,
        bytes: writer.bytes.slice(writer.begins[i]!, writer.begins[i]! + writer.sizes[i]!),
      })),
    )
    .sort((a, b) => a.low - b.low);
};

/** Adds paragraphs, each with the keys of its number in `keys`, to an index that is kept in bytes. */
const add = (index: Index, numbers: readonly number[], keys: readonly (readonly number[])[]): void => {
  const ids = Float64Array.from(numbers, idOf).sort();
  const numberOf = new Map(numbers.map((number) => [idOf(number), number]));
  const all = Array.from(ids, (id, member) =>
    keys[numberOf.get(id)!]!.filter((key) => !index.common.has(key)).map((key) => ({ key, member })),
  ).flat();
  const added = sortKeys(
    Int32Array.from(all, (one) => one.key),
    Uint32Array.from(all, (one) => one.member),
  );
  let from = 0;
  index.pages = change(index, (page, at) => {
    const next = index.pages[at + 1]?.low ?? Number.POSITIVE_INFINITY;
    let to = from;
    while (to < added.keys.length && added.keys[to]! < next) to++;
    const merged = mergeKeys(page, added, [from, to], ids, MOST, emptyPage(), {
      share: (id, member) => index.shared.push([id, ids[member]!].sort((a, b) => a - b).join(' ')),
      crowd: (key) => index.common.add(key),
    });
    from = to;
    return merged;
  });
};

const newIndex = (): Index => ({
  pages: [{ low: LEAST, bytes: new Uint8Array(0) }],
  shared: [],
  common: new Set(),
});

const entriesOf = (index: Index): string[] =>
  index.pages
    .flatMap(({ low, bytes }): string[] => {
      const page = readKeyPage(bytes, 0, bytes.length, emptyPage());
      expect(page.keys.subarray(0, page.count).every((key) => key >= low)).toBe(true);
      return Array.from({ length: page.count }, (_, i) => `${page.keys[i]} ${page.ids[i]}`);
    })
    .sort();

const paragraphs = fc.array(fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { maxLength: 6 }), {
  minLength: 1,
  maxLength: 30,
});

describe('an index of keys in pages', () => {
  test('is the same however paragraphs are dealt out, and says who shares a key that is not common', () => {
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 1, max: 9 }), fc.boolean(), (keys, size, backwards) => {
        const numbers = keys.map((_, number) => number);
        if (backwards) numbers.reverse();
        const index = newIndex();
        for (let start = 0; start < numbers.length; start += size)
          add(index, numbers.slice(start, start + size), keys);
        const members = new Map<number, number[]>();
        for (const [number, own] of keys.entries())
          for (const key of own) members.set(key, [...(members.get(key) ?? []), idOf(number)]);
        const telling = [...members].filter(([, ids]) => ids.length <= MOST);
        expect(index.common).toEqual(
          new Set([...members].flatMap(([key, ids]) => (ids.length > MOST ? [key] : []))),
        );
        expect(entriesOf(index)).toEqual(
          telling.flatMap(([key, ids]) => ids.map((id) => `${key} ${id}`)).sort(),
        );
        const pairs = telling.flatMap(([, ids]) =>
          ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b].sort((x, y) => x - y).join(' '))),
        );
        // Those of a key that became common later were said as well.
        for (const pair of pairs) expect(index.shared).toContain(pair);
      }),
    );
  });

  test('is cut where it is too full, with all entries of one key on one page, and forgets paragraphs', () => {
    const index = newIndex();
    const keys = Array.from({ length: 900 }, (_, number) => [number % 450, 1000 + number]);
    add(
      index,
      keys.map((_, number) => number),
      keys,
    );
    expect(index.pages.length).toBeGreaterThan(2);
    for (const { bytes } of index.pages) expect(bytes.length).toBeLessThan(4050);
    expect(new Set(index.shared).size).toBe(450);
    const entries = entriesOf(index);
    expect(entries).toHaveLength(1800);
    const gone = new Set([idOf(7), idOf(8)]);
    index.pages = change(index, (page) => {
      dropEntries(page, gone);
      return page;
    });
    expect(entriesOf(index)).toEqual(entries.filter((entry) => !gone.has(Number(entry.split(' ')[1]))));
  });
});
