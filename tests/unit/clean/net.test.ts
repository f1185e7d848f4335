import { afterEach, expect, it, vi } from 'vitest';
import * as net from '../../../src/clean/model/net.ts';
import { predictText } from '../../../src/clean/model/text-model.ts';
import { cleanText, outlineText } from '../../../src/clean/text/index.ts';
import { DEFAULT_OPTIONS } from '../../../src/document/options.ts';

vi.mock('../../../src/clean/model/net.ts', { spy: true });
afterEach(() => {
  vi.restoreAllMocks();
});

it('what the network says of the lines of a text counts beside what the trees say', () => {
  const text =
    'Night boat returns\nThe ferry authority of Skarrow said on Tuesday that the night boat sails again.';
  const page = { url: null, mediaType: 'text/plain' as const, text, charset: 'utf-8' };
  const lines = cleanText(outlineText(page), DEFAULT_OPTIONS);
  const keep = () => [...predictText(lines, null)!.keep];
  const said = keep();
  vi.mocked(net.scoreNet).mockImplementation((_, __, rows) => new Float64Array(rows).fill(-9));
  const doubted = keep();
  expect(said).toHaveLength(2);
  expect(doubted.every((probability, index) => probability < said[index]!)).toBe(true);
});
