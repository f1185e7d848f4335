import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../src/document/index.ts';
import { DEFAULT_READ_LIMITS, type ReadLimits, type ReadRecord, readPages } from '../../../src/read/index.ts';
import { refine } from '../../../src/refine.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

interface How {
  readonly format?: 'feed' | 'sniff';
  /** Bytes of a piece. */
  readonly size?: number;
  readonly limits?: ReadLimits;
}

const read = async (
  feed: string | Uint8Array,
  { format = 'feed', size = 50, limits = DEFAULT_READ_LIMITS }: How = {},
): Promise<ReadRecord[]> => {
  const bytes = typeof feed === 'string' ? Buffer.from(feed) : feed;
  const records: ReadRecord[] = [];
  for await (const record of readPages({ source: 'feed.xml', format, chunks: pieces(bytes, size) }, limits))
    records.push(record);
  return records;
};

/** What refining makes of the pages of a feed. */
const articles = async (feed: string | Uint8Array) =>
  (await read(feed)).flatMap((record) => {
    if (record.kind !== 'page') return [];
    const refined = refine(record.page, DEFAULT_OPTIONS);
    return refined.articles.map(
      ({ title, url, authors, published, modified, tags, text, teaser, siteName, language }) => ({
        page: record.page.url,
        title,
        url,
        authors,
        published,
        modified,
        tags,
        text,
        teaser,
        siteName,
        language,
      }),
    );
  });

const PARAGRAPHS = `<p>The last ferry to Gannet Head left twenty minutes early on Friday and came back with nobody on board but the
cook. The harbour master said that he had seen the lights from the quay and had thought nothing of it.</p>
<p>&#8220;It was a quiet night,&#8221; he said, &amp; went home. The company is to write to all who stood on the pier, and to
pay for the beds that they found.</p>`;

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Notes</title><link>https://notes.example/</link><language>en-GB</language>
<image><title>A picture</title><url>https://notes.example/i.png</url><link>https://notes.example/</link></image>
<item><title>Ferry leaves early &amp;amp; empty</title><link>https://notes.example/ferry</link>
  <pubDate>Fri, 03 Mar 2023 22:40:00 +0100</pubDate><dc:creator><![CDATA[Ida Holm]]></dc:creator>
  <category>Boats</category><category><![CDATA[Night & day]]></category>
  <description>The last ferry left early.</description>
  <content:encoded><![CDATA[${PARAGRAPHS}]]></content:encoded></item>
<item><title>Pier to be painted</title><guid>https://notes.example/pier</guid><author>ann@notes.example (Ann Lee)</author>
  <pubDate>4 Mar 2023</pubDate>
  <description>${PARAGRAPHS.replaceAll('<', '&lt;').replaceAll('&#', '&amp;#')}</description></item>
</channel></rss>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="text">Hafenblatt</title>
<author><name>Nobody</name></author>
<entry><title type="html">Fähre f&amp;auml;hrt &lt;b&gt;früher&lt;/b&gt;</title><id>tag:blatt.example,2023:1</id>
  <link rel="self" href="https://blatt.example/1.atom"/><link rel="alternate" href="https://blatt.example/1"/>
  <author><name>Jan Brandt</name><email>jan@blatt.example</email></author>
  <published>2023-03-03T22:40:00+01:00</published><updated>2023-03-05T08:00:00Z</updated>
  <category term="Hafen"/>
  <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Die letzte Fähre nach Gannet Head hat am Freitag zwanzig
  Minuten zu früh abgelegt und kam mit niemandem an Bord zurück als dem Koch &amp; seinem Hund.</p><p class="x">Der
  Hafenmeister hatte die Lichter vom Kai aus gesehen und sich nichts dabei gedacht, wie er <em>gestern</em> sagte.</p></div></content>
