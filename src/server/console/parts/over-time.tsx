import type { NamedThen, Step } from '../../../store/browse/entities.ts';
import { pathWith } from './pager.tsx';

/** Forms with a colour of their own; all others share one. */
const SHOWN_FORMS = 4;

/** What browser/chart.ts draws: bars at days, the values of the series on top of each other. */
interface Chart {
  readonly step: Step;
  readonly days: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const chartOf = (then: readonly NamedThen[], step: Step): Chart => {
  const dated = then.flatMap(({ on, mentions, forms }) =>
    on === null ? [] : [{ on, mentions, counts: new Map(forms.map((each) => [each.form, each.mentions])) }],
  );
  const totals = new Map<string, number>();
  for (const { counts } of dated)
    for (const [form, count] of counts) totals.set(form, (totals.get(form) ?? 0) + count);
  const names = [...totals].sort((one, other) => other[1] - one[1]).map(([form]) => form);
  const series = names.slice(0, SHOWN_FORMS).map((name) => ({
    name,
    values: dated.map(({ counts }) => counts.get(name) ?? 0),
  }));
  if (names.length > SHOWN_FORMS)
    series.push({
      name: 'other forms',
      values: dated.map(
        ({ mentions }, index) => mentions - series.reduce((sum, { values }) => sum + values[index]!, 0),
      ),
    });
  return { step, days: dated.map(({ on }) => on), series };
};

interface OverTimeProps {
  readonly path: string;
  readonly then: readonly NamedThen[];
  readonly step: Step;
}

/** How often something is named over time: a chart, and a table where no script runs. */
export const OverTime = ({ path, then, step }: OverTimeProps) => {
  const chart = chartOf(then, step);
  return (
    <section>
      <h2>Over time</h2>
      <p class="dim">
        Mentions by{' '}
        {(['day', 'month'] as const).map((each) => (
          <a
            key={each}
            class="mark"
            href={pathWith(path, { by: each })}
            aria-current={each === step ? 'true' : undefined}
          >
            {each}
          </a>
        ))}
      </p>
      <link rel="stylesheet" href="/assets/uplot.css" />
      <script src="/assets/chart.js" type="module" />
      <figure class="chart" data-chart={chart.days.length === 0 ? undefined : JSON.stringify(chart)}>
        <details open>
          <summary>As a table</summary>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>{step}</th>
                  <th class="number">mentions</th>
                  <th class="number">articles</th>
                  <th>written</th>
                </tr>
              </thead>
              <tbody>
                {then.map(({ on, mentions, articles, forms }) => (
                  <tr key={on}>
                    <td>{on === null ? 'no date' : step === 'month' ? on.slice(0, 7) : on}</td>
                    <td class="number">{mentions}</td>
                    <td class="number">{articles}</td>
                    <td>{forms.map((each) => `${each.form} ${each.mentions}`).join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </figure>
    </section>
  );
};
