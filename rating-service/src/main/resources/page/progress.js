import { attribute, byId, el, order, text } from './dom.js';
import { fixed, hash, percent, seconds, short, signed } from './format.js';

const SHOWN = 4;
const TICK = 500;

/** Windows on their way: miners train, uploads come, gradients are measured, a verdict settles. */
export class Progress {
  constructor(state) {
    this.state = state;
    this.list = byId('progress');
    this.cards = new Map();
    for (const what of ['progress', 'window', 'past']) {
      state.on(what, () => this.show());
    }
    setInterval(() => !document.hidden && this.show(), TICK);
    this.show();
  }

  show() {
    const windows = this.state.progress.slice(0, SHOWN);
    const cards = windows.map((window, i) => this.card(window, windows[i - 1], windows[i + 1]));
    this.cards = new Map(cards.map((card) => [card.window, card]));
    order(this.list, cards.length ? cards.map((card) => card.node) : [waiting(this.list)]);
  }

  card(window, later, earlier) {
    const card = this.cards.get(window.window) ?? new Card(window.window);
    card.show(stage(window, later, earlier, this.state.newest));
    return card;
  }
}

function waiting(list) {
  return list.querySelector('.empty')
    ?? el('li', { class: 'empty' }, 'Waiting for the first window: the ingest service opens one when the chain does.');
}

function stage(window, later, earlier, newest) {
  const judged = window.arrived + window.rejected;
  const counts = `${window.arrived} of ${window.roster} arrived`
    + (window.rejected ? `, ${window.rejected} refused` : '');
  const measured = `measured ${window.evaluated} of ${window.drawn} drawn`
    + (window.failed ? `, ${window.failed} failed` : '');
  if (newest && newest.verdict.window >= window.window) {
    return { phase: 'settled', value: 1, most: 1, lines: [counts, measured] };
  }
  if (window.closedAt) {
    return { phase: 'measuring', value: window.evaluated + window.failed, most: window.drawn, lines: [counts, measured] };
  }
  if (later) {
    return { phase: 'uploads', value: judged, most: window.roster, lines: [counts, measured] };
  }
  return training(window, earlier);
}

function training(window, earlier) {
  if (!window.openedAt) {
    return { phase: 'open', value: 0, most: 1, lines: ['its beginning was not seen'] };
  }
  const passed = Math.max(0, Date.now() - Date.parse(window.openedAt));
  const usual = earlier?.openedAt ? Date.parse(window.openedAt) - Date.parse(earlier.openedAt) : null;
  return {
    phase: 'training',
    value: usual ? Math.min(passed, usual) : 0,
    most: usual ?? 1,
    lines: [
      `${window.roster} miners, ${window.drawn} drawn for evaluation`,
      `since block ${window.openedAtBlock}, ${seconds(passed)}${usual ? ` of about ${seconds(usual)}` : ''}`,
    ],
  };
}

class Card {
  constructor(window) {
    this.window = window;
    this.phase = el('span', { class: 'chip' });
    this.meter = el('progress', { max: '1', value: '0', 'aria-label': `Window ${window}` });
    this.lines = [el('p', {}), el('p', {})];
    this.node = el('li', { class: 'card' },
      el('h3', {}, `Window ${window} `, this.phase), this.meter, ...this.lines);
  }

  show({ phase, value, most, lines }) {
    text(this.phase, phase);
    attribute(this.node, 'data-phase', phase);
    attribute(this.meter, 'max', String(most || 1));
    attribute(this.meter, 'value', String(value));
    this.lines.forEach((line, i) => text(line, lines[i] ?? ''));
  }
}

/** The newest verdict in a few figures. */
export class Figures {
  constructor(state) {
    this.state = state;
    this.values = new Map();
    for (const name of ['Newest verdict', 'Model loss', 'Gradients', 'Measured', 'Peers with a weight', 'Weights on chain']) {
      this.add(name);
    }
    for (const what of ['window', 'past', 'submissions']) {
      state.on(what, () => this.show());
    }
    this.show();
  }

  add(name) {
    const value = el('dd', { class: 'value' }, '–');
    const note = el('dd', { class: 'note' });
    byId('figures').append(el('div', {}, el('dt', {}, name), value, note));
    this.values.set(name, [value, note]);
  }

  set(name, value, note) {
    const [first, second] = this.values.get(name);
    text(first, value);
    text(second, note);
  }

  show() {
    this.chain();
    const newest = this.state.newest;
    if (!newest) {
      this.set('Newest verdict', '–', 'there is none yet');
      return;
    }
    const { verdict, standings } = newest;
    this.set('Newest verdict', `window ${verdict.window}`,
      `${hash(verdict.verdictHash)}${verdict.degraded ? ', degraded: nobody is penalised' : ''}`);
    this.loss();
    this.set('Gradients', `${verdict.arrived} of ${verdict.roster}`, 'arrived in time and sound');
    this.set('Measured', `${verdict.evaluated} of ${verdict.drawn}`, 'drawn for evaluation');
    const top = [...standings].sort((a, b) => b.weight - a.weight)[0];
    this.set('Peers with a weight', `${verdict.weighted} of ${standings.length}`,
      top && top.weight > 0 ? `most: uid ${top.uid}, ${short(top.hotkey)}, ${percent(top.weight)}` : 'nobody has one yet');
  }

  loss() {
    const measured = this.state.points.filter((point) => point.losses);
    const last = measured.at(-1)?.losses.randomBefore;
    const first = measured[0]?.losses.randomBefore;
    this.set('Model loss', fixed(last, 4),
      measured.length > 1 ? `${signed(last - first, 4)} since window ${measured[0].verdict.window}` : 'nats a token');
  }

  chain() {
    const last = this.state.submissions.find((submission) => submission.state === 'finalized');
    const open = this.state.submissions[0];
    this.set('Weights on chain', last ? `window ${last.window}` : '–',
      open && open !== last ? `window ${open.window} is ${open.state}` : last ? `in block ${last.block}` : 'none sent yet');
  }
}
