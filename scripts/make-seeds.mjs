// Composes those files of seeds/ that nobody can edit by hand: pages in old character sets, a page that is
// not one, the JSONL feed, the WARC and WET archives, and the HTML twin of the tag archive. Sources and
// their order: scripts/seeds/manifest.json.
//
//   node scripts/make-seeds.mjs [DIRECTORY]     default: seeds
//
// The same sources give the same bytes: nothing here reads the clock.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { image } from './seeds/image.mjs';
import { tagArchive } from './seeds/tag-archive.mjs';
import { conversion, gzipMembers, request, response, warcinfo } from './seeds/warc.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const target = process.argv[2] ?? join(root, 'seeds');
const source = (...path) => readFileSync(join(here, 'seeds', ...path), 'utf8');
const manifest = JSON.parse(source('manifest.json'));

const write = (name, bytes) => {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
};

/** Bytes of a text in a character set; throws when a character has no place in it. */
const encode = (text, charset = 'utf-8') => {
  const bytes = iconv.encode(text, charset);
  if (iconv.decode(bytes, charset) !== text) throw new Error(`a character is missing from ${charset}`);
  return bytes;
};

const feedLine = ({ broken, html, text, ...record }) => {
  if (broken !== undefined) return broken;
  return JSON.stringify(
    html ? { ...record, html: source('feed', html) } : { ...record, text: source('feed', text) },
  );
};

const warcRecord = (entry) => {
  if (entry.type === 'request') return request(entry);
  return response(entry, entry.image ? image() : encode(source('warc', entry.file), entry.charset));
};

for (const { file, charset } of manifest.encoded) {
  write(join('html', file), encode(source('html', file), charset));
}
write(
  'html/tag-archive.html',
  tagArchive(
    readFileSync(join(root, 'seeds', 'text', 'tag-archive.txt'), 'utf8'),
    source('html', 'tag-archive.template.html'),
  ),
);
write('html/not-a-page.html', image());
write('feed.jsonl', `${manifest.feed.map(feedLine).join('\n')}\n`);
write(
  'archive.warc.gz',
  gzipMembers([warcinfo('2022-06-01T02:00:00Z', 'archive.warc.gz'), ...manifest.warc.map(warcRecord)]),
);
write(
  'archive.wet.gz',
  gzipMembers([
    warcinfo('2022-06-03T11:20:00Z', 'archive.wet.gz'),
    ...manifest.wet.map((entry) => conversion(entry, encode(source('wet', entry.file)))),
  ]),
);
