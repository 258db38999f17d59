import { el } from './dom.js';
import uPlot from './uplot.js';

const HEIGHT = 220;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6];
const dark = matchMedia('(prefers-color-scheme: dark)');

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/**
 * Lines over windows, with the same numbers as a table. A series is {name, colour, dash, width, fill}, colours being names
 * of the style sheet's; bands are pairs of series with a colour between them.
 */
export class LineChart {
  constructor({ title, note, format, axis = format, range, bands = [], signal }) {
    this.title = title;
    this.format = format;
    this.axisFormat = axis;
    this.range = range;
    this.bands = bands;
    this.series = [];
    this.plot = el('div', { class: 'plot', role: 'img', 'aria-label': title });
    this.empty = el('p', { class: 'empty' }, 'Nothing to draw yet.');
    this.table = el('table', {});
    this.details = el('details', { ontoggle: () => this.tabulate() },
      el('summary', {}, `${title} as a table`),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, table` }, this.table));
    this.head = el('figcaption', {}, el('h3', {}, title), el('span', { class: 'note' }, note));
    this.node = el('figure', { class: 'chart' }, this.head, this.empty, this.plot, this.details);
    dark.addEventListener('change', () => this.draw(), { signal });
    new ResizeObserver(() => this.resize()).observe(this.plot);
  }

  /** Draws. What is drawn may differ from what is told, as when it is stacked. */
  set(windows, series, drawn, told = drawn) {
    const same = this.drawn && names(series) === names(this.series);
    [this.windows, this.series, this.drawn, this.told] = [windows, series, drawn, told];
    this.empty.hidden = windows.length > 0;
    this.plot.hidden = windows.length === 0;
    this.plot.setAttribute('aria-label', this.words());
    if (same && this.chart) {
      this.chart.setData([windows, ...drawn]);
    } else {
      this.draw();
    }
    this.tabulate();
  }

  words() {
    const last = this.windows.length - 1;
    const line = (series, i) =>
      `${series.name} ${this.format(this.told[i][0])} at first, ${this.format(this.told[i][last])} at last`;
    return last < 0 ? `${this.title}: nothing yet`
      : `${this.title}, windows ${this.windows[0]} to ${this.windows[last]}: ${this.series.map(line).join('; ')}`;
  }

  draw() {
    this.chart?.destroy();
    this.chart = null;
    const width = this.plot.clientWidth;
    if (width > 0 && this.windows?.length) {
      this.chart = new uPlot(this.options(width), [this.windows, ...this.drawn], this.plot);
    }
  }

  resize() {
    const width = this.plot.clientWidth;
    if (!this.chart) {
      this.draw();
    } else if (width > 0 && width !== this.chart.width) {
      this.chart.setSize({ width, height: HEIGHT });
    }
  }

  options(width) {
    return {
      width,
      height: HEIGHT,
      scales: { x: { time: false }, y: this.range ? { range: () => this.range } : {} },
      cursor: { drag: { x: false, y: false } },
      axes: [
        this.axis({ incrs: STEPS, size: 32 }),
        this.axis({ size: 58, values: (_, values) => values.map(this.axisFormat) }),
      ],
      series: [
        { label: 'window', value: (_, value) => value ?? this.windows.at(-1) },
        ...this.series.map((series, i) => this.line(series, i)),
      ],
      bands: this.bandsOf(this.series.length).map(({ between, fill }) => ({ series: between, fill: colour(fill) })),
    };
  }

  bandsOf(count) {
    return typeof this.bands === 'function' ? this.bands(count, this.series) : this.bands;
  }

  axis(more) {
    const rule = { stroke: colour('rule'), width: 1 };
    return { stroke: colour('muted'), font: '11px system-ui, sans-serif', grid: rule, ticks: { ...rule, size: 4 }, ...more };
  }

  line(series, i) {
    return {
      label: series.name,
      stroke: colour(series.colour),
      width: series.width ?? 2,
      dash: series.dash,
      fill: series.fill && colour(series.fill),
      points: { show: () => this.windows.length < 3, size: 5 },
      value: (_, __, ___, at) => this.format(this.told[i].at(at ?? -1)),
    };
  }

  tabulate() {
    if (!this.details.open || !this.windows) {
      return;
    }
    const rows = this.windows.map((window, at) => el('tr', {}, el('th', { scope: 'row' }, String(window)),
      ...this.told.map((values) => el('td', {}, this.format(values[at]))))).reverse();
    this.table.replaceChildren(
      el('thead', {}, el('tr', {}, ...['Window', ...this.series.map((series) => series.name)]
        .map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows));
  }
}

function names(series) {
  return JSON.stringify(series);
}
