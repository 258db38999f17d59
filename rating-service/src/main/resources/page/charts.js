import { fixed, percent } from './format.js';
import { LineChart } from './linechart.js';

const TOP = 7;
const three = (value) => fixed(value, 3);
const whole = (share) => `${Math.round(100 * share)} %`;

/** The model's own loss, window after window. */
export function modelLoss(state) {
  const chart = new LineChart({
    title: 'Model loss', note: 'nats a token on the common batches, before the window\'s step', format: three,
  });
  past(state, (points) => chart.set(windowsOf(points), [{ name: 'loss', colour: 'ink-1' }],
    [points.map((point) => point.losses?.randomBefore ?? null)]));
  return chart.node;
}

/** What gradients do to it. */
export function losses(state) {
  const chart = new LineChart({
    title: 'Losses before and after', note: 'medians of the measured gradients', format: three,
  });
  const lines = [
    { name: 'own before', colour: 'ink-1', key: 'ownBefore', dash: [5, 4] },
    { name: 'own after', colour: 'ink-1', key: 'ownAfter' },
    { name: 'random before', colour: 'ink-2', key: 'randomBefore', dash: [5, 4] },
    { name: 'random after', colour: 'ink-2', key: 'randomAfter' },
  ];
  past(state, (points) => chart.set(windowsOf(points), lines,
    lines.map((line) => points.map((point) => point.losses?.[line.key] ?? null))));
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
    bands: (count, series) => Array.from({ length: count - 1 },
      (_, i) => ({ between: [i + 2, i + 1], fill: series[i + 1].fill })),
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
  const top = peers.slice(0, TOP)
    .filter((peer) => peer.weights.some((weight) => weight > 0))
    .sort((a, b) => a.uid - b.uid);
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
