import { expect, test } from 'vitest';
import { type Standing, settleOwnSite } from '../../../src/entities/own-site.ts';
import { loadTrained } from '../../../src/entities/tagger/trained.ts';
import { marked, shown } from '../../support/marked.ts';

const settle = (written: string, standing: Standing): string => {
  const { text, spans } = marked(written);
  return shown(text, settleOwnSite(text, spans, loadTrained().lexicon, standing));
};

test('what the site is called by is a body, as it says itself or in its address', () => {
  const written = 'Parents love [Zarnly|place]. [Zarnly|person] tutors wait in [Lagos|place].';
  const right = 'Parents love [Zarnly|organization]. [Zarnly|organization] tutors wait in [Lagos|place].';
  expect(settle(written, { siteName: 'Zarnly' })).toBe(right);
  expect(settle(written, { siteName: null, url: 'https://www.zarnly.example/prices' })).toBe(right);
  expect(settle('[Tarn Goods|person] ship.', { url: 'https://tarngoods.example/' })).toBe(
    '[Tarn Goods|organization] ship.',
  );
  expect(settle(written, {})).toBe(written);
});

test('a site that is called by its author, by a given name or by its town leaves them what they are', () => {
  const written =
    'I am [Leyla Haddad|person]. [Haddad|person] is an old name in [Lagos|place]. [Anna|person] left.';
  expect(settle(written, { siteName: 'Haddad', url: 'https://anna.example/' })).toBe(written);
  expect(settle(written, { siteName: 'Lagos' })).toBe(written);
});