</entry></feed>`;

describe('feeds', () => {
  test('of RSS give a page for each entry, with what the feed says of it', async () => {
    const [ferry, pier] = await articles(RSS);
    expect(ferry).toMatchObject({
      page: 'https://notes.example/ferry',
      url: 'https://notes.example/ferry',
      title: 'Ferry leaves early & empty',
      authors: ['Ida Holm'],
      published: '2023-03-03T22:40:00+01:00',
      tags: ['Boats', 'Night & day'],
      siteName: 'Harbour Notes',
      language: 'en',
      teaser: false,
    });
    expect(ferry!.text).toMatch(
      /^The last ferry to Gannet Head .*“It was a quiet night,” he said, & went home\./s,
    );
    // A summary has no place of its own: it must not stand where the page itself belongs.
    expect(pier).toMatchObject({
      page: null,
      url: 'https://notes.example/pier',
      title: 'Pier to be painted',
      authors: ['Ann Lee'],
      published: '2023-03-04',
      teaser: true,
    });
  });

  test('of Atom are read with their markup, languages and two dates', async () => {
    const [entry] = await articles(ATOM);
    expect(entry).toMatchObject({
      page: 'https://blatt.example/1',
      title: 'Fähre fährt früher',
      authors: ['Jan Brandt'],
      published: '2023-03-03T22:40:00+01:00',
      modified: '2023-03-05T08:00:00Z',
      tags: ['Hafen'],
      siteName: 'Hafenblatt',
      language: 'de',
    });
    expect(entry!.text).toMatch(
      /^Die letzte Fähre .* dem Koch & seinem Hund\.\n\nDer\s+Hafenmeister .* wie er gestern sagte\.$/s,
    );
  });

  test('of RSS 1.0 have their entries beside the channel', async () => {
    const feed = `<rdf:RDF xmlns:rdf="r"><channel rdf:about="x"><title>Old Notes</title></channel>
      <item rdf:about="y"><title>Ferry</title><link>https://old.example/1</link><dc:date>2004-05-06T07:08:09Z</dc:date>
      <content:encoded><![CDATA[${PARAGRAPHS}]]></content:encoded></item></rdf:RDF>`;
    expect((await articles(feed))[0]).toMatchObject({
      url: 'https://old.example/1',
      published: '2004-05-06T07:08:09Z',
      siteName: 'Old Notes',
    });
  });

  test('that WordPress exports give its posts and pages that were published', async () => {
    const item = (title: string, kind: string, status: string): string =>
      `<item><title>${title}</title><link>https://w.example/${title}</link><content:encoded><![CDATA[${PARAGRAPHS}]]></content:encoded>
       <wp:post_type>${kind}</wp:post_type><wp:status>${status}</wp:status>
       <wp:comment><wp:comment_author>Eve</wp:comment_author><title>no</title></wp:comment></item>`;
    const feed = `<rss><channel><title>W</title>${item('a', 'post', 'publish')}${item('b', 'attachment', 'inherit')}${item('c', 'post', 'draft')}${item('d', 'page', 'publish')}</channel></rss>`;
    const records = await read(feed);
    expect(records.map((record) => (record.kind === 'skipped' ? record.reason : record.kind))).toEqual([
      'page',
      'feed:attachment',
      'feed:draft',
      'page',
    ]);
  });

  test('are known by how they begin, in gzip as well, and other XML is skipped', async () => {
    const kinds = async (feed: string | Uint8Array) =>
      (await read(feed, { format: 'sniff' })).map((record) => record.kind);
    expect(await kinds(RSS)).toEqual(['page', 'page']);
    expect(await kinds(`<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl"?><!-- a -->${ATOM}`)).toEqual([
      'page',
    ]);
    expect(await kinds(gzipSync(RSS))).toEqual(['page', 'page']);
    const sitemap = '<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>';
    expect(await read(sitemap)).toMatchObject([{ kind: 'skipped', reason: 'file:not-a-feed' }]);
    expect(await read('<html><p>x')).toMatchObject([{ kind: 'skipped', reason: 'file:not-a-feed' }]);
    expect(await read('no markup at all')).toMatchObject([{ kind: 'skipped', reason: 'file:not-a-feed' }]);
  });

  test.each([
    ['windows-1251', 'Паром ушёл раньше'],
    ['shift_jis', '渡し船が早く出た'],
    ['utf-16le', 'Паром ushёl 渡し船'],
  ])('in %s are decoded as they declare, in pieces cut anywhere', async (charset, title) => {
    const feed = `${charset === 'utf-16le' ? '\ufeff' : ''}<?xml version="1.0" encoding="${charset}"?><rss><channel><item><title>${title}</title><link>https://a.example/1</link><content:encoded><![CDATA[${PARAGRAPHS}]]></content:encoded></item></channel></rss>`;
    for (const size of [1, 7, 100_000]) {
      const [record] = await read(iconv.encode(feed, charset), { size });
      expect(record!.kind === 'page' && Buffer.from(record!.page.bytes).toString()).toContain(
        `<h1>${title}</h1>`,
      );
    }
  });

  test('are the same however they are cut', async () => {
    const whole = await read(RSS, { size: 1e6 });
    for (const size of [1, 3, 17, 64]) expect(await read(RSS, { size })).toEqual(whole);
  });

  test('that break off, or hold an entry that is too long, say which', async () => {
    const cut = await read(RSS.slice(0, RSS.indexOf('Pier to be')));
    expect(cut).toMatchObject([
      { kind: 'page' },
      { kind: 'broken', code: 'READ_TRUNCATED', origin: { record: 2 } },
    ]);
    const limits = { ...DEFAULT_READ_LIMITS, pageBytes: 2000 };
    const long = RSS.replace('The last ferry left early.', 'x '.repeat(2000));
    expect(await read(long, { limits })).toMatchObject([
      { kind: 'broken', code: 'READ_TOO_LARGE', origin: { record: 1 } },
      { kind: 'page' },
    ]);
    const endless = `<rss><channel><item><![CDATA[${'x'.repeat(10_000)}`;
    expect((await read(endless, { limits })).at(-1)).toMatchObject({ kind: 'broken' });
  });

  test('put nothing of theirs where markup is', async () => {
    const feed = `<rss><channel><title>"><script>1</script></title><item><title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>
      <link>https://a.example/"&gt;&lt;b&gt;</link><dc:creator>"&gt;&lt;i&gt;</dc:creator><description>short</description></item></channel></rss>`;
    const [record] = await read(feed);
    const html = record!.kind === 'page' ? Buffer.from(record!.page.bytes).toString() : '';
    expect(html).toContain('&quot;');
    expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<script|<b>|<i>/);
  });
});
