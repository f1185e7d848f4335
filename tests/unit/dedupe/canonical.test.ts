import { expect, test } from 'vitest';
import { canonicalOrder, cluster } from '../../../src/dedupe/index.ts';

test('the earliest by the page’s own day comes first, then the address, then the position', () => {
  const first = { published: '2021-03-01', url: 'https://b.example/1', position: 7 };
  const ordered = [
    first,
    { published: '2021-03-01T09:00:00Z', url: 'https://b.example/2', position: 0 },
    { published: '2021-03-02', url: 'https://a.example/', position: 3 },
    { published: '2021-03-02', url: 'https://a.example/', position: 12 },
    { published: null, url: 'https://a.example/', position: 0 },
    { published: null, url: null, position: 0 },
  ];
  expect(ordered.toReversed().sort(canonicalOrder)).toEqual(ordered);
});

test('clusters are joined links, in order, whatever the order of the links', () => {
  const links = [
    [5, 2],
    [9, 7],
    [2, 8],
    [7, 1],
  ] as const;
  const order = (a: number, b: number): number => a - b;
  const expected = [
    [1, 7, 9],
    [2, 5, 8],
  ];
  expect(cluster(links, order)).toEqual(expected);
  expect(cluster(links.toReversed(), order)).toEqual(expected);
  expect(cluster([[3, 3]], order)).toEqual([]);
});
