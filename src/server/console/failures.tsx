import { ADVICE, ERRORS, type ErrorCode } from '../../errors.ts';
import { type Failure, type FailureGroup, failureGroups, listFailures } from '../../store/failures.ts';
import { grantOfRequest } from '../access.ts';
import { failureFilter, failureQuery } from '../api/failures.ts';
import { oneMore, partOf } from '../api/shapes.ts';
import type { App, Context } from '../context.ts';
import { show } from './layout.tsx';
import { Action } from './parts/action.tsx';
import { amount } from './parts/amount.tsx';
import { Moment } from './parts/moment.tsx';
import { Narrowed } from './parts/narrowed.tsx';
import { Pager, pathWith } from './parts/pager.tsx';

const isCode = (code: string): code is ErrorCode => code in ERRORS;

/** Advice, with the commands in it between backticks. */
const Advice = ({ text }: { readonly text: string }) => (
  <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>
);

interface GroupProps {
  readonly group: FailureGroup;
  readonly mayChange: boolean;
}

const Group = ({ group: { group, code, stage, site, state, failures, last }, mayChange }: GroupProps) => (
  <tr>
    <td>
      <a href={pathWith('/failures', { group, state })}>{code}</a>
      <div class="dim">{isCode(code) ? ERRORS[code].text : ''}</div>
    </td>
    <td>{stage}</td>
    <td>{site}</td>
    <td class="number">{amount(failures)}</td>
    <td class="short">
      <Moment at={last} />
    </td>
    <td class="advice">{isCode(code) && <Advice text={ADVICE[code] ?? ''} />}</td>
    <td>
      {state !== 'open' ? (
        state
      ) : mayChange ? (
        <span class="actions">
          {stage !== 'read' && (
            <Action path="/api/failures/retry" body={{ group }}>
              Retry
            </Action>
          )}
          <Action path="/api/failures/dismiss" body={{ group }} question={`Take ${group} off the list?`}>
            Dismiss
          </Action>
        </span>
      ) : null}
    </td>
  </tr>
);

const Groups = ({
  groups,
  mayChange,
}: {
  readonly groups: readonly FailureGroup[];
  readonly mayChange: boolean;
}) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>code</th>
          <th>stage</th>
          <th>site</th>
          <th class="number">failures</th>
          <th>last (UTC)</th>
          <th>what to do</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <Group key={`${group.group} ${group.state}`} group={group} mayChange={mayChange} />
        ))}
      </tbody>
    </table>
  </div>
);

const placeOf = ({ url, source, record }: Failure): string =>
  url ?? (record === null ? source : `${source}#${record}`);

const Single = ({ failure }: { readonly failure: Failure }) => (
  <tr>
    <td class="short">
      <a href={`/runs/${failure.run}`}>{`run ${failure.run}`}</a>
    </td>
    <td>{failure.code}</td>
    <td>{failure.stage}</td>
    <td class="address">
      {failure.page === null ? placeOf(failure) : <a href={`/pages/${failure.page}`}>{placeOf(failure)}</a>}
    </td>
    <td>{failure.detail}</td>
    <td class="short">
      <Moment at={failure.failedAt} />
    </td>
  </tr>
);

const Singles = ({ failures }: { readonly failures: readonly Failure[] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th>run</th>
          <th>code</th>
          <th>stage</th>
          <th>where</th>
          <th>detail</th>
          <th>when (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {failures.map((failure) => (
          <Single key={`${failure.run} ${failure.position}`} failure={failure} />
        ))}
      </tbody>
    </table>
  </div>
);

const STATES = ['open', 'retried', 'dismissed', 'all'] as const;

/** `/failures` */
export const addFailuresPage = (app: App, { reads, tokens }: Context): void => {
  app.get('/failures', { schema: { querystring: failureQuery } }, async (request, reply) => {
    const { query } = request;
    const { state, ...narrowing } = query;
    const filter = failureFilter(query);
    const groups = await failureGroups(reads, filter);
    const { items, next } = partOf(await listFailures(reads, filter, oneMore(query)), query);
    return show(reply, request, tokens, {
      title: 'Failures',
      body: (
        <>
          <h1>Failures</h1>
          <nav class="filters" aria-label="State">
            {STATES.map((one) => (
              <a
                key={one}
                class="mark"
                aria-current={one === state ? 'page' : undefined}
                href={pathWith('/failures', { ...narrowing, state: one, offset: undefined })}
              >
                {one}
              </a>
            ))}
          </nav>
          <Narrowed path="/failures" query={narrowing} />
          {groups.length === 0 ? (
            <p class="empty">{state === 'open' ? 'No open failure.' : 'No failure is like that.'}</p>
          ) : (
            <>
              <Groups groups={groups} mayChange={grantOfRequest(tokens, request) === 'all'} />
              <h2>One by one</h2>
              <Singles failures={items} />
            </>
          )}
          <Pager path="/failures" query={query} next={next} />
        </>
      ),
    });
  });
};
