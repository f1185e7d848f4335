import { describe, expect, test } from 'vitest';
import { cleanText, outlineText, TEXT_RULE_NAMES } from '../../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../../src/document/options.ts';

const PROSE = [
  'The council met on Tuesday evening to decide whether the old ferry should be sold or repaired, and decided to meet again.',
  'Nobody in the hall could say who owned the ferry, which made the sale difficult and the repair, as one member put it, generous.',
];

const judge = (lines: readonly string[], disabledRules: readonly string[] = []) =>
  cleanText(outlineText({ url: null, mediaType: 'text/plain', text: lines.join('\n'), charset: 'utf-8' }), {
    ...DEFAULT_OPTIONS,
    disabledRules,
  });

const rulesOf = (line: string): string | undefined =>
  judge(['Council to decide on ferry', ...PROSE, line, 'Site map']).find(({ text }) => text === line)?.role;

describe('a line says what it is by itself', () => {
  test.each([
    ['300 x 250', 'advertisement'],
    ['© 2019 Pressehaus Nord. Alle Rechte vorbehalten.', 'copyright'],
    ['Todos los derechos reservados', 'copyright'],
    ['版权所有 海边日报', 'copyright'],
    ['Поделиться', 'share'],
    ['Suivez-nous sur Facebook et Instagram', 'share'],
    ['Czytaj dalej', 'read-more'],
    ['続きを読む', 'read-more'],
    ['Tags: , , ,', 'tags'],
    ['harbour,council,night boat', 'tags'],
    ['#harbour #council', 'tags'],
    ['lunedì 4 marzo 2019', 'date'],
    ['2021年3月4日 10:30', 'date'],
    ['٤ مارس ٢٠٢١', 'date'],
    ['21 มกราคม 2564', 'date'],
    ['Home > News > Harbour', 'breadcrumb'],
    ['By Ada Merrin and Tomas Quayle', 'byline'],
    ['Analysis by Harbour Desk', 'byline'],
    ['記者：山田太郎', 'byline'],
    ['海湾日报记者 文海生', 'byline'],
    ['김바다 기자 sea@manan.example', 'byline'],
    ['浜田一郎 2020年11月18日 20時29分', 'date'],
    ['18일 밤 부두에 모인 주민들. 사진=만안일보', 'caption'],
    ['Der Kran am Kai. Foto: Enno Petersen', 'caption'],
    ['Gulls on the pier (Photo: Ada Merrin)', 'caption'],
  ])('%s is %s', (line, role) => {
    expect(rulesOf(line)).toBe(role);
  });

  test.each([
    ['By the time the ferry came in, everybody who had waited for it had gone home and lit the lamps.'],
    [
      'We share the view of the council that the ferry should stay where it is, at least for the winter months.',
    ],
    [
      'The museum uses cookies to lure the gulls away from the whale, a method which the curator describes as sound.',
    ],
    [
      'Von der Brücke aus sah man am Abend noch die Lichter der Fähre, und niemand wusste, warum sie nicht anlegte.',
    ],
  ])('running text stays running text: %s', (line) => {
    expect(rulesOf(line)).toBe('paragraph');
  });
});

test('a rule that is switched off decides nothing', () => {
  const lines = ['Council to decide on ferry', ...PROSE, '300 x 250', 'Site map'];
  expect(judge(lines).map(({ rule }) => rule)).toContain('text:ad-slot');
  expect(judge(lines, ['text:ad-slot']).map(({ rule }) => rule)).not.toContain('text:ad-slot');
});

test('with every rule switched off all lines are still there', () => {
  const lines = ['Council to decide on ferry', ...PROSE];
  expect(judge(lines, TEXT_RULE_NAMES).map(({ text }) => text)).toEqual(lines);
});

test('image text, title and caption are told apart by what repeats around the title', () => {
  const roles = judge([
    'Old ferry',
    'Council to decide on ferry',
    'Old ferry',
    'The old ferry at its berth, May 2020',
    ...PROSE,
  ]);
  expect(roles.map(({ role }) => role)).toEqual([
    'image-alt',
    'title',
    'image-alt',
    'caption',
    'paragraph',
    'paragraph',
  ]);
});

test('the crawl’s own date and a path whose signs are lost belong to the frame', () => {
  const [date, path, title] = judge([
    'Monday, May 3, 2021',
    'HomeHarbourCouncil to decide on ferry',
    'Council to decide on ferry',
    ...PROSE,
  ]);
  expect([date?.role, path?.role, title?.role]).toEqual(['date', 'breadcrumb', 'title']);
});

describe('the head of a flattened page', () => {
  const head = 'Council to decide on ferry | Tarnsea Courier';
  const title = 'Council to decide on ferry';
  const menu = Array(6).fill('News from the harbour and the town for all who live by the sea').join(' ');
  const offer = 'Spend and save with us';
  const ruleOf = (lines: readonly string[], text: string): string | undefined =>
    judge(lines).find((block) => block.text === text)?.rule;
  const titlesOf = (lines: readonly string[]): readonly string[] =>
    judge(lines).flatMap(({ role, text }) => (role === 'title' ? [text] : []));

  test('says which line is the title, though another one stands twice', () => {
    const lines = [
      head,
      menu,
      offer,
      offer,
      'Until Sunday the shops on the quay give a fifth off all that they have, and coffee to those who wait.',
    ];
    expect(titlesOf([...lines, ...PROSE])).toEqual([offer]);
    expect(titlesOf([...lines, title, ...PROSE])).toEqual([title]);
  });

  test('names no title by a few words of one of its parts', () => {
    const [line, ...rest] = ['Sewing machines', 'Made in Tarnsea by hand and for good', ...PROSE];
    expect(ruleOf(['Sewing machines for beginners | Tarnsea Sewing', line!, ...rest], line!)).not.toBe(
      'text:title-of-head',
    );
    expect(ruleOf(['Sewing machines | Tarnsea Sewing', line!, ...rest], line!)).toBe('text:title-of-head');
  });

  test('is no title where a heading far down the text repeats it', () => {
    const told = [...PROSE, ...PROSE.map((text) => `${text} Nobody objected.`)];
    expect(ruleOf([head, ...told, title, PROSE[0]!], title)).not.toBe('text:title-of-head');
  });

  test('makes what stands under a button "Comments" beside the title the article’s', () => {
    const opening = 'Whose ferry is it?';
    const lines = [head, menu, title, 'Comments', opening, ...PROSE];
    expect(judge(lines).find(({ text }) => text === opening)?.role).toBe('paragraph');
  });
});
