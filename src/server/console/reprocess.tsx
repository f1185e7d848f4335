import { z } from 'zod';
import { DEFAULT_OPTIONS, PAGE_TYPES } from '../../document/index.ts';
import { pagesToReprocess } from '../../store/reprocess.ts';
import { describeSelection } from '../../store/selection.ts';
import { plural } from '../../words.ts';
import { errorCode, selectionOf } from '../api/reprocess.ts';
import { flag, id } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Action } from './parts/action.tsx';

const WHICH = [
  ['outdated', 'that another version of the pipeline made'],
  ['failed', 'that failed'],
  ['all', 'all'],
] as const;

const query = z.object({
  pages: z.enum(['outdated', 'failed', 'all']).optional(),
  code: errorCode.optional(),
  site: z.string().max(253).optional(),
  type: z.enum(PAGE_TYPES).optional(),
  run: id.optional(),
  promote: flag.optional(),
});

type Query = z.infer<typeof query>;

/** The selection of the form, as the API takes it; null before anything is chosen. */
const chosenOf = ({ pages, code, site, type, run }: Query) =>
  pages === undefined
    ? null
    : {
        ...(pages === 'outdated' ? { outdated: true } : pages === 'failed' ? { failed: code ?? true } : {}),
        ...(site === undefined ? {} : { site }),
        ...(type === undefined ? {} : { type }),
        ...(run === undefined ? {} : { run }),
        ...(pages === 'all' ? { all: true } : {}),
      };

/** Share of the words that may vanish before a run that promotes itself does not. */
const MOST_LOSS = 0.05;

const Form = ({ chosen }: { readonly chosen: Query }) => (
  <form class="form" action="/reprocess">
    <label>
      Pages
      <select name="pages">
        {WHICH.map(([value, name]) => (
          <option key={value} value={value} selected={chosen.pages === value}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <label>
      of a site <input name="site" value={chosen.site} placeholder="example.org" />
    </label>
    <label>
      of a type
      <select name="type">
        <option value="">any</option>
        {PAGE_TYPES.map((type) => (
          <option key={type} selected={chosen.type === type}>
            {type}
          </option>
        ))}
      </select>
    </label>
    <label>
      of a run <input name="run" value={chosen.run} inputMode="numeric" size={6} />
    </label>
    <label>
      failed with <input name="code" value={chosen.code} placeholder="any code" />
    </label>
    <label class="check">
      <input type="checkbox" name="promote" value="true" checked={chosen.promote === true} /> let readers see
      it when it is done, unless more than {100 * MOST_LOSS} % of the words would vanish
    </label>
    <button type="submit">Count the pages</button>
  </form>
);

/** `/reprocess`: for who may begin one. */
export const addReprocessPage = (app: App, { reads, tokens }: Context): void => {
  app.get(
    '/reprocess',
    { config: { needs: 'all' }, schema: { querystring: query } },
    async (request, reply) => {
      const chosen = chosenOf(request.query);
      const selection = chosen === null ? null : selectionOf(chosen);
      const pages = selection === null ? [] : await pagesToReprocess(reads, selection, DEFAULT_OPTIONS);
      const body = {
        selection: chosen,
        ...(request.query.promote === true ? { promoteBelow: MOST_LOSS } : {}),
      };
      return show(reply, request, tokens, {
        title: 'Refine again',
        body: (
          <>
            <h1>Refine stored pages again</h1>
            <p>
              Pages are refined with the code that is at hand, beside what readers see: they see no change
              before the run is promoted. Rules and options of your own are for the command line and the API.
            </p>
            <Form chosen={request.query} />
            {selection !== null && (
              <p>
                <strong>{plural(pages.length, 'page')}</strong>
                {` selected by: ${describeSelection(selection)} `}
                {pages.length > 0 && (
                  <Action path="/api/reprocess" body={body} then="/runs/{id}">
                    Refine them again
                  </Action>
                )}
              </p>
            )}
          </>
        ),
      });
    },
  );
};
