import { z } from 'zod';
import { listRules } from '../../store/browse/rules.ts';
import { listSites, readSite } from '../../store/browse/sites.ts';
import type { Queryable } from '../../store/database.ts';
import { learnedSites } from '../../store/habits.ts';
import { listTemplates } from '../../store/templates.ts';
import type { App, Context } from '../context.ts';
import { ruleUse } from './rules.ts';
import { instant, listOf, many, oneMore, part, partOf } from './shapes.ts';

const text = z.string().nullable();

export const siteQuery = part.extend({
  host: z.string().max(253).optional().describe('a host, with the hosts below it'),
});

export const withHost = z.object({ host: z.string().min(1).max(253) });

const listed = z.object({
  host: z.string(),
  domain: text,
  pages: z.number(),
  articles: z.number(),
  failed: z.number(),
  firstSeen: instant,
  lastSeen: instant,
  languages: many(z.string()).describe('the most frequent first'),
  pageTypes: many(z.string()),
});

const counted = many(z.object({ value: text, pages: z.number() }));

const whole = listed.extend({
  outcomes: counted,
  languages: counted,
  pageTypes: counted,
  habit: z
    .object({
      host: z.string(),
      pages: z.number(),
      titleAffixes: many(z.string()),
      dayFirst: z.boolean().nullable(),
    })
    .nullable()
    .describe('what the site always does the same way, as `winnow learn` found it'),
  templates: many(
    z.object({
      id: z.number(),
      host: z.string(),
      text: z.string(),
      active: z.boolean(),
      role: z.string(),
      place: z.enum(['start', 'middle', 'end']),
      pages: z.number(),
      share: z.number(),
      firstOn: text,
      lastOn: text,
    }),
  ).describe('text of the site itself, as `winnow templates learn` found it'),
  removed: z
    .object({ pages: z.number(), rules: many(ruleUse) })
    .describe('the rules that set most aside, on `pages` of its pages: those that were refined last'),
});

const MOST_RULES = 20;

/** A site with all that is known of it. Throws NOT_FOUND. */
export const siteWithAll = async (database: Queryable, host: string) => {
  const site = await readSite(database, host);
  const [habits, templates, removed] = await Promise.all([
    learnedSites(database, site.host),
    listTemplates(database, site.host),
    listRules(database, { site: site.host }, { limit: MOST_RULES, offset: 0 }),
  ]);
  return { ...site, habit: habits[0] ?? null, templates, removed };
};

const tags = ['sites'];

/** `/api/sites` */
export const addSites = (app: App, { reads }: Context): void => {
  app.get(
    '/api/sites',
    {
      schema: {
        summary: 'Sites, those with the most pages first',
        tags,
        querystring: siteQuery,
        response: { 200: listOf(listed) },
      },
    },
    async ({ query }) => partOf(await listSites(reads, query, oneMore(query)), query),
  );
  app.get(
    '/api/sites/:host',
    {
      schema: {
        summary: 'A site: its pages counted, what was learned of it, and the rules that remove most there',
        tags,
        params: withHost,
        response: { 200: whole },
      },
    },
    ({ params }) => siteWithAll(reads, params.host),
  );
};
