import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../src/dedupe/index.ts';

const TEXT =
  'The harbour board of Little Quay met on the first floor of the old customs house, heard the engineer on the ' +
  'state of the outer wall, and put off the vote on the new crane until the tide tables have been checked.';

const shared = (a: string, b: string): number => {
  const keys = new Set(fingerprint(a).keys);
  return fingerprint(b).keys.filter((key) => keys.has(key)).length;
};

describe('fingerprint', () => {
  test('is what stores already hold: a change of hash or key needs a new pipeline version', () => {
    const { textHash, normalHash, keys, sketch } = fingerprint(TEXT);
    expect({ textHash, normalHash, sketch, keys: keys.slice(0, 4) }).toMatchInlineSnapshot(`
      {
        "keys": [
          -410135111,
          188030669,
          1385041791,
          956502815,
        ],
        "normalHash": "9eba4e0840adbd3d1ec99035c408d511",
        "sketch": "9c6235fc1b92b2e9f4ca9db30efe3983",
        "textHash": "b62eab59b21ae1a5e0f75f1ae91da0d5",
      }
    `);
    expect(keys).toHaveLength(12);
  });

  test('has keys in common with light edits, framed quotations and cuts', () => {
    expect(shared(TEXT, TEXT.toUpperCase())).toBe(12);
    expect(
      shared(TEXT, TEXT.replace('outer wall', 'outer wal').replace('put off', 'postponed')),
    ).toBeGreaterThan(3);
    expect(shared(TEXT, `She read from the minutes: “${TEXT}”`)).toBeGreaterThan(3);
    expect(shared(TEXT, TEXT.slice(0, 170))).toBeGreaterThan(3);
  });

  test('has none in common with a text of the same words in another order', () => {
    expect(shared(TEXT, TEXT.split(' ').sort().join(' '))).toBe(0);
  });

  test('a short text has no keys, whatever it is written in', () => {
    expect(fingerprint('Harbour board meets on Monday').keys).toEqual([]);
    expect(fingerprint('港口委员会周一开会').keys).toEqual([]);
    expect(fingerprint('').keys).toEqual([]);
    expect(
      fingerprint('港口委员会周一在旧海关大楼开会讨论外墙的状况并将新起重机的表决推迟到潮汐表核对之后').keys,
    ).toHaveLength(12);
  });
});
