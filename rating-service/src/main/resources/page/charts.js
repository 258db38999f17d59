import { el, text } from './dom.js';
import { fixed, percent, short } from './format.js';
import uPlot from './uplot.js';

const HEIGHT = 220;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5, 1e6];
const TOP = 7;
const dark = matchMedia('(prefers-color-scheme: dark)');

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/**
 * Lines over windows, with the same numbers as a table. A series is {name, colour, dash, width, fill}, colours being names
 * of the style sheet's; bands are pairs of series with a colour between them.
 */
export class LineChart {
  constructor({ title, note, format, axis = format, range, bands = [] }) {
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
      el('summary', {}, `${title} as a table`), el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, table` }, this.table));
    this.head = el('figcaption', {}, el('h3', {}, title), el('span', { class: 'note' }, note));
    this.node = el('figure', { class: 'chart' }, this.head, this.empty, this.plot, this.details);
    dark.addEventListener('change', () => this.draw());
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
    const line = (series, i) => `${series.name} ${this.format(this.told[i][0])} at first, ${this.format(this.told[i][last])} at last`;
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
      axes: [this.axis({ incrs: STEPS, size: 32 }), this.axis({ size: 58, values: (_, values) => values.map(this.axisFormat) })],
      series: [{ label: 'window', value: (_, value) => value ?? this.windows.at(-1) }, ...this.series.map((series, i) => this.line(series, i))],
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
      el('thead', {}, el('tr', {}, ...['Window', ...this.series.map((series) => series.name)].map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...rows));
  }
}

function names(series) {
  return JSON.stringify(series);
}

const three = (value) => fixed(value, 3);
const whole = (share) => `${Math.round(100 * share)} %`;

/** The model's own loss, window after window. */
export function modelLoss(state) {
  const chart = new LineChart({ title: 'Model loss', note: 'nats a token on the common batches, before the window\'s step', format: three });
  past(state, (points) => chart.set(windowsOf(points), [{ name: 'loss', colour: 'ink-1' }], [points.map((point) => point.losses?.randomBefore ?? null)]));
  return chart.node;
}

/** What gradients do to it. */
export function losses(state) {
  const chart = new LineChart({ title: 'Losses before and after', note: 'medians of the measured gradients', format: three });
  const lines = [
    { name: 'own before', colour: 'ink-1', key: 'ownBefore', dash: [5, 4] },
    { name: 'own after', colour: 'ink-1', key: 'ownAfter' },
    { name: 'random before', colour: 'ink-2', key: 'randomBefore', dash: [5, 4] },
    { name: 'random after', colour: 'ink-2', key: 'randomAfter' },
  ];
  past(state, (points) => chart.set(windowsOf(points), lines, lines.map((line) => points.map((point) => point.losses?.[line.key] ?? null))));
  return chart.node;
}

/** Shares of the weights, one on the other: the peers with most of them lately, and all others. */
export function weightShares(state) {
  const chart = new LineChart({
    title: 'Weight shares',
    note: `stacked, the ${TOP} largest of late and all others`,
    format: percent,
    axis: whole,
    range: [0, 1],
    bands: (count, series) => Array.from({ length: count - 1 }, (_, i) => ({ between: [i + 2, i + 1], fill: series[i + 1].fill })),
  });
  past(state, (points) => {
    const { series, values } = largest(state);
    let below = points.map(() => 0);
    const stacked = values.map((line) => (below = line.map((value, at) => below[at] + (value ?? 0))));
    chart.set(windowsOf(points), series, stacked, values);
  });
  return chart.node;
}

function largest(state) {
  const lately = (peer) => peer.weights.slice(-10).reduce((sum, weight) => sum + (weight ?? 0), 0);
  const peers = [...state.series.values()].sort((a, b) => lately(b) - lately(a) || a.uid - b.uid);
  const top = peers.slice(0, TOP).filter((peer) => peer.weights.some((weight) => weight > 0)).sort((a, b) => a.uid - b.uid);
  const rest = peers.filter((peer) => !top.includes(peer));
  const others = state.points.map((_, at) => rest.reduce((sum, peer) => sum + (peer.weights[at] ?? 0), 0));
  return {
    series: [
      ...top.map((peer, i) => ({ name: `uid ${peer.uid}`, colour: `ink-${i + 1}`, fill: `wash-${i + 1}`, width: 1 })),
      { name: 'others', colour: 'ink-8', fill: 'wash-8', width: 1 },
    ],
    values: [...top.map((peer) => peer.weights), others],
  };
}

function windowsOf(points) {
  return points.map((point) => point.verdict.window);
}

function past(state, draw) {
  const show = () => draw(state.points);
  state.on('window', show);
  state.on('past', show);
  show();
}

/** A peer's skill as it is known: the mean, and three deviations to both sides; the lower edge is the ordinal. */
export class Skill {
  constructor(state, title = 'Skill') {
    this.state = state;
    this.entries = [];
    this.chart = new LineChart({ title, note: 'mu and three sigma to both sides; the lower edge is the ordinal', format: (value) => fixed(value, 1), bands: [{ between: [1, 2], fill: 'wash-1' }] });
    this.node = this.chart.node;
    this.chart.set([], [], []);
    state.on('window', () => this.follow());
  }

  async choose(hotkey) {
    if (hotkey === this.hotkey) {
      return;
    }
    this.hotkey = hotkey;
    await this.read();
  }

  async read() {
    const hotkey = this.hotkey;
    const response = await fetch(`/api/v1/peers/${encodeURIComponent(hotkey)}/history?limit=120&netuid=${this.state.netuid ?? ''}`);
    if (this.hotkey === hotkey) {
      this.entries = response.ok ? points(await response.json()) : [];
      this.show();
    }
  }

  follow() {
    const standing = this.state.standing(this.hotkey);
    const window = this.state.newest.verdict.window;
    const last = this.entries.at(-1)?.window ?? -1;
    if (standing && last >= 0 && window > last) {
      this.entries = [...this.entries, { window, mu: standing.mu, sigma: standing.sigma }].slice(-120);
      this.show();
    }
  }

  show() {
    const line = (value) => this.entries.map(value);
    this.chart.set(line((entry) => entry.window), [
      { name: 'mu + 3 sigma', colour: 'ink-1', width: 1 },
      { name: 'mu - 3 sigma', colour: 'ink-1', width: 1 },
      { name: 'mu', colour: 'ink-1' },
    ], [line((entry) => entry.mu + 3 * entry.sigma), line((entry) => entry.mu - 3 * entry.sigma), line((entry) => entry.mu)]);
  }
}

function points(history) {
  return history.entries.filter((entry) => entry.standing).reverse()
    .map(({ window, standing }) => ({ window, mu: standing.mu, sigma: standing.sigma }));
}

/** The skill of a peer that is chosen from a list; until one is, of the peer with the largest weight. */
export function chosenSkill(state) {
  const skill = new Skill(state, 'Skill of a peer');
  const choice = el('select', { id: 'skill-peer', onchange: () => skill.choose(choice.value) });
  skill.chart.head.append(el('label', { class: 'choice' }, 'Peer ', choice));
  let listed = '';
  const list = () => {
    const standings = [...(state.newest?.standings ?? [])].sort((a, b) => a.uid - b.uid);
    const key = standings.map((standing) => standing.hotkey).join();
    if (key !== listed) {
      const chosen = choice.value || [...standings].sort((a, b) => b.weight - a.weight || a.uid - b.uid)[0]?.hotkey;
      listed = key;
      choice.replaceChildren(...standings.map((standing) => el('option', { value: standing.hotkey }, `uid ${standing.uid}, ${short(standing.hotkey)}`)));
      choice.value = chosen;
      skill.choose(choice.value);
    }
  };
  state.on('window', list);
  state.on('past', () => skill.hotkey && skill.read());
  list();
  text(skill.chart.empty, 'Choose a peer once there is one.');
  return skill.node;
}
