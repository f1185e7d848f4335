import { beforeAll, describe, expect, test } from 'vitest';
import { cluster, compare, fingerprint } from '../../src/dedupe/index.ts';
import { COMMON } from '../../src/store/common-keys.ts';
import { type Database, transaction } from '../../src/store/database.ts';
import { linkWaiting, sweepLinks } from '../../src/store/links.ts';
import { putParagraphs } from '../../src/store/paragraphs.ts';
import { deriveAgain } from '../../src/store/settle.ts';
import { beginRun, putPlainPage } from '../support/small-store.ts';
import { withStore } from '../support/stores.ts';

const GROUPS = 60;
const NOUNS = 'harbour crane tide ferry customs warehouse pilot lantern rope barge quay mooring'.split(' ');
const VERBS = 'lifted measured repainted inspected sold moved counted borrowed'.split(' ');

/** A sentence of its own for every number. */
const original = (number: number): string => {
  const pick = (list: readonly string[], step: number): string =>
    list[(number * step + step) % list.length] ?? '';
  const word = (step: number): string => `${pick(NOUNS, step)}${String.fromCharCode(97 + (number % 26))}`;
  return `When the ${word(1)} was ${pick(VERBS, 3)} near the ${word(5)}, somebody ${pick(VERBS, 5)} the ${word(7)} of
district ${number} and wrote it down, so that the ${word(11)} could be ${pick(VERBS, 7)} before the ${word(2)} arrived.`;
};

/** Copies that differ from each other, none exactly: what only a look at near repeats can find. */
const COPIES: readonly ((text: string) => string)[] = [
  (text) => text.replace('somebody', 'sombody'),
  (text) => text.replace('written', 'writen').replace('wrote it down', 'wrote it donw'),
  (text) => text.replace('could be', 'colud be'),
  (text) => text.replace('before the', 'befrore the'),
];

const batch = (copy: number): string[] =>
  Array.from({ length: GROUPS }, (_, number) => COPIES[copy]?.(original(number)) ?? '');

const publish = (database: Database, texts: readonly string[]) =>
  transaction(database, (connection) =>
    putParagraphs(
      connection,
      texts.map((text) => ({ text, print: fingerprint(text) })),
    ),
  );

const load = async (database: Database, texts: readonly string[]): Promise<void> => {
  const { waiting } = await publish(database, texts);
  // Whatever waits, unless somebody else links at the moment.
  await linkWaiting(database, waiting, 1);
};

/** What is linked at the end of a run, in an order of its own. */
const links = async (database: Database): Promise<string[]> => {
  await sweepLinks(database);
  const { rows } = await database.query<{ link: string }>(
    `select concat_ws(' | ', a.text, b.text, kind, similarity, redundant) as link from winnow.link
     join winnow.paragraph a on a.id = first_id join winnow.paragraph b on b.id = second_id
     order by a.text collate "C", b.text collate "C"`,
  );
  return rows.map((row) => row.link);
};

/** Sizes of the clusters that links of needless repeats make. */
const clusterSizes = async (database: Database): Promise<number[]> => {
  const { rows } = await database.query<{ a: number; b: number }>(
    'select first_id as a, second_id as b from winnow.link where repeat',
  );
  return cluster(
    rows.map((row) => [row.a, row.b] as const),
    (a, b) => a - b,
  ).map((members) => members.length);
};

let expected: string[];

beforeAll(async () => {
  await withStore(async (database) => {
    for (const copy of COPIES.keys()) await load(database, batch(copy));
    expected = await links(database);
  });
});

