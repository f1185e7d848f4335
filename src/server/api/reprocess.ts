import { z } from 'zod';
import { refiningOf, refiningShape, rulesShape } from '../../config.ts';
import { PAGE_TYPES } from '../../document/index.ts';
import { ERRORS, type ErrorCode } from '../../errors.ts';
import { STAGES_ALONE } from '../../store/renewals.ts';
import { pagesToReprocess } from '../../store/reprocess.ts';
import { isUnlimited, type Selection } from '../../store/selection.ts';
import type { App, Context } from '../context.ts';
import { runShape } from './runs.ts';
import { id } from './shapes.ts';

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** Codes of errors, as filters take them. */
export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** Which pages are meant. A condition in SQL is for the command line: it could read more than pages. */
export const selectionShape = z
  .object({
    outdated: z.boolean().optional().describe('readers see what another version of the pipeline made'),
    failed: z.union([z.boolean(), errorCode]).optional().describe('with any code, or with this one'),
    site: z.string().min(1).max(253).optional().describe('a host, which covers the hosts below it'),
    since: moment.optional().describe('crawled at this time or after it'),
    until: moment.optional().describe('crawled before this time'),
    type: z.enum(PAGE_TYPES).optional().describe('type of the page'),
    run: id.optional().describe('pages of this run'),
    all: z.boolean().optional().describe('every page'),
  })
  .strict()
  .refine(
    ({ all, ...selection }) => all === true || !isUnlimited(selection),
    'say which pages: outdated, site, … or all',
  );

/** The selection that a request stands for. */
export const selectionOf = ({ all: _, type, ...rest }: z.infer<typeof selectionShape>): Selection => ({
  ...rest,
  pageType: type,
});

/** What may be said of how pages are refined, as the files of `--config` and `--rules` say it. */
export const refiningFields = {
  config: refiningShape.optional().describe('what to change about refining'),
  rules: rulesShape.optional().describe('rules for single sites'),
};

const request = z
  .object({
    selection: selectionShape,
    ...refiningFields,
    stages: z
      .array(z.enum(STAGES_ALONE))
      .min(1)
      .optional()
      .describe('stages that run alone, over what is stored of the others'),
    promoteBelow: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('promotes itself if no larger share of the words would vanish'),
    dryRun: z.boolean().default(false).describe('only count the pages that are selected'),
  })
  .strict();

/** `/api/reprocess` */
export const addReprocess = (app: App, { winnow, reads }: Context): void => {
  app.post(
    '/api/reprocess',
    {
      schema: {
        summary: 'Enqueues stored pages to be refined again, beside what readers see',
        tags: ['runs'],
        body: request,
        response: { 200: z.object({ pages: z.number() }).describe('of a dry run'), 202: runShape },
      },
    },
    async ({ body }, reply) => {
      const selection = selectionOf(body.selection);
      const refine = await refiningOf(body);
      const { stages, promoteBelow } = body;
      if (body.dryRun)
        return { pages: (await pagesToReprocess(reads, selection, refine, stages ?? null)).length };
      const run = await winnow.reprocess(selection, {
        refine,
        detach: true,
        ...(stages === undefined ? {} : { stages }),
        ...(promoteBelow === undefined ? {} : { promoteBelow }),
      });
      return reply.code(202).header('location', `/api/runs/${run.id}`).send(run);
    },
  );
};
