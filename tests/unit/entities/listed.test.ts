import { describe, expect, it } from 'vitest';
import { ListedForms } from '../../../src/entities/listed.ts';

const find = (text: string, ...forms: string[]): string[] =>
  new ListedForms(forms.map((form) => ({ form, entry: form })))
    .find(text)
    .map(({ start, end }) => `${start} ${text.slice(start, end)}`);

describe('names of a gazetteer', () => {
  it('are found as whole words, the longest one where several begin', () => {
    expect(
      find('The Quay Bank of Elm, a Quay, Quays and a quay.', 'Quay', 'Quay Bank', 'Quay Bank of Elm'),
    ).toEqual(['4 Quay Bank of Elm', '24 Quay']);
  });

  it('are found in scripts that put no spaces between words', () => {
    expect(find('昨日、東京港で開かれた。', '東京港')).toEqual(['3 東京港']);
    expect(find('زار الوزير ميناء نورهافن أمس.', 'ميناء نورهافن')).toEqual(['11 ميناء نورهافن']);
  });

  it('may hold marks inside and behind, and follow any mark', () => {
    expect(find("(Dockers' Union) St. Aldan's", "Dockers' Union", 'St. Aldan')).toEqual([
      "1 Dockers' Union",
      '17 St. Aldan',
    ]);
  });
});
