import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { afterAll, expect, test } from 'vitest';
import { textIn } from '../../support/markup.ts';
import { get, page, served } from '../../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'winnow-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Turns what follows it round, until something ends its line. */
const OVERRIDE = '\u202e';
const SCRIPT = '<script>alert(1)</script>';
const BREAKER = `"><img src=x onerror=alert(2)> ' autofocus onfocus=alert(3) x='`;
const FILLER =
  'The harbour was closed on Monday, because the ice had grown too thick for the boats and for the birds.';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const hostile = (n: number): string => `<html><head>
  <title>${escaped(`${OVERRIDE}Ice ${BREAKER}${SCRIPT}`)}</title>
  <meta name="author" content="${escaped(BREAKER)}"><meta property="article:tag" content="${escaped(SCRIPT)}">
  <meta property="og:site_name" content="${escaped(BREAKER)}"><link rel="license" href="javascript:alert(4)">
  <meta property="article:section" content="${escaped(OVERRIDE + SCRIPT)}"></head>
  <body><nav><a href="javascript:alert(5)">${escaped(SCRIPT)}</a></nav>
  <h1>${escaped(`${OVERRIDE}Ice ${BREAKER}${SCRIPT}`)}</h1>
  <p>${FILLER} Version ${n}\0.</p><p>${escaped(`${SCRIPT} ${FILLER} ${BREAKER}`)}</p>
  <p>${escaped(`${OVERRIDE}${FILLER} --></style></textarea></title><svg/onload=alert(6)>`)}</p>
  <pre>${escaped(`if (a < b) {\n  ${SCRIPT}\n}`)}</pre>
  <blockquote><p>${escaped(`${BREAKER} ${FILLER}`)}</p></blockquote>
  <footer>${escaped(`${OVERRIDE}© ${BREAKER}`)}</footer></body></html>`;

const LINES = 50_000;
/** A line of a page that is one line. */
const LETTERS = 3_000_000;

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const server = served([
  written(
    'hostile.jsonl',
    [
      { url: `https://evil.example/${BREAKER}`, html: hostile(1), fetched_at: '2024-05-01' },
      { url: `https://evil.example/${BREAKER}`, html: hostile(2), fetched_at: '2024-05-02' },
      { url: 'javascript:alert(7)//', html: hostile(3) },
      { url: 'https://other.example/', html: hostile(2).replace('Monday', 'Friday') },
    ]
      .map((record) => JSON.stringify(record))
      .join('\n'),
  ),
  written(`${OVERRIDE}"><img src=x>.html`, hostile(4)),
  written('lines.txt', FILLER),
  written('line.txt', '<'.repeat(LETTERS)),
]);

/** Where `text` comes out of a page as anything but text, in words. */
const wrongIn = (html: string): string[] => {
  const wrong: string[] = [];
  const open: { name: string; contained: boolean }[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => {
      open.push({ name, contained: name === 'bdi' || name === 'title' || attributes.dir === 'auto' });
      if (name === 'script' && !/^\/assets\/[a-z]+\.js$/.test(attributes.src ?? '')) wrong.push('a script');
      if (['img', 'svg', 'iframe', 'style', 'object', 'base'].includes(name)) wrong.push(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (/^(?:on|style$|autofocus)/.test(attribute)) wrong.push(`${name} ${attribute}`);
        if (/^(?:href|src|action|formaction)$/.test(attribute) && !/^(?:[/#]|https?:\/\/)/.test(value))
          wrong.push(`${name} ${attribute}=${value}`);
      }
    },
    ontext: (text) => {
      if (text.includes(OVERRIDE) && !open.some(({ contained }) => contained))
        wrong.push(`turned round in ${open.map(({ name }) => name).join(' ')}`);
      if (text.includes('\0')) wrong.push('a NUL');
    },
    onclosetag: () => open.pop(),
  });
  parser.end(html);
  return wrong;
};

/** Where what pages say is shown. */
const PLACES = /^\/(?:articles|pages|sites|rules)\b/;

test('nothing that pages say is more than text, wherever the console shows it, and every link leads somewhere', async () => {
  const seen = new Set<string>();
  const open = ['/pages', '/sites', '/rules', '/articles', '/articles?q=harbour'];
  while (open.length > 0 && seen.size < 200) {
    const url = open.shift()!;
    const [path] = url.split('#');
    // Of lists that are narrowed in ever more ways, some.
    if (seen.has(path!) || path!.length > 400) continue;
    seen.add(path!);
    const { status, html } = await page(server.app, path!);
    expect(status, path).toBe(200);
    expect(wrongIn(html), path).toEqual([]);
    expect(html.length, path).toBeLessThan(4_000_000);
    for (const [, href] of html.matchAll(/href="(\/[^"]*)"/g)) {
      const to = href!.replaceAll('&amp;', '&');
      if (PLACES.test(to)) open.push(to);
    }
  }
  for (const place of [
    '/pages/1/history',
    '/articles/',
    '/rules/',
    '/sites/evil.example',
    '/sites/javascript',
  ])
    expect(
      [...seen].some((url) => url.startsWith(place)),
      place,
    ).toBe(true);
});

test('what is escaped is there, letter for letter', async () => {
  const { pageId } = (await get(server.app, '/api/pages/find?page=https://other.example/')).json;
  const { lines } = (await get(server.app, `/api/pages/${pageId}`)).json;
  const said = textIn((await page(server.app, `/pages/${pageId}`)).html);
  const texts = lines.map(({ text }: { text: string }) => text);
  for (const text of texts) expect(said).toContain(text);
  for (const part of [SCRIPT, BREAKER.trim(), OVERRIDE])
    expect(
      texts.some((text: string) => text.includes(part)),
      part,
    ).toBe(true);
});

test('a page of very many lines is shown in parts, and says so', async () => {
  const { pageId } = (await get(server.app, '/api/pages/find?page=lines.txt')).json;
  await server.winnow.database.query(
    `with texts as (
       insert into winnow.paragraph (text_hash, normal_hash, text)
       select substring(sha256(text::bytea) for 16), substring(sha256(text::bytea) for 16), text
       from (select n || ' & ' || n % 7 as text from generate_series(1, ${LINES - 1}) n) as made returning id, text)
     insert into winnow.block (refinement_id, ordinal, role, rule_id, paragraph_id)
     select refinement.id, split_part(text, ' ', 1)::int, 'paragraph', (select min(id) from winnow.rule), texts.id
     from texts join winnow.refinement on page_id = $1 and current`,
    [pageId],
  );
  const { html } = await page(server.app, `/pages/${pageId}?from=${LINES - 10}`);
  expect(html).toContain(`10 of ${LINES} lines`);
  expect((await page(server.app, `/pages/${pageId}`)).html.length).toBeLessThan(1_000_000);
  const { lines } = (await get(server.app, `/api/pages/${pageId}`)).json;
  expect(lines.length).toBe(LINES);
});

test('a line that is a book is cut, and leads to the whole', async () => {
  const { pageId } = (await get(server.app, '/api/pages/find?page=line.txt')).json;
  const { html } = await page(server.app, `/pages/${pageId}`);
  const [, way] = /href="([^"]*)">\d+ letters more/.exec(html)!;
  const { items } = (await get(server.app, way!.replaceAll('&amp;', '&'))).json;
  expect(items[0].text.length).toBe(LETTERS);
});
