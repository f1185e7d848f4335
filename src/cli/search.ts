import type { Command } from 'commander';
import pc from 'picocolors';
import { type SearchHit, searchArticles } from '../store/search.ts';
import { integer, withWinnow } from './context.ts';
import { note, oneLine, terminalWidth, writeJson, writeLine } from './output.ts';

const hitLines = (hit: SearchHit, width: number): string => {
  const facts = [hit.published?.slice(0, 10), hit.host, `${hit.words} words`, hit.teaser ? 'teaser' : null];
  const excerpt = oneLine(hit.excerpt, width * 2).replace(/«([^»]*)»/g, (_, word: string) => pc.yellow(word));
  return [
    pc.bold(oneLine(hit.title ?? 'untitled', width)),
    `  ${pc.dim(facts.filter((fact) => fact !== null && fact !== undefined).join('  '))}  ${hit.url ?? hit.source ?? ''}`,
    `  ${excerpt}`,
  ].join('\n');
};

/** `winnow search WORDS` */
export const addSearch = (program: Command): void => {
  program
    .command('search')
    .summary('find articles by their words')
    .description(
      'Full-text search over titles and text, each article in its own language; best matches first.',
    )
    .argument('<words...>', 'words; "quoted phrases", or, and -excluded work as in a web search')
    .option('--limit <n>', 'how many', integer('--limit', 1), 10)
    .option('--json', 'one JSON object a hit')
    .action((words: string[], options: { limit: number; json?: boolean }) =>
      withWinnow(async (winnow) => {
        const hits = await searchArticles(winnow.database, words.join(' '), options.limit);
        if (!options.json && hits.length === 0) note('no article holds these words');
        for (const hit of hits)
          await (options.json ? writeJson(hit) : writeLine(hitLines(hit, terminalWidth())));
      }),
    );
};
