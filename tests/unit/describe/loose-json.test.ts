import { describe, expect, it } from 'vitest';
import { linkedThings } from '../../../src/describe/json-ld/graph.ts';
import { looseJson } from '../../../src/describe/json-ld/loose.ts';

describe('JSON as people break it', () => {
  it.each<[string, string, unknown]>([
    ['a raw line break in a string', '{"a":"one\ntwo"}', { a: 'one\ntwo' }],
    ['a trailing comma', '{"a":[1,2,],}', { a: [1, 2] }],
    ['a missing comma between lines', '{"a":"x"\n"b":"y"}', { a: 'x', b: 'y' }],
    ['quotes that were not escaped', '{"a":"the "old" one","b":1}', { a: 'the "old" one', b: 1 }],
    ['comments', '{/* c */"a":1 // end\n}', { a: 1 }],
    ['a wrapper for old browsers', '<!-- {"a":1} -->', { a: 1 }],
    ['a text that is cut off', '{"a":{"b":"c', { a: { b: 'c' } }],
    ['a bad escape', '{"a":"it\\\'s \\u00zz"}', { a: "it's u00zz" }],
    ['a semicolon behind', '{"a":true};', { a: true }],
  ])('%s', (_, text, expected) => {
    expect(looseJson(text)).toEqual([expected]);
  });

  it('reads several objects in one script', () => {
    expect(looseJson('{"a":1}{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('does not run away with depth or with a text that never closes', () => {
    const deep = looseJson(`${'[{"a":'.repeat(50_000)}1`);
    expect(deep).toHaveLength(1);
    expect(looseJson('"'.repeat(200_000))).toEqual([]);
  });

  it('keeps a property called __proto__ from becoming a prototype', () => {
    const [value] = looseJson('{"__proto__":{"polluted":true},}');
    expect((value as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('things that JSON-LD describes', () => {
  it('resolves references, and takes nothing from comments and other articles', () => {
    const [article] = linkedThings([
      '{"@type":"Article","headline":"H","author":{"@id":"#a"},"comment":{"@type":"Article","headline":"C"}}',
      '{"@type":"Person","@id":"#a","name":"Anna &amp; Co"}',
    ]);
    expect(article).toMatchObject({ headline: 'H', authors: [{ name: 'Anna & Co', organization: false }] });
    expect(linkedThings(['{"@type":"Article","hasPart":{"@type":"Article","headline":"P"}}'])).toHaveLength(
      1,
    );
  });
});
