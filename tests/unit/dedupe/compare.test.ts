import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/dedupe/index.ts';

const TEXT =
  'The harbour board of Little Quay met on Tuesday in the old customs house, heard 14 fishermen on the state of ' +
  'the outer wall, and put off the vote on the new crane until Mara Lindqvist has checked the tide tables.';

const withChange = (from: string, to: string): string => {
  expect(TEXT).toContain(from);
  return TEXT.replace(from, to);
};

describe('repeats that a reader does not need', () => {
  test.each([
    ['case, quotes and punctuation', `“${TEXT.toUpperCase().replaceAll(',', ' –')}”`, 'same'],
    ['a word more', withChange('old customs', 'very old customs'), 'edited'],
    ['another ordinary word', withChange('until', 'before'), 'edited'],
    ['misspelt words', withChange('harbour', 'harbor').replace('tables', 'tabels'), 'edited'],
    ['a word in two', withChange('customs house', 'custom shouse'), 'edited'],
    ['a short frame', `(QUAY NEWS) – ${TEXT}`, 'contained'],
  ])('%s', (_, copy, kind) => {
    expect(compare(TEXT, copy)).toMatchObject({ kind, repeat: true, redundant: 'both', lookAlike: false });
  });
});

describe('other facts', () => {
  test.each([
    ['a number', withChange('14', '41')],
    ['a numeral', withChange('14', 'ten').replace('Tuesday', 'Tuesday')],
    ['a weekday', withChange('Tuesday', 'Friday')],
    ['a name', withChange('Mara Lindqvist', 'Petra Oduya')],
    ['a name by one letter', withChange('Lindqvist', 'Lindqvost')],
    [
      'all of them',
      withChange('14', '90').replace('Tuesday', 'Monday').replace('Mara Lindqvist', 'Petra Oduya'),
    ],
  ])('%s: alike, and both are wanted', (_, other) => {
    expect(compare(TEXT, other)).toMatchObject({
      kind: 'edited',
      repeat: false,
      redundant: 'neither',
      lookAlike: true,
    });
  });

  test.each([
    [
      'lower-case months of French',
      'le conseil du port se réunit en mars pour parler de la grue',
      'mars',
      'juin',
    ],
    ['numerals', 'the board of the quay heard three of the men who mend the wall', 'three', 'seven'],
  ])('%s', (_, sentence, from, to) => {
    const text = `${sentence}, et caetera, and the long rest of what was said there that evening in the hall. Bien.`;
    expect(compare(text, text.replace(from, to))).toMatchObject({ redundant: 'neither', lookAlike: true });
  });

  test('another ordinary word in a short text may be its subject', () => {
    const about = (what: string): string =>
      `Sets how much ${what} is added to the passes of a team; other passes stay.`;
    expect(compare(about('error'), about('speed'))).toMatchObject({ kind: 'edited', redundant: 'neither' });
    expect(compare(about('for women'), about('for men'))).toMatchObject({ redundant: 'neither' });
  });

  test('one term for another throughout is another subject', () => {
    const about = (what: string): string =>
      `The ${what} has a frame of oak and a cover of wool. You can take the ${what} apart without a tool, and ` +
      `the ${what} fits through every door that is wider than a pair of shoulders.`;
    expect(compare(about('armchair'), about('daybed'))).toMatchObject({ redundant: 'neither' });
  });

  test('without capitals any other word may be a name', () => {
    const text =
      '港口委员会周二在旧海关大楼开会听取了王伟关于外墙状况的报告并将新起重机的表决推迟到潮汐表核对之后';
    const found = compare(text, text.replace('王伟', '李强'));
    expect(found.similarity).toBeGreaterThan(0.9);
    expect(found).toMatchObject({ kind: 'edited', redundant: 'neither' });
  });

  test('a name that is misspelt among other misspelt words is the same name', () => {
    const careless = withChange('Lindqvist', 'Lindqvst')
      .replace('harbour', 'harbuor')
      .replace('customs', 'custons')
      .replace('tables', 'tabels');
    expect(compare(TEXT, careless)).toMatchObject({ repeat: true, lookAlike: false });
  });
});

describe('containment', () => {
  const more =
    ' Afterwards the board walked along the quay, where 3 nets were drying and nobody had an answer.';

  test('a reader of the longer text does not need the part, nor the other way round', () => {
    expect(compare(TEXT + more, TEXT)).toMatchObject({
      kind: 'contains',
      repeat: false,
      redundant: 'second',
    });
    expect(compare(TEXT, TEXT + more)).toMatchObject({
      kind: 'contained',
      repeat: false,
      redundant: 'first',
    });
  });

  test('a short quotation in a long text is found', () => {
    const long = `${more.repeat(1)} Somebody quoted: ${TEXT} ${Array.from({ length: 80 }, (_, i) => `filler${i * 7}`).join(' ')}`;
    expect(compare(TEXT, long)).toMatchObject({ kind: 'contained', redundant: 'first' });
  });

  test('words that are scattered over a long text are no quotation', () => {
    const scattered = TEXT.split(' ')
      .map((word, i) => `${word} something else that nobody said before number${i}`)
      .join(' ');
    expect(compare(TEXT, scattered).kind).toBe('different');
  });
});

describe('compare', () => {
  test('texts without a word are the same only when equal', () => {
    expect(compare('* * *', ' * * * ').kind).toBe('same');
    expect(compare('* * *', '---').kind).toBe('different');
    expect(compare('', 'word').kind).toBe('different');
  });

  test('other texts are different', () => {
    expect(
      compare(
        TEXT,
        'A bakery in the upper town has begun to sell bread by weight, to the annoyance of its neighbours.',
      ).kind,
    ).toBe('different');
  });

  test('very long texts are compared without aligning them', () => {
    const words = Array.from({ length: 30_000 }, (_, i) => `w${i}`);
    const text = words.join(' ');
    expect(compare(`x ${text} y`, `z ${[...words].reverse().join(' ')} v`)).toMatchObject({
      kind: 'edited',
      repeat: false,
    });
    expect(compare(text, words.map((word) => `${word}q`).join(' ')).kind).toBe('different');
  });
});
