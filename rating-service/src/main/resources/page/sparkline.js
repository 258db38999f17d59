import { attribute, svg } from './dom.js';
import { NONE } from './format.js';

const WIDTH = 100;
const HEIGHT = 24;

/** A line of a series' last values, with words for who cannot see it. */
export class Sparkline {
  constructor(name, format) {
    this.name = name;
    this.format = format;
    this.line = svg('path', { class: 'line', 'vector-effect': 'non-scaling-stroke' });
    this.zero = svg('path', { class: 'zero', 'vector-effect': 'non-scaling-stroke' });
    this.node = svg('svg', {
      class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    }, this.zero, this.line);
  }

  set(values) {
    const known = values.filter(Number.isFinite);
    attribute(this.node, 'aria-label', this.words(known));
    const low = Math.min(0, ...known);
    const high = Math.max(0, ...known);
    const y = (value) => HEIGHT - 2 - ((HEIGHT - 4) * (value - low)) / (high - low || 1);
    attribute(this.zero, 'd', `M0 ${y(0).toFixed(1)}H${WIDTH}`);
    attribute(this.line, 'd', known.length ? path(values, y) : '');
  }

  words(known) {
    return known.length
      ? `${this.name} over ${known.length} windows: from ${this.format(known[0])} to ${this.format(known.at(-1))},`
        + ` between ${this.format(Math.min(...known))} and ${this.format(Math.max(...known))}`
      : `${this.name}: ${NONE}`;
  }
}

function path(values, y) {
  const step = WIDTH / Math.max(1, values.length - 1);
  let pen = 'M';
  return values.map((value, i) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return '';
    }
    const point = `${pen}${(i * step).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
    return point;
  }).join('');
}
