import { told } from './board.js';
import { el, text } from './dom.js';
import { fixed, peerLink, percent, short } from './format.js';
import { LineChart } from './linechart.js';
import { Skill } from './skill.js';
import { ordinal } from './state.js';

const EXPLAINED = /^ {2}(.{12}) (.*)$/;

/** A peer: where it stands, how it came there, and why it has its weight after any window. */
export class PeerView {
  constructor(state, hotkey) {
    this.state = state;
    this.hotkey = hotkey;
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.facts = el('dl', { class: 'figures' });
    this.heading = el('h1', { tabindex: '-1' }, 'Peer ', el('span', { class: 'hotkey' }, hotkey));
    this.skill = new Skill(state, 'Skill', signal);
    this.weights = new LineChart({
      title: 'Weight',
      note: 'share after each window',
      format: percent,
      axis: (share) => `${Number((100 * share).toFixed(1))} %`,
      signal,
    });
    this.explanation = el('dl', { id: 'explanation', class: 'steps', 'aria-live': 'polite' });
    this.input = el('input', {
      type: 'number', min: '0', step: '1', inputmode: 'numeric', id: 'window', onchange: () => this.go(this.input.value),
    });
    this.head = el('p', { class: 'lead', id: 'explanation-head' });
    this.node = el('div', { class: 'peer' },
      el('p', { class: 'back' }, el('a', { href: '#/' }, '← Overview')), this.heading, this.facts,
      el('section', { 'aria-labelledby': 'h-why', class: 'wide' },
        el('h2', { id: 'h-why' }, 'Why it has its weight'), this.windows(), this.head, this.explanation),
      el('div', { class: 'grid wide' }, this.skill.node, this.weights.node));
    this.skill.choose(hotkey);
    state.on('window', () => this.live(), signal);
    state.on('past', () => this.live(), signal);
    this.live();
  }

  windows() {
    const step = (by) => () => this.go(String(Math.max(0, Number(this.input.value) + by)));
    const submit = (event) => {
      event.preventDefault();
      this.go(this.input.value);
    };
    return el('form', { class: 'windows', onsubmit: submit },
      el('label', { for: 'window' }, 'After window'),
      el('button', { type: 'button', onclick: step(-1), 'aria-label': 'The window before' }, '‹'),
      this.input,
      el('button', { type: 'button', onclick: step(1), 'aria-label': 'The next window' }, '›'),
      this.newest = el('a', { href: peerLink(this.hotkey), class: 'chip' }, 'newest'));
  }

  go(window) {
    if (/^\d+$/.test(window)) {
      location.hash = peerLink(this.hotkey, window);
    }
  }

  /** Shows the explanation of a window; of the newest, and of each that follows, when none is named. */
  at(window) {
    this.window = window;
    this.newest.setAttribute('aria-current', String(window === undefined));
    this.explain();
  }

  live() {
    this.figures();
    const series = this.state.series.get(this.hotkey);
    const windows = this.state.points.map((point) => point.verdict.window);
    this.weights.set(series ? windows : [], [{ name: 'weight', colour: 'ink-3' }], [series?.weights ?? []]);
    if (this.window === undefined && this.state.newest && this.state.newest.verdict.window !== this.explained) {
      this.explain();
    }
  }

  figures() {
    const standing = this.state.standing(this.hotkey);
    const outcome = told(this.state.newest?.outcomes.find((each) => each.hotkey === this.hotkey));
    const figures = standing ? [
      ['UID', String(standing.uid)],
      ['Weight', percent(standing.weight)],
      ['Final score', fixed(standing.finalScore, 4)],
      ['Ordinal', fixed(ordinal(standing), 3)],
      ['Mu, sigma', `${fixed(standing.mu, 2)}, ${fixed(standing.sigma, 2)}`],
      ['Binary average', fixed(standing.binaryAverage, 4)],
      ['Sync', standing.evaluated ? fixed(standing.syncScore, 3) : 'never evaluated'],
      ['Last outcome', outcome.text],
    ] : [['Standing', this.state.newest ? 'none after the newest window' : 'waiting']];
    this.facts.replaceChildren(...figures.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', { class: 'value' }, value))));
  }

  async explain() {
    const asked = this.window;
    const query = new URLSearchParams();
    if (this.state.netuid !== null) {
      query.set('netuid', this.state.netuid);
    }
    if (asked !== undefined) {
      query.set('window', asked);
    }
    const path = `/api/v1/peers/${encodeURIComponent(this.hotkey)}/explanation?${query}`;
    const response = await fetch(path, { headers: { Accept: 'text/plain' } }).catch(() => null);
    if (asked === this.window && !this.ended.signal.aborted) {
      this.show(response?.ok ? await response.text() : await reason(response));
    }
  }

  show(told) {
    const [first, ...lines] = told.trimEnd().split('\n');
    const window = /after window (\d+) /.exec(first)?.[1] ?? this.window;
    this.explained = window === undefined ? undefined : Number(window);
    if (document.activeElement !== this.input) {
      this.input.value = window ?? '';
    }
    text(this.head, first);
    this.explanation.replaceChildren(...lines.map((line) => {
      const [, name, what] = EXPLAINED.exec(line) ?? [null, '', line];
      return el('div', {}, el('dt', {}, name.trim()), el('dd', {}, what));
    }));
  }

  close() {
    this.ended.abort();
  }

  title() {
    return `${short(this.hotkey)} · Assay`;
  }
}

async function reason(response) {
  if (!response) {
    return 'The service does not answer at the moment.';
  }
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? `The service answered ${response.status}.`;
}
