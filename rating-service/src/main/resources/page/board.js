import { attribute, byId, el, order, text } from './dom.js';
import { NONE, fixed, peerLink, percent, short, words } from './format.js';
import { Sparkline } from './sparkline.js';
import { ordinal } from './state.js';

const COLUMNS = [
  { key: 'uid', name: 'UID', value: (peer) => peer.standing.uid, ascending: true },
  { key: 'hotkey', name: 'Hotkey', value: (peer) => peer.standing.hotkey, ascending: true },
  { key: 'weight', name: 'Weight', value: (peer) => peer.standing.weight },
  { key: 'weights', name: 'Weight, history' },
  { key: 'final', name: 'Final score', value: (peer) => peer.standing.finalScore },
  { key: 'ordinal', name: 'Ordinal', value: (peer) => ordinal(peer.standing) },
  { key: 'ordinals', name: 'Ordinal, history' },
  { key: 'binary', name: 'Binary average', value: (peer) => peer.standing.binaryAverage },
  { key: 'sync', name: 'Sync', value: (peer) => peer.standing.syncScore },
  { key: 'outcome', name: 'Last outcome', value: (peer) => peer.outcome.text, ascending: true },
];

/** Every known peer as the newest verdict left it. */
export class Board {
  constructor(state) {
    this.state = state;
    this.rows = new Map();
    this.sort = { column: COLUMNS[2], sign: -1 };
    this.heads = new Map();
    this.body = el('tbody', { role: 'rowgroup' });
    this.caption = el('caption', {});
    this.table = el('table', { role: 'table' }, this.caption,
      el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...COLUMNS.map((column) => this.head(column)))), this.body);
    this.empty = el('p', { class: 'empty' }, 'No verdict yet. The first peers stand here when the first window has settled.');
    byId('board').append(this.empty, this.table);
    state.on('window', () => this.show());
    state.on('past', () => this.show());
    this.show();
  }

  head(column) {
    const sortable = column.value !== undefined;
    const head = el('th', { role: 'columnheader', scope: 'col', class: column.key },
      sortable ? el('button', { type: 'button', onclick: () => this.by(column) }, column.name) : el('span', {}, column.name));
    this.heads.set(column.key, head);
    return head;
  }

  by(column) {
    const first = column.ascending ? 1 : -1;
    this.sort = { column, sign: this.sort.column === column ? -this.sort.sign : first };
    this.show();
  }

  show() {
    const newest = this.state.newest;
    this.empty.hidden = newest !== null;
    this.table.hidden = newest === null;
    if (newest) {
      text(this.caption, `${newest.standings.length} peers after window ${newest.verdict.window}`);
      this.heads.forEach((head, key) => this.mark(head, key));
      order(this.body, this.sorted(newest).map((peer) => this.row(peer).node));
      this.forget(newest);
    }
  }

  mark(head, key) {
    if (this.sort.column.key === key) {
      attribute(head, 'aria-sort', this.sort.sign > 0 ? 'ascending' : 'descending');
    } else {
      head.removeAttribute('aria-sort');
    }
  }

  sorted(newest) {
    const outcomes = new Map(newest.outcomes.map((outcome) => [outcome.hotkey, outcome]));
    const { column, sign } = this.sort;
    return newest.standings
      .map((standing) => ({ standing, outcome: told(outcomes.get(standing.hotkey)) }))
      .sort((a, b) => sign * compared(column.value(a), column.value(b))
        || ordinal(b.standing) - ordinal(a.standing) || compared(a.standing.hotkey, b.standing.hotkey));
  }

  row(peer) {
    const hotkey = peer.standing.hotkey;
    const row = this.rows.get(hotkey) ?? new Row(hotkey);
    this.rows.set(hotkey, row);
    row.show(peer, this.state.series.get(hotkey));
    return row;
  }

  forget(newest) {
    const known = new Set(newest.standings.map((standing) => standing.hotkey));
    [...this.rows.keys()].filter((hotkey) => !known.has(hotkey)).forEach((hotkey) => this.rows.delete(hotkey));
  }
}

function compared(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What became of a peer's last upload, in a word and as good, bad or neither. */
export function told(outcome) {
  if (!outcome) {
    return { text: 'not registered', tone: 'none' };
  }
  if (outcome.reason) {
    return { text: `refused: ${words(outcome.reason)}`, tone: 'bad' };
  }
  if (outcome.failure) {
    return { text: `failed: ${words(outcome.failure)}`, tone: 'bad' };
  }
  if (outcome.own) {
    return { text: 'measured', tone: 'good' };
  }
  return outcome.status === 'ARRIVED'
    ? { text: 'arrived, not drawn', tone: 'good' }
    : { text: words(outcome.status), tone: 'warn' };
}

class Row {
  constructor(hotkey) {
    this.weights = new Sparkline('Weight', percent);
    this.ordinals = new Sparkline('Ordinal', (value) => fixed(value, 2));
    this.cells = new Map(COLUMNS.map((column) => [column.key, cell(column)]));
    this.cells.get('weights').append(this.weights.node);
    this.cells.get('ordinals').append(this.ordinals.node);
    this.cells.get('hotkey').append(el('a', { href: peerLink(hotkey), title: hotkey }, short(hotkey)));
    this.outcome = el('span', { class: 'tone' });
    this.cells.get('outcome').append(this.outcome);
    this.node = el('tr', { role: 'row', 'data-hotkey': hotkey }, ...this.cells.values());
  }

  show({ standing, outcome }, series) {
    this.text('uid', String(standing.uid));
    this.text('weight', percent(standing.weight));
    this.text('final', fixed(standing.finalScore, 4));
    this.text('ordinal', fixed(ordinal(standing), 2));
    this.text('binary', fixed(standing.binaryAverage, 3));
    this.text('sync', standing.evaluated ? fixed(standing.syncScore, 3) : NONE);
    attribute(this.node, 'data-weighted', String(standing.weight > 0));
    text(this.outcome, outcome.text);
    attribute(this.outcome, 'data-tone', outcome.tone);
    this.weights.set(series?.weights ?? []);
    this.ordinals.set(series?.ordinals ?? []);
  }

  text(key, value) {
    text(this.cells.get(key), value);
  }
}

function cell(column) {
  return el(column.key === 'hotkey' ? 'th' : 'td', {
    role: column.key === 'hotkey' ? 'rowheader' : 'cell',
    scope: column.key === 'hotkey' ? 'row' : null,
    class: column.key,
    'data-name': column.name,
  });
}
