import { describe, expect, test } from 'vitest';
import { type Decision, dedupeStream } from '../../../src/dedupe/index.ts';

const decide = async (texts: readonly string[]): Promise<Decision[]> => {
  const decisions: Decision[] = [];
  for await (const decision of dedupeStream(texts.map((text, i) => ({ id: `r${i}`, text }))))
    decisions.push(decision);
  return decisions;
};

const TEXT =
  'The harbour board of Little Quay met on Tuesday in the old customs house, heard 14 fishermen on the state of ' +
  'the outer wall, and put off the vote on the new crane until Mara Lindqvist has checked the tide tables.';

describe('dedupeStream', () => {
  test('says of each record, in order, which earlier and kept one it repeats', async () => {
    const decisions = await decide([
      TEXT,
      'Something short',
      TEXT.toUpperCase(),
      TEXT.replace('new crane', 'new tall crane'),
      'something short!',
      'Something shorter',
    ]);
    expect(decisions).toEqual([
      { id: 'r0', duplicate_of: null, similarity: null, kept: true },
      { id: 'r1', duplicate_of: null, similarity: null, kept: true },
      { id: 'r2', duplicate_of: 'r0', similarity: 1, kept: false },
      { id: 'r3', duplicate_of: 'r0', similarity: expect.closeTo(0.98, 1), kept: false },
      { id: 'r4', duplicate_of: 'r1', similarity: 1, kept: false },
      { id: 'r5', duplicate_of: null, similarity: null, kept: true },
    ]);
  });

  test('an exact copy of a dropped record repeats the record that was kept, with its similarity', async () => {
    const edited = TEXT.replace('new crane', 'new tall crane');
    const [, second, third] = await decide([TEXT, edited, `${edited}!`]);
    expect(third).toEqual({ ...second, id: 'r2' });
  });

  test('a longer cut is linked and kept, a shorter one is dropped', async () => {
    const longer = `${TEXT} Afterwards the board walked along the quay, where 3 nets were drying in the wind.`;
    expect((await decide([TEXT, longer])).at(-1)).toMatchObject({ duplicate_of: 'r0', kept: true });
    expect((await decide([longer, TEXT])).at(-1)).toMatchObject({ duplicate_of: 'r0', kept: false });
  });

  test('hundreds of rows of one form with other facts are all kept', async () => {
    const rows = Array.from({ length: 400 }, (_, i) =>
      TEXT.replace('14', String(100 + i)).replace(
        'Mara Lindqvist',
        `Mara L${'aeiou'[i % 5]}${'bdgkl'[(i % 7) % 5]}und`,
      ),
    );
    expect(
      (await decide(rows)).filter((decision) => !decision.kept || decision.duplicate_of !== null),
    ).toEqual([]);
  });

  test('grows past the room it starts with', async () => {
    const texts = Array.from({ length: 3000 }, (_, i) =>
      Array.from({ length: 20 }, (_, k) => `w${(i * 7919 + k * 104729) % 99991}`).join(' '),
    );
    const decisions = await decide([...texts, ...texts]);
    expect(decisions.slice(0, 3000).every((decision) => decision.kept)).toBe(true);
    expect(decisions.slice(3000).map((decision) => decision.duplicate_of)).toEqual(
      texts.map((_, i) => `r${i}`),
    );
  });
});
