import { expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/document/index.ts';
import { openRefinery } from '../../../src/queue/refinery.ts';

const PAGE = {
  url: null,
  mediaType: 'text/plain',
  charset: null,
  packed: new Uint8Array(0),
  size: 0,
} as const;

test('a process that cannot start is an error that says why, and no fault of the pages', async () => {
  const refinery = openRefinery({ concurrency: 1, pageTimeout: 5, threadHeap: Number.NaN });
  try {
    await expect(refinery.refine([PAGE, PAGE], DEFAULT_OPTIONS)).rejects.toMatchObject({
      code: 'REFINE_UNSTARTED',
      detail: expect.stringContaining('max-old-space-size'),
    });
  } finally {
    await refinery.close();
  }
});
