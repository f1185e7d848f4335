import { createHash } from 'node:crypto';
import type { Connection } from '../../src/store/database.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A page of one article, as rows alone: what loading would make of it. */
export interface PlainPage {
  readonly address: string;
  readonly fetchedAt: string;
  readonly day: string | null;
  /** Paragraphs of its only article. Pages with the same ones have the same bytes. */
  readonly texts: readonly string[];
}

/** Begins a run of which only the rows matter that settling reads. */
export const beginRun = async (connection: Connection, pipeline: string): Promise<number> => {
  await connection.query(
    `insert into winnow.pipeline (version, options) values ($1, '{}') on conflict do nothing`,
    [pipeline],
  );
  const { rows } = await connection.query<{ id: number }>(
    `insert into winnow.run (kind, state, pipeline_id)
     select 'ingest', 'running', id from winnow.pipeline where version = $1 returning id`,
    [pipeline],
  );
  await connection.query(`insert into winnow.source (run_id, name) values ($1, 'x')`, [rows[0]!.id]);
  return rows[0]!.id;
};

const putTexts = async (connection: Connection, texts: readonly string[]): Promise<void> => {
  await connection.query(
    `insert into winnow.paragraph (text_hash, normal_hash, text)
     select decode(md5(text), 'hex'), decode(md5(text), 'hex'), text from unnest($1::text[]) text
     where not exists (select from winnow.paragraph where paragraph.text = text.text)
     on conflict do nothing`,
    [[...new Set(texts)]],
  );
};

/** Puts a page that a run has read, and what the run's pipeline made of it, which readers see. Returns its number. */
export const putPlainPage = async (connection: Connection, run: number, page: PlainPage): Promise<number> => {
  const { address, fetchedAt, day, texts } = page;
  const content = sha256(texts.join('\n'));
  const key = sha256(`${address} ${content.toString('hex')}`).subarray(0, 16);
  await connection.query(
    `insert into winnow.content (hash, size, encoding, bytes) values ($1, 0, 'none', '') on conflict do nothing`,
    [content],
  );
  const { rows } = await connection.query<{ id: number }>(
    `insert into winnow.page (key, url, address, content_hash, media_type, fetched_at, last_fetched_at, seen_at)
     values ($1, $2, $2, $3, 'text/plain', $4, $4, $4)
     on conflict (key) do update set last_fetched_at = greatest(page.last_fetched_at, excluded.last_fetched_at)
     returning id`,
    [key, address, content, fetchedAt],
  );
  const { id } = rows[0]!;
  await connection.query(
    `insert into winnow.run_page (run_id, position, chunk, page_id, source_id)
     select $1, (select count(*) from winnow.run_page where run_id = $1), 0, $2, min(id) from winnow.source where run_id = $1`,
    [run, id],
  );
  await connection.query(
    'update winnow.refinement set current = false, replaced_at = now() where page_id = $1',
    [id],
  );
  const refined = await connection.query<{ id: number; fresh: boolean }>(
    `insert into winnow.refinement (page_id, pipeline_id, run_id, outcome, page_type)
     select $1, pipeline_id, id, 'loaded', 'article' from winnow.run where id = $2
     on conflict (page_id, pipeline_id) do update set current = true, replaced_at = null
     returning id, run_id = $2 as fresh`,
    [id, run],
  );
  const { id: refinement, fresh } = refined.rows[0]!;
  const there = await connection.query('select from winnow.block where refinement_id = $1', [refinement]);
  if (!fresh || there.rows.length > 0) return id;
  await putTexts(connection, texts);
  await connection.query(
    `insert into winnow.article (refinement_id, ordinal, published_on, teaser, text, words, search)
     values ($1, 1, $2, false, '', 1, '')`,
    [refinement, day],
  );
  await connection.query(`insert into winnow.rule (name) values ('of-a-test') on conflict do nothing`);
  await connection.query(
    `insert into winnow.block (refinement_id, ordinal, role, article, rule_id, paragraph_id)
     select $1, nth, 'paragraph', 1, rule.id, paragraph.id
     from unnest($2::text[]) with ordinality as input (text, nth) join winnow.paragraph using (text)
     join winnow.rule on rule.name = 'of-a-test'`,
    [refinement, texts],
  );
  return id;
};

/** Ties paragraphs as near repeats, as the linker would, where both are there. */
export const linkTexts = async (
  connection: Connection,
  pairs: readonly (readonly [string, string])[],
): Promise<void> => {
  await connection.query(
    `insert into winnow.link (first_id, second_id, similarity, kind, repeat, redundant, look_alike)
     select one.id, other.id, 0.9, 'edited', true, 'both', false
     from unnest($1::text[], $2::text[]) as pair (a, b)
     join winnow.paragraph one on one.text = a join winnow.paragraph other on other.text = b
     on conflict do nothing`,
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
};
