import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntityType } from '../../../src/document/article.ts';
import { canonicalName, labelOf, type Occurrence, sensesOf } from '../../../src/entities/across/index.ts';

interface Given {
  readonly name: string;
  readonly article: string;
  readonly type?: EntityType;
  readonly beside?: readonly string[];
  readonly at?: readonly string[];
  readonly places?: readonly string[];
  readonly roles?: readonly string[];
  readonly published?: string;
  readonly compartment?: string;
  readonly entry?: string;
}

const companion = (type: EntityType) => (name: string) => ({ type, name, label: labelOf(type, name).label });

const occurrence = (given: Given, id: number): Occurrence => {
  const type = given.type ?? 'person';
  return {
    id,
    type,
    name: given.name,
    label: labelOf(type, given.name).label,
    article: given.article,
    published: given.published ?? null,
    host: null,
    roles: given.roles ?? [],
    companions: [
      ...(given.beside ?? []).map(companion('person')),
      ...(given.at ?? []).map(companion('organization')),
      ...(given.places ?? []).map(companion('place')),
    ],
    compartment: given.compartment ?? '',
    entry: given.entry ?? null,
  };
};

/** The articles of each sense, as sets of letters. */
const meant = (...given: Given[]): string[] => {
  const { block } = labelOf(given[0]!.type ?? 'person', given[0]!.name);
  return sensesOf(block, given.map(occurrence))
    .map((sense) =>
      sense.members
        .map((member) => member.occurrence.article)
        .sort()
        .join(''),
    )
    .sort();
};

describe('bodies that every country has', () => {
  const court = (article: string, ...places: string[]): Given => ({
    name: 'Supreme Court',
    type: 'organization',
    article,
    places,
  });

  it('are one for each country that articles name', () => {
    expect(
      meant(
        court('a', 'Pakistan'),
        court('b', 'Pakistan', 'Lahore'),
        court('c', 'Brazil'),
        court('d', 'Brazil', 'Peru'),
        court('e'),
      ),
    ).toEqual(['ab', 'cd', 'e']);
  });

  it('are told apart only where their name says no more', () => {
    const bank = (article: string, place: string): Given => ({
      name: 'World Bank',
      type: 'organization',
      article,
      places: [place],
    });
    expect(meant(bank('a', 'Pakistan'), bank('b', 'Brazil'))).toEqual(['ab']);
  });
});

