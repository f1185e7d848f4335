import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { readSettings, type Tokens } from '../../src/config.ts';
import type { App } from '../../src/server/context.ts';
import { createServer } from '../../src/server/server.ts';
import { open, type Winnow } from '../../src/winnow.ts';
import { articleHtml } from './sample-pages.ts';
import { withDatabase } from './services.ts';

/** The sample pages of the repository. */
export const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));

export const NO_TOKENS: Tokens = { all: null, read: null };

/** A server over a store of its own. */
export interface Served {
  readonly winnow: Winnow;
  readonly app: App;
}

/** Sets a server up once for a test file: over an empty store, or over one that holds what `paths` lead to. */
export const served = (paths: readonly string[] = [], tokens = NO_TOKENS): Served => {
  const made: { winnow?: Winnow; app?: App; drop?: () => Promise<void> } = {};
  beforeAll(async () => {
    const { url, drop } = await withDatabase();
    made.drop = drop;
    // A machine that does much else at the same time makes no page fail.
    made.winnow = await open({
      ...readSettings({}),
      databaseUrl: url,
      redisUrl: null,
      concurrency: 1,
      pageTimeout: 300,
    });
    if (paths.length > 0) await made.winnow.ingest(paths);
    made.app = await createServer(made.winnow, { tokens });
  });
  afterAll(async () => {
    await made.app?.close();
    await made.winnow?.close();
    await made.drop?.();
  });
  return {
    get winnow() {
      return made.winnow!;
    },
    get app() {
      return made.app!;
    },
  };
};

/** Of whatever shape: what it must be is for the test to say. */
type Json = ReturnType<typeof JSON.parse>;

/**
 * A file of three pages of courier.example and a line that cannot be read, in a folder that goes with the test file.
 */
export const courierFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-server-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const lines = [1, 2, 3].map((number) =>
    JSON.stringify({ url: `https://courier.example/${number}`, html: articleHtml(number) }),
  );
  const file = join(folder, 'pages.jsonl');
  writeFileSync(file, [...lines, '{"url": '].join('\n'));
  return file;
};

/** What a GET is answered with. */
export const get = async (app: App, url: string): Promise<{ status: number; json: Json }> => {
  const answer = await app.inject({ url });
  return { status: answer.statusCode, json: answer.json() };
};

/** A page of the console, as text. */
export const page = async (app: App, url: string): Promise<{ status: number; html: string }> => {
  const answer = await app.inject({ url, headers: { accept: 'text/html' } });
  return { status: answer.statusCode, html: answer.body };
};

/** What a POST is answered with. */
export const post = async (app: App, url: string, body?: object): Promise<{ status: number; json: Json }> => {
  const answer = await app.inject({ method: 'POST', url, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, json: answer.json() };
};
