import { clustersOf, repeatQuery } from '../api/repeats.ts';
import { partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Outward } from './parts/outward.tsx';
import { Pager } from './parts/pager.tsx';

/** Letters of a text that are shown. */
const BEGINNING = 200;

const beginning = (text: string): string =>
  text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING)}…`;

/** `/repeats` */
export const addRepeatList = (app: App, { reads, tokens }: Context): void => {
  app.get('/repeats', { schema: { querystring: repeatQuery } }, async (request, reply) => {
    const { query } = request;
    const { items, next } = partOf(await clustersOf(reads, query), query);
    return show(reply, request, tokens, {
      title: query.site === undefined ? 'Repeats' : `Repeats on ${query.site}`,
      body: (
        <>
          <h1>Repeats</h1>
          <form class="filters" action="/repeats">
            <input name="site" value={query.site} placeholder="site" aria-label="Site" />
            <button type="submit">Show</button>
          </form>
          {items.length === 0 ? (
            <p class="empty">Nothing repeats.</p>
          ) : (
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th class="number">times</th>
                    <th>paragraph</th>
                    <th class="number">texts</th>
                    <th class="number">pages</th>
                    <th class="number">sites</th>
                    <th>from</th>
                    <th>to</th>
                    <th>kept on</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((each) => (
                    <tr key={each.repeatId}>
                      <td class="number">{each.occurrences}</td>
                      <td class="said" dir="auto">
                        <a href={`/repeats/${each.repeatId}`}>{beginning(each.text)}</a>
                      </td>
                      <td class="number">{each.texts}</td>
                      <td class="number">{each.pages}</td>
                      <td class="number">{each.sites}</td>
                      <td class="day">{each.firstOn}</td>
                      <td class="day">{each.lastOn}</td>
                      <td class="address">{each.keptUrl !== null && <Outward url={each.keptUrl} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pager path="/repeats" query={query} next={next} />
        </>
      ),
    });
  });
};
