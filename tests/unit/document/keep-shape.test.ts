import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { keepShape } from '../../../src/document/keep-shape.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

class Reader {
  readonly page = new Array<number>(100).fill(0);
}

/** A reader that nothing but `keep` holds. */
const readerHeldBy = (keep: (reader: Reader) => Reader): WeakRef<Reader> => new WeakRef(keep(new Reader()));

test('one object of a class outlives all use of it, and no second one does', async () => {
  const dropped = readerHeldBy((reader) => reader);
  const first = readerHeldBy(keepShape);
  await setImmediate();
  collect();
  expect(dropped.deref()).toBeUndefined();
  expect(first.deref()).toBeInstanceOf(Reader);
  const second = readerHeldBy(keepShape);
  await setImmediate();
  collect();
  expect([first.deref(), second.deref()?.page.length]).toEqual([undefined, 100]);
});
