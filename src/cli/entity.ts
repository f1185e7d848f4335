import type { Command } from 'commander';
import pc from 'picocolors';
import { ENTITY_TYPES } from '../document/index.ts';
import { WinnowError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import {
  type Decided,
  listDecisions,
  mergeEntities,
  splitEntity,
  undoDecision,
} from '../store/entities/decide.ts';
import {
  type EntityLine,
  findEntityLines,
  searchEntityLines,
  theEntity,
  topEntities,
} from '../store/entities/find.ts';
import { type EntityAccount, showEntity } from '../store/entities/show.ts';
import { integer, withWinnow } from './context.ts';
import { note, writeJson, writeLine } from './output.ts';
import { table } from './table.ts';

interface Json {
  readonly json?: boolean;
}

const printLines = async (entities: readonly EntityLine[], json: boolean): Promise<void> => {
  if (json) {
    for (const entity of entities) await writeJson(entity);
    return;
  }
  if (entities.length === 0) return writeLine('no entities');
  const rows = entities.map((each) => [
    each.id,
    each.name,
    each.type,
    each.articles,
    each.mentions,
    each.firstOn,
    each.lastOn,
  ]);
  await writeLine(table(['entity', 'name', 'type', 'articles', 'mentions', 'first', 'last'], rows));
};

const because = (reason: string, detail: string | null): string =>
  detail === null ? reason : `${reason}: ${detail}`;

const section = async (
  title: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> => {
  if (rows.length === 0) return;
  await writeLine(`\n${pc.bold(title)}`);
  await writeLine(table(columns, rows));
};

const printAccount = async (entity: EntityAccount): Promise<void> => {
  const dates = entity.firstOn === null ? '' : `, ${entity.firstOn} to ${entity.lastOn}`;
  const external = entity.externalId === null ? '' : `  ${entity.externalId}`;
  await writeLine(`${pc.bold(entity.name)}  ${entity.type}${external}  ${pc.dim(`entity ${entity.id}`)}`);
  await writeLine(`${entity.mentions} mentions in ${entity.articles} articles${dates}`);
  await section(
    'Written',
    ['form', 'mentions', 'articles'],
    entity.forms.map((row) => [row.form, row.mentions, row.articles]),
  );
  await section(
    'Merged, or nearly',
    ['one', 'other', 'because', 'score', 'merged'],
    entity.merges.map((row) => [
      row.one,
      row.other,
      because(row.reason, row.detail),
      row.score.toFixed(2),
      row.applied ? 'yes' : `no, see ${row.otherId}`,
    ]),
  );
  await section(
    'Named together with',
    ['entity', 'name', 'type', 'articles'],
    entity.companions.map((row) => [row.id, row.name, row.type, row.articles]),
  );
  await section(
    'Sites, the first to name it first',
    ['site', 'first', 'articles'],
    entity.sites.map((row) => [row.host ?? 'no address', row.firstOn, row.articles]),
  );
  await section(
    'Articles, and why this name there is taken for it',
    ['published', 'name there', 'because', 'score', 'article'],
    entity.evidence.map((row) => [
      row.published,
      row.name,
      because(row.reason, row.detail),
      row.score.toFixed(2),
      row.title ?? row.url,
    ]),
  );
};

const decided = async ({ decision, entities }: Decided, json: boolean): Promise<void> => {
  if (json) return writeJson({ decision, entities });
  await printLines(entities, false);
  note(`decision ${decision}; winnow entity undo ${decision} takes it back`);
};

const gather = (value: string, before: readonly string[]): string[] => [...before, value];

const listed = async (
  database: Database,
  name: string | undefined,
  narrowed: { type?: string; limit: number },
): Promise<EntityLine[]> => {
  if (name === undefined) return topEntities(database, narrowed);
  const called = await findEntityLines(database, name, narrowed);
  return called.length > 0 ? called : searchEntityLines(database, name, narrowed);
};

const addReading = (entity: Command): void => {
  entity
    .command('list', { isDefault: true })
    .summary('the entities that most articles name, or those that are called so')
    .argument('[name]', 'number, name or a form that occurs; if there is none, letters that a name holds')
    .option('--type <type>', `only ${ENTITY_TYPES.join(', ')}`)
    .option('--limit <n>', 'how many', integer('--limit', 1), 20)
    .option('--json', 'one JSON object an entity')
    .action((name: string | undefined, options: Json & { type?: string; limit: number }) => {
      if (options.type !== undefined && !(ENTITY_TYPES as readonly string[]).includes(options.type))
        throw new WinnowError('USAGE', `--type takes one of ${ENTITY_TYPES.join(', ')}`);
      return withWinnow(async ({ database }) =>
        printLines(await listed(database, name, options), options.json === true),
      );
    });
  entity
    .command('show')
    .summary('one entity: spellings, merges, company, sites, and why')
    .description('Example:  winnow entity show "Harbour Workers\' Union"')
    .argument('<entity>', 'number, name or a form that occurs')
    .option('--limit <n>', 'rows of each part', integer('--limit', 1), 10)
    .option('--json', 'everything as one JSON object')
    .action((wanted: string, options: Json & { limit: number }) =>
      withWinnow(async ({ database }) => {
        const account = await showEntity(database, await theEntity(database, wanted), options.limit);
        return options.json ? writeJson(account) : printAccount(account);
      }),
    );
};

const addDeciding = (entity: Command): void => {
  entity
    .command('merge')
    .summary('say that two or more entities are one')
    .description(
      'Holds however often pages are read again.\n\nExample:  winnow entity merge 17 "Dockers\' Union"',
    )
    .argument('<entities...>', 'numbers, names or forms that occur')
    .option('--json', 'the decision and what the names are now as JSON')
    .action((wanted: string[], options: Json) =>
      withWinnow(async ({ database }) =>
        decided(await mergeEntities(database, wanted), options.json === true),
      ),
    );
  entity
    .command('split')
    .summary('set apart what was taken for an entity by mistake')
    .description(
      `Says that some of its names, or what some pages call so, is something else. Holds however often pages are read
again.

Example:  winnow entity split "Ann Lee" --page https://news.example/rowing`,
    )
    .argument('<entity>', 'number, name or a form that occurs')
    .option('--form <name>', 'a name that is not its (may be repeated)', gather, [])
    .option('--page <address>', 'a page that means another (may be repeated)', gather, [])
    .option('--json', 'the decision and what the names are now as JSON')
    .action((wanted: string, options: Json & { form: string[]; page: string[] }) => {
      if (options.form.length + options.page.length === 0)
        throw new WinnowError('USAGE', 'split takes at least one --form or --page');
      return withWinnow(async ({ database }) =>
        decided(
          await splitEntity(database, wanted, { forms: options.form, pages: options.page }),
          options.json === true,
        ),
      );
    });
  entity
    .command('decisions')
    .summary('what was merged and split by hand')
    .option('--json', 'one JSON object a decision')
    .action((options: Json) =>
      withWinnow(async ({ database }) => {
        const decisions = await listDecisions(database);
        if (options.json) {
          for (const decision of decisions) await writeJson(decision);
          return;
        }
        if (decisions.length === 0) return writeLine('nothing was decided by hand');
        const rows = decisions.map(({ id, what, madeAt }) => [id, what, madeAt.slice(0, 16)]);
        await writeLine(table(['decision', 'what', 'when'], rows));
      }),
    );
  entity
    .command('undo')
    .summary('take a decision back')
    .argument('<decision>', 'its number, as winnow entity decisions gives it', integer('undo', 1))
    .action((decision: number) =>
      withWinnow(async ({ database }) => {
        await writeLine(`taken back: ${await undoDecision(database, decision)}`);
      }),
    );
};

/** `winnow entity list|show|merge|split|decisions|undo` */
export const addEntity = (program: Command): void => {
  const entity = program
    .command('entity')
    .summary('who and what is named: list, show, merge, split')
    .description(
      'Entities over all articles: people, organizations, places and others, with all their names.',
    );
  addReading(entity);
  addDeciding(entity);
};
