import type { RunDiff } from '../../../store/diff.ts';
import { amount } from './amount.tsx';

type Many<K extends keyof RunDiff> = RunDiff[K];

const Role = ({ role, rule }: { readonly role: string | null; readonly rule: string | null }) =>
  role === null ? (
    <span class="dim">no line</span>
  ) : (
    <>
      {role} <span class="dim">{rule}</span>
    </>
  );

/** Lines whose role changes, by the rules that decided. */
export const RuleChanges = ({ rules }: { readonly rules: Many<'rules'> }) =>
  rules.length === 0 ? null : (
    <>
      <h2>Lines, by the rules that decide</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th class="number">lines</th>
              <th class="number">sites</th>
              <th>were</th>
              <th>become</th>
              <th>for example</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((change, index) => (
              <tr key={index}>
                <td class="number">{amount(change.lines)}</td>
                <td class="number">{amount(change.sites)}</td>
                <td>
                  <Role role={change.roleBefore} rule={change.ruleBefore} />
                </td>
                <td>
                  <Role role={change.roleAfter} rule={change.ruleAfter} />
                </td>
                <td class="source" dir="auto" title={change.example}>
                  {change.example}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

/** Sites with most lines that change. */
export const SiteChanges = ({ sites }: { readonly sites: Many<'sites'> }) =>
  sites.length < 2 ? null : (
    <>
      <h2>Sites</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>site</th>
              <th class="number">pages</th>
              <th class="number">lines</th>
            </tr>
          </thead>
          <tbody>
            {sites.map(({ host, pages, lines }) => (
              <tr key={host}>
                <td>{host ?? <span class="dim">no address</span>}</td>
                <td class="number">{amount(pages)}</td>
                <td class="number">{amount(lines)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

const said = (value: unknown): string =>
  value === null ? '' : Array.isArray(value) ? value.join(', ') : String(value);

/** Articles that say something else of themselves. */
export const FieldSamples = ({ samples }: { readonly samples: Many<'fieldSamples'> }) =>
  samples.length === 0 ? null : (
    <>
      <h2>Fields, for example</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>field</th>
              <th>was</th>
              <th>becomes</th>
              <th>page</th>
            </tr>
          </thead>
          <tbody>
            {samples.map(({ field, before, after, url, article }, index) => (
              <tr key={index}>
                <td>{field}</td>
                <td dir="auto">{said(before)}</td>
                <td dir="auto">{said(after)}</td>
                <td class="source" title={url ?? undefined}>
                  {`${url ?? 'no address'} ${article}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

/** Names that more, or fewer, articles hold. */
export const NameChanges = ({ names }: { readonly names: Many<'names'> }) =>
  names.length === 0 ? null : (
    <>
      <h2>Names</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>name</th>
              <th class="number">articles gain it</th>
              <th class="number">lose it</th>
            </tr>
          </thead>
          <tbody>
            {names.map(({ name, gained, lost }) => (
              <tr key={name}>
                <td dir="auto">{name}</td>
                <td class="number">{amount(gained)}</td>
                <td class="number">{amount(lost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

/** Characters of an unchanged stretch that are shown on each side of a change. */
const CONTEXT = 80;

/** Characters of a change. */
const LONGEST = 600;

const beginning = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most)}…`;

const around = (text: string): string =>
  text.length <= 2 * CONTEXT ? text : `${text.slice(0, CONTEXT)} … ${text.slice(-CONTEXT)}`;

const Stretch = ({
  stretch: { kind, text },
}: {
  readonly stretch: Many<'samples'>[number]['stretches'][number];
}) =>
  kind === 'same' ? (
    <>{around(text)} </>
  ) : kind === 'removed' ? (
    <>
      <del>{beginning(text, LONGEST)}</del>{' '}
    </>
  ) : (
    <>
      <ins>{beginning(text, LONGEST)}</ins>{' '}
    </>
  );

/** The articles whose text changes most, word by word. */
export const TextSamples = ({ samples }: { readonly samples: Many<'samples'> }) =>
  samples.length === 0 ? null : (
    <>
      <h2>Texts that change most</h2>
      {samples.map(({ url, article, title, stretches }, index) => (
        <section key={index}>
          <h3 dir="auto">{title ?? 'untitled'}</h3>
          <p class="dim">{`${url ?? 'a page without an address'}, article ${article}`}</p>
          <div class="text words" dir="auto">
            {stretches.map((stretch, place) => (
              <Stretch key={place} stretch={stretch} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
