// What other extractors say of a page, in the shape that the metrics compare: title, authors, published, tags.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

function readability({ html }) {
  const article = new Readability(parseHTML(html).document).parse();
  return { title: article?.title, authors: article?.byline, published: article?.publishedTime, tags: [] };
}

const RULES = ['title', 'author', 'date'];

const shapes = {
  unfluff:
    (unfluff) =>
    ({ html }) => {
      const { title, author, date, tags } = unfluff(html);
      return { title, authors: author, published: date, tags };
    },
  metascraper: (metascraper, require) => {
    const scrape = metascraper(RULES.map((rule) => require(`metascraper-${rule}`)()));
    return async ({ url, html }) => {
      const { title, author, date } = await scrape({ url, html });
      return { title, authors: author, published: date, tags: [] };
    };
  },
};

/** Readability, and of the others those that are installed under the given folder. */
export function peersOf(folder) {
  const peers = { 'readability + linkedom': readability };
  if (folder === undefined) return peers;
  const require = createRequire(join(resolve(folder), 'package.json'));
  for (const [name, shape] of Object.entries(shapes))
    try {
      peers[name] = shape(require(name), require);
    } catch (error) {
      console.log(`${name} is left out: ${error.code ?? error.message}`);
    }
  return peers;
}