describe('people of one name in several articles', () => {
  it('are not one by the name alone', () => {
    expect(meant({ name: 'Ann Lindqvist', article: 'a' }, { name: 'Ann Lindqvist', article: 'b' })).toEqual([
      'a',
      'b',
    ]);
  });

  it('are one when the same people stand beside them, and then say why', () => {
    const given = [
      { name: 'Ann Lindqvist', article: 'a', beside: ['Omar Reyes'] },
      { name: 'Ann Lindqvist', article: 'b', beside: ['Omar Reyes'] },
    ];
    expect(meant(...given)).toEqual(['ab']);
    const [sense] = sensesOf(labelOf('person', 'Ann Lindqvist').block, given.map(occurrence));
    expect(sense?.members[1]).toMatchObject({ reason: 'named together', detail: 'Omar Reyes' });
  });

  it('need more of it when the name is a common one', () => {
    const beside = { at: ['Harbour Board'] };
    expect(
      meant(
        { name: 'Ann Vatanen', article: 'a', ...beside },
        { name: 'Ann Vatanen', article: 'b', ...beside },
      ),
    ).toEqual(['ab']);
    expect(
      meant({ name: 'Ann Smith', article: 'a', ...beside }, { name: 'Ann Smith', article: 'b', ...beside }),
    ).toEqual(['a', 'b']);
  });

  it('are two when their walks of life differ', () => {
    const at = ['Harbour Board'];
    expect(
      meant(
        { name: 'Ann Vatanen', article: 'a', at, roles: ['politics'] },
        { name: 'Ann Vatanen', article: 'b', at, roles: ['sport'] },
      ),
    ).toEqual(['a', 'b']);
  });

  it('are one across transliterations, two where a suffix tells them apart', () => {
    const beside = ['Omar Reyes'];
    expect(
      meant(
        { name: 'Qassem Rahimi', article: 'a', beside },
        { name: 'Qasem Rahimi', article: 'b', beside },
        { name: 'Qasem Rahimi Jr.', article: 'c', beside },
      ),
    ).toEqual(['ab', 'c']);
  });

  it('give a surname alone to the bearer that fits', () => {
    expect(
      meant(
        { name: 'Ann Vatanen', article: 'a', beside: ['Omar Reyes'] },
        { name: 'Bo Vatanen', article: 'b', beside: ['Lea Brandt'] },
        { name: 'Vatanen', article: 'c', beside: ['Lea Brandt', 'Tom Okafor'] },
      ),
    ).toEqual(['a', 'bc']);
  });

  it('stay apart where a user set them apart, and are one where a gazetteer says so', () => {
    const beside = ['Omar Reyes'];
    expect(
      meant(
        { name: 'Ann Vatanen', article: 'a', beside },
        { name: 'Ann Vatanen', article: 'b', beside, compartment: 'd1' },
      ),
    ).toEqual(['a', 'b']);
    expect(
      meant(
        { name: 'Ann Vatanen', article: 'a', entry: 'Q1' },
        { name: 'Ann Vatanen', article: 'b', entry: 'Q1' },
      ),
    ).toEqual(['ab']);
  });

  it('come out the same in whatever order their articles are read', () => {
    const given = fc.record({
      name: fc.constantFrom('Ann Vatanen', 'A. Vatanen', 'Vatanen', 'Bo Vatanen', 'Ann Marie Vatanen'),
      article: fc.constantFrom(...'abcdefghijkl'),
      beside: fc.subarray(['Omar Reyes', 'Lea Brandt', 'Tom Okafor']),
      at: fc.subarray(['Harbour Board', 'Rowing Union']),
      roles: fc.subarray(['politics', 'sport']),
      published: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'),
    });
    const block = labelOf('person', 'Ann Vatanen').block;
    const names = (list: readonly Given[]) =>
      sensesOf(block, list.map(occurrence))
        .map(({ key, name, members }) =>
          JSON.stringify([
            key,
            name,
            members.map((m) => [m.occurrence.article, m.occurrence.name, m.reason, m.detail, m.score]),
          ]),
        )
        .sort();
    fc.assert(
      fc.property(
        fc.uniqueArray(given, { selector: (one) => `${one.article} ${one.name}`, maxLength: 20 }),
        fc.nat(),
        (list, seed) => {
          const turned = [
            ...list.slice(seed % (list.length + 1)),
            ...list.slice(0, seed % (list.length + 1)),
          ];
          expect(names(turned.reverse())).toEqual(names(list));
        },
      ),
    );
  });
});

describe('things of one name in several articles', () => {
  it('are one, and a type that one article in many gives is a slip', () => {
    const articles = [...'abcdef'];
    const given = articles.map(
      (article): Given => ({
        name: 'Harbour Board',
        article,
        type: article === 'f' ? 'place' : 'organization',
      }),
    );
    expect(meant(...given)).toEqual(['abcdef']);
  });

  it('are two when both types are common', () => {
    const given = [...'abcdef'].map(
      (article, i): Given => ({
        name: 'Karania',
        article,
        type: i % 2 === 0 ? 'organization' : 'place',
      }),
    );
    expect(meant(...given)).toEqual(['ace', 'bdf']);
  });
});

describe('the name to show', () => {
  it('is spelled out, and the one that most articles use', () => {
    expect(
      canonicalName([
        { name: 'HWU', articles: 9 },
        { name: "Harbour Workers' Union", articles: 3 },
        { name: 'Harbour Workers Union', articles: 2 },
      ]),
    ).toBe("Harbour Workers' Union");
    expect(
      canonicalName([
        { name: 'Bradley', articles: 3 },
        { name: 'Ben Bradley', articles: 2 },
      ]),
    ).toBe('Ben Bradley');
    expect(
      canonicalName([
        { name: 'Nuri-al Maliki', articles: 1 },
        { name: 'Nouri al-Maliki', articles: 1 },
        { name: 'Nouri Al-Maliki', articles: 1 },
        { name: 'Nouri al-Maliki', articles: 1 },
      ]),
    ).toBe('Nouri al-Maliki');
  });
});
