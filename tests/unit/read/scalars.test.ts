import { expect, test } from 'vitest';
import { instantOrNull, urlOrNull } from '../../../src/read/scalars.ts';

test.each([
  ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09Z'],
  ['2024-05-06T07:08:09.123456789Z', '2024-05-06T07:08:09.123Z'],
  ['2024-05-06 07:08', '2024-05-06T07:08:00Z'],
  ['2024-05-06T07:08:09-0530', '2024-05-06T12:38:09Z'],
  ['2024-05-06', '2024-05-06T00:00:00Z'],
  ['20240506070809', '2024-05-06T07:08:09Z'],
  [1_714_979_289_000, '2024-05-06T07:08:09Z'],
  [1_714_979_289, '2024-05-06T07:08:09Z'],
  ['2024-13-45T99:00:00Z', null],
  ['6 May 2024', null],
  [Number.NaN, null],
  [1e300, null],
  [true, null],
])('the instant %j is %j', (given, instant) => {
  expect(instantOrNull(given)).toBe(instant);
});

test.each([
  [' https://Example.org/A?b#c ', 'https://Example.org/A?b#c'],
  ['ftp://example.org/x', 'ftp://example.org/x'],
  ['https://example.org/ä b', 'https://example.org/ä b'],
  ['https://example.org/a\nb\0c', 'https://example.org/ab%00c'],
  ['https://ann:secret@Example.org/A?b=@#c', 'https://example.org/A?b=@#c'],
  ['https://ann@example.org/a', 'https://example.org/a'],
  ['https://:secret@example.org/a', 'https://example.org/a'],
  ['https:\\\\ann:se@cret@example.org/a', 'https://example.org/a'],
  ['ftp://ann:secret@example.org/x', 'ftp://example.org/x'],
  ['https://example.org/@ann/a:b@c', 'https://example.org/@ann/a:b@c'],
  ['/relative', null],
  ['https://', null],
  [7, null],
])('the address %j is %j', (given, url) => {
  expect(urlOrNull(given)).toBe(url);
});
