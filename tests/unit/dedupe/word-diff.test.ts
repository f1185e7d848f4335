import { expect, test } from 'vitest';
import { wordDiff } from '../../../src/dedupe/index.ts';

test('names what was removed and added, with case and punctuation aside', () => {
  expect(wordDiff('The board met on Tuesday, at noon.', 'the BOARD met again on Friday at noon')).toEqual([
    { kind: 'same', text: 'The board met ' },
    { kind: 'added', text: 'again ' },
    { kind: 'same', text: 'on ' },
    { kind: 'removed', text: 'Tuesday, ' },
    { kind: 'added', text: 'Friday ' },
    { kind: 'same', text: 'at noon.' },
  ]);
});

test('goes by letters where a script has no spaces', () => {
  expect(wordDiff('委员会周二开会', '委员会周五开会')).toEqual([
    { kind: 'same', text: '委员会周' },
    { kind: 'removed', text: '二' },
    { kind: 'added', text: '五' },
    { kind: 'same', text: '开会' },
  ]);
});
