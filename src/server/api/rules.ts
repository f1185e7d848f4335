import { z } from 'zod';
import { ROLES } from '../../document/index.ts';
import { listRules, RULE_BLOCKS, RULE_PAGES, readRule } from '../../store/browse/rules.ts';
import type { App, Context } from '../context.ts';
import { day, listOf, many, oneMore, part, partOf } from './shapes.ts';

const sample = {
  site: z.string().max(253).optional().describe('a host, which covers the hosts below it'),
  since: day.optional().describe('refined on this day or after it'),
  until: day.optional().describe('refined before this day'),
};

/** What a query string can say of rules. */
export const ruleQuery = part.extend(sample);

export const oneRuleQuery = z.object({ ...sample, role: z.enum(ROLES).optional() });

export const withRule = z.object({ name: z.string().min(1).max(500) });

export const ruleUse = z.object({
  rule: z.string(),
  role: z.string(),
  blocks: z.number(),
  pages: z.number(),
  sites: z.number(),
  example: z.string(),
});

const whole = z.object({
  rule: z.string(),
  pages: z.number().describe('pages that were looked at'),
  sites: many(z.object({ host: z.string().nullable(), blocks: z.number(), pages: z.number() })),
  examples: many(
    z.object({
      text: z.string(),
      role: z.string(),
      blocks: z.number(),
      confidence: z.number().nullable(),
      pageId: z.number(),
      ordinal: z.number(),
      host: z.string().nullable(),
    }),
  ),
});

const tags = ['rules'];
const SAMPLED = `the latest ${RULE_PAGES} pages that are meant are looked at, the first ${RULE_BLOCKS} lines of each`;

/** `/api/rules` */
export const addRules = (app: App, { reads }: Context): void => {
  app.get(
    '/api/rules',
    {
      schema: {
        summary: `What each rule sets aside, most first; ${SAMPLED}`,
        tags,
        querystring: ruleQuery,
        response: {
          200: listOf(ruleUse).extend({ pages: z.number().describe('pages that were looked at') }),
        },
      },
    },
    async ({ query }) => {
      const { pages, rules } = await listRules(reads, query, oneMore(query));
      return { pages, ...partOf(rules, query) };
    },
  );
  app.get(
    '/api/rules/:name',
    {
      schema: {
        summary: `On which sites a rule sets lines aside, and which; ${SAMPLED}`,
        tags,
        params: withRule,
        querystring: oneRuleQuery,
        response: { 200: whole },
      },
    },
    ({ params, query }) => readRule(reads, params.name, query.role ?? null, query),
  );
};