describe('near repeats', () => {
  test('the copies of these tests are near repeats of each other and of nothing else', () => {
    expect(compare(batch(0)[3]!, batch(2)[3]!)).toMatchObject({ kind: 'edited', repeat: true });
    expect(compare(batch(0)[3]!, batch(0)[4]!).repeat).toBe(false);
    expect(expected.length).toBeGreaterThanOrEqual((GROUPS * 4 * 3) / 2);
  });

  test('that four loaders publish at the same moment are all linked', async () => {
    await withStore(async (database) => {
      await Promise.all(COPIES.map((_, copy) => publish(database, batch(copy))));
      await Promise.all(COPIES.map(() => sweepLinks(database)));
      expect(await links(database)).toEqual(expected);
      expect(await clusterSizes(database)).toEqual(Array.from({ length: GROUPS }, () => 4));
    });
  });

  test('are the same when publishing and linking interleave anyhow', async () => {
    await withStore(async (database) => {
      await Promise.all(
        [3, 1, 0, 2].map(async (copy) => {
          const texts = batch(copy);
          for (let start = 0; start < texts.length; start += 7)
            await load(database, texts.slice(start, start + 7));
        }),
      );
      expect(await links(database)).toEqual(expected);
    });
  });

  test('that a loader published and, being killed, never linked are linked by the sweep', async () => {
    await withStore(async (database) => {
      await load(database, batch(0));
      await publish(database, batch(1));
      await publish(database, batch(2));
      expect(await clusterSizes(database)).toEqual([]);
      expect(await sweepLinks(database)).toBe(2 * GROUPS);
      await load(database, batch(3));
      expect(await links(database)).toEqual(expected);
      expect(await sweepLinks(database)).toBe(0);
    });
  });

  test('are found again when a crash of the server has emptied the table of keys', async () => {
    await withStore(async (database) => {
      await load(database, batch(0));
      await load(database, batch(1));
      await database.query('truncate winnow.key_page, winnow.sketch_page');
      await Promise.all([load(database, batch(2)), load(database, batch(3))]);
      expect(await links(database)).toEqual(expected);
    });
  });
});

describe('a phrase that too many paragraphs share', () => {
  const PHRASE = 'and the members of the standing committee for inland waterways and small harbours agreed';
  const sharers = Array.from({ length: COMMON + 40 }, (_, number) => `${original(number)} ${PHRASE}`);

  test('links the same paragraphs whatever came first', async () => {
    const inOrder = async (texts: readonly string[]): Promise<string[]> => {
      let found: string[] = [];
      await withStore(async (database) => {
        for (let start = 0; start < texts.length; start += 30)
          await load(database, texts.slice(start, start + 30));
        found = await links(database);
      });
      return found;
    };
    const forwards = await inOrder([...sharers, ...batch(0)]);
    expect(await inOrder([...batch(0), ...sharers].reverse())).toEqual(forwards);
  });

  test('ties no repeats any more that were tied before it was shared so often', async () => {
    const text = `When ${PHRASE} that dredging should go on, somebody wrote it down`;
    const before = [text, text.replace('somebody', 'sombody')];
    // So little is added that each has most of the keys.
    const later = Array.from({ length: 3 * COMMON }, (_, number) => `${text} ${(number + 36).toString(36)}`);
    await withStore(async (database) => {
      const read = async (site: string, texts: readonly string[]): Promise<void> => {
        await publish(database, texts);
        await sweepLinks(database);
        const run = await transaction(database, async (connection) => {
          const id = await beginRun(connection, 'first');
          for (const [number, each] of texts.entries())
            await putPlainPage(connection, id, {
              address: `https://${site}.example/${number}`,
              fetchedAt: '2020-01-01',
              day: '2020-01-01',
              texts: [each],
            });
          return id;
        });
        await deriveAgain(database, run);
      };
      const repeats = async (): Promise<string[]> =>
        (
          await database.query<{ text: string }>(
            'select text from winnow.repeat join winnow.paragraph on id = paragraph_id where text = any($1) order by text collate "C" desc',
            [before],
          )
        ).rows.map((row) => row.text);
      await read('before', before);
      expect(await repeats()).toEqual(before);
      await read('later', later);
      expect(await links(database)).toEqual([]);
      expect(await repeats()).toEqual([]);
    });
  });
});
