import { z } from 'zod';
import {
  decisionsAbout,
  type EntityDecision,
  namedOverTime,
  type Step,
} from '../../store/browse/entities.ts';
import {
  type EntityLine,
  entityOfNumber,
  findEntityLines,
  searchEntityLines,
} from '../../store/entities/find.ts';
import { type EntityAccount, showEntity } from '../../store/entities/show.ts';
import { plural } from '../../words.ts';
import { grantOfRequest } from '../access.ts';
import { stepQuery } from '../api/entities.ts';
import { withId } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { Evidence, Merges } from './entity-reasons.tsx';
import { show } from './layout.tsx';
import { Action } from './parts/action.tsx';
import { OverTime } from './parts/over-time.tsx';

/** Rows of each part. */
const ROWS = 20;

/** Days that are shown one by one unless somebody wants months. */
const MOST_DAYS = 92;

const DAY = 24 * 3600 * 1000;

const stepOf = ({ firstOn, lastOn }: EntityLine): Step =>
  firstOn !== null && lastOn !== null && (Date.parse(lastOn) - Date.parse(firstOn)) / DAY <= MOST_DAYS
    ? 'day'
    : 'month';

interface CountedProps {
  readonly title: string;
  readonly head: readonly [string, string];
  readonly rows: readonly (readonly [preact.ComponentChildren, preact.ComponentChildren])[];
}

/** Things with a number each. */
const Counted = ({ title, head, rows }: CountedProps) =>
  rows.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>{head[0]}</th>
            <th class="number">{head[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, count], index) => (
            <tr key={index}>
              <td dir="auto">{what}</td>
              <td class="number">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

const Beside = ({ entity }: { readonly entity: EntityAccount }) => (
  <aside>
    <Counted
      title="Written"
      head={['form', 'mentions']}
      rows={entity.forms.map(({ form, mentions }) => [form, mentions])}
    />
    <Counted
      title="Named together with"
      head={['name', 'articles']}
      rows={entity.companions.map(({ id, name, type, articles }) => [
        <a class={`name ${type}`} href={`/entities/${id}`}>
          {name}
        </a>,
        articles,
      ])}
    />
    <Counted
      title="Sites, the first to name it first"
      head={['site', 'articles']}
      rows={entity.sites.map(({ host, firstOn, articles }) => [
        <>
          {host === null ? 'no address' : <a href={`/articles?entity=${entity.id}&site=${host}`}>{host}</a>}
          {firstOn !== null && <span class="dim"> {firstOn}</span>}
        </>,
        articles,
      ])}
    />
  </aside>
);

interface MergeWithProps {
  readonly entity: EntityLine;
  readonly wanted: string | undefined;
  readonly found: readonly EntityLine[];
}

/** A way to say that another entity is the same one. */
const MergeWith = ({ entity, wanted, found }: MergeWithProps) => (
  <section>
    <h2 id="merge">The same as another one?</h2>
    <form class="filters" action={`/entities/${entity.id}#merge`}>
      <input type="search" name="same" value={wanted} placeholder="its name" aria-label="Name of the other" />
      <button type="submit">Find</button>
    </form>
    {wanted !== undefined && found.length === 0 && <p class="dim">Nothing else is called so.</p>}
    <ul class="plain">
      {found.map((other) => (
        <li key={other.id}>
          <a class={`name ${other.type}`} href={`/entities/${other.id}`}>
            {other.name}
          </a>{' '}
          <span class="dim">
            {other.type}, {other.articles} articles
          </span>{' '}
          <Action
            path="/api/entities/merge"
            body={{ entities: [entity.id, other.id] }}
            question={`Merge ${entity.name} and ${other.name}?`}
          >
            Merge
          </Action>
        </li>
      ))}
    </ul>
  </section>
);

const Decisions = ({
  decisions,
  may,
}: {
  readonly decisions: readonly EntityDecision[];
  readonly may: boolean;
}) =>
  decisions.length === 0 ? null : (
    <section>
      <h2>Decided by hand</h2>
      <ul class="plain">
        {decisions.map(({ id, what }) => (
          <li key={id}>
            <span dir="auto">{what}</span>{' '}
            {may && (
              <Action path="/api/entities/undo" body={{ decision: id }} question={`Take back: ${what}?`}>
                Take back
              </Action>
            )}
          </li>
        ))}
      </ul>
    </section>
  );

const asked = z.object({ by: stepQuery.shape.by.optional(), same: z.string().max(200).optional() });

/** `/entities/:id` */
export const addEntity = (app: App, { reads, tokens }: Context): void => {
  app.get('/entities/:id', { schema: { params: withId, querystring: asked } }, async (request, reply) => {
    const { by, same } = request.query;
    const line = await entityOfNumber(reads, request.params.id);
    const step = by ?? stepOf(line);
    const may = grantOfRequest(tokens, request) === 'all';
    const entity = await showEntity(reads, line, ROWS);
    const then = await namedOverTime(reads, line.id, step);
    const decisions = await decisionsAbout(reads, line.id);
    const called = may && same !== undefined ? await findEntityLines(reads, same) : [];
    const found =
      called.length === 0 && may && same !== undefined ? await searchEntityLines(reads, same, {}) : called;
    const dates = line.firstOn === null ? '' : `, ${line.firstOn} to ${line.lastOn}`;
    return show(reply, request, tokens, {
      title: line.name,
      body: (
        <>
          <h1 dir="auto">{line.name}</h1>
          <p>
            <a class="mark" href={`/entities?type=${line.type}`}>
              {line.type}
            </a>
            {line.externalId !== null && <span class="mark">{line.externalId}</span>}
            {plural(line.mentions, 'mention')} in{' '}
            <a href={`/articles?entity=${line.id}`}>{plural(line.articles, 'article')}</a>
            {dates}
          </p>
          <div class="beside">
            <div>
              <OverTime path={`/entities/${line.id}`} then={then} step={step} />
              <Merges entity={entity} may={may} />
              <Decisions decisions={decisions} may={may} />
              {may && (
                <MergeWith entity={line} wanted={same} found={found.filter(({ id }) => id !== line.id)} />
              )}
              <Evidence entity={entity} may={may} />
            </div>
            <Beside entity={entity} />
          </div>
        </>
      ),
    });
  });
};
