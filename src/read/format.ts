/** What a source holds: one page, or records. */
export type Format = 'html' | 'text' | 'jsonl' | 'warc' | 'wet' | 'feed';

const EXTENSIONS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['txt', 'text'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['warc', 'warc'],
  ['wet', 'wet'],
  ['rss', 'feed'],
  ['atom', 'feed'],
  ['rdf', 'feed'],
  ['xml', 'feed'],
]);

/** Extensions of files that Winnow reads, each also with `.gz` behind it. */
export const FILE_EXTENSIONS: readonly string[] = [...EXTENSIONS.keys()];

/** Format by the name of a file, whatever the case; null when the extension is not one of `FILE_EXTENSIONS`. */
export const formatOf = (fileName: string): { format: Format; gzip: boolean } | null => {
  const name = fileName.toLowerCase();
  const gzip = name.endsWith('.gz');
  const extension = /\.([a-z]{1,8})$/.exec(gzip ? name.slice(0, -3) : name)?.[1];
  const format = EXTENSIONS.get(extension ?? '');
  return format === undefined ? null : { format, gzip };
};

/** Declarations, styles and comments, then the first element of a feed. */
const FEED = /^(?:<\?[^>]*>\s*|<!--.*?-->\s*){0,8}<(?:rss|feed|rdf:RDF)[\s>]/s;

/** Format by how the content begins; text when by nothing else. */
export const formatOfContent = (start: Uint8Array): Format => {
  const head = Buffer.from(start.buffer, start.byteOffset, start.byteLength)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^WARC\/\d/.test(head)) return 'warc';
  if (head.startsWith('{')) return 'jsonl';
  if (FEED.test(head)) return 'feed';
  return head.startsWith('<') ? 'html' : 'text';
};
