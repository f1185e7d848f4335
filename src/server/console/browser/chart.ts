// Draws the charts of a page: bars at days, made of series on top of each other. Their data stand in `data-chart`.
import uPlot from '/assets/uplot.js';

interface Chart {
  readonly step: 'day' | 'month';
  readonly days: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const DAY_SECONDS = 24 * 3600;

/** Days around a bar, and those that are shown at least: of fewer the axis would name days of a month, or hours of a day. */
const ROOM = { day: { around: 1, least: 14 }, month: { around: 31, least: 400 } } as const;

const HEIGHT = 240;
const COLOURS = ['--organization', '--accent', '--person', '--place', '--dim'];

/** A colour of the style sheet, as it is in the scheme of now. */
const colourOf = (figure: HTMLElement, name: string): string => {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  figure.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** Each series with all that stand above it in the list: drawn in this order, the later ones leave its own part to be seen. */
const stacked = (series: Chart['series']): number[][] => {
  const sums: number[][] = [];
  for (const { values } of [...series].reverse())
    sums.unshift(values.map((value, index) => value + (sums[0]?.[index] ?? 0)));
  return sums;
};

const draw = (figure: HTMLElement, { step, days, series }: Chart): uPlot => {
  const ink = colourOf(figure, '--dim');
  const line = colourOf(figure, '--line');
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  const seconds = days.map((day) => Date.parse(day) / 1000);
  const [first, last] = [seconds[0]!, seconds.at(-1)!];
  const { around, least } = ROOM[step];
  const room = Math.max(around * DAY_SECONDS, (least * DAY_SECONDS - (last - first)) / 2);
  const options: uPlot.Options = {
    width: figure.clientWidth,
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: () => [first - room, last + room] },
      y: { range: (_, __, most) => [0, most * 1.1] },
    },
    axes: [
      axis,
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000, 100_000] },
    ],
    series: [
      {
        label: step,
        value: (_, seconds) =>
          seconds === null ? '–' : new Date(seconds * 1000).toISOString().slice(0, step === 'day' ? 10 : 7),
      },
      ...series.map(({ name, values }, index) => {
        const colour = colourOf(figure, COLOURS[index % COLOURS.length]!);
        return {
          label: name,
          stroke: colour,
          fill: colour,
          width: 0,
          points: { show: false },
          paths: uPlot.paths.bars!({ size: [0.8, 40, 2] }),
          value: (_: uPlot, __: number | null, ___: number, at: number | null) =>
            at === null ? '–' : String(values[at]),
        };
      }),
    ],
  };
  const plot = new uPlot(options, [seconds, ...stacked(series)]);
  figure.prepend(plot.root);
  return plot;
};

const show = (figure: HTMLElement): void => {
  const chart = JSON.parse(figure.dataset.chart!) as Chart;
  figure.querySelector('details')!.open = false;
  let plot = draw(figure, chart);
  new ResizeObserver(() => plot.setSize({ width: figure.clientWidth, height: HEIGHT })).observe(figure);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    plot.destroy();
    plot = draw(figure, chart);
  });
};

for (const figure of document.querySelectorAll<HTMLElement>('[data-chart]')) show(figure);
