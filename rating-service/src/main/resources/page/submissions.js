import { Kept, byId, el, order, text } from './dom.js';
import { NONE, hash } from './format.js';

const COLUMNS = ['Window', 'State', 'Peers', 'Attempts', 'Block', 'Extrinsic', 'Reason'];

/** Weights on their way to the chain, newest window first. */
export class Submissions {
  constructor(state) {
    this.state = state;
    this.kept = new Kept();
    this.body = el('tbody', { role: 'rowgroup' });
    this.caption = el('caption', {});
    this.table = el('table', { role: 'table' }, this.caption,
      el('thead', { role: 'rowgroup' },
        el('tr', { role: 'row' }, ...COLUMNS.map((name) => el('th', { role: 'columnheader', scope: 'col' }, name)))),
      this.body);
    this.empty = el('p', { class: 'empty' }, 'Nothing was sent to the chain yet.');
    byId('submissions').append(this.empty, this.table);
    state.on('submissions', () => this.show());
    this.show();
  }

  show() {
    const all = this.state.submissions;
    this.empty.hidden = all.length > 0;
    this.table.hidden = all.length === 0;
    text(this.caption, `The newest ${all.length}`);
    order(this.body, this.kept.of(all, row));
  }
}

function row(submission) {
  const reason = submission.error ? `${submission.error}: ${submission.detail}` : '';
  const cells = [
    String(submission.window),
    el('span', { class: 'chip', 'data-state': submission.state }, submission.state),
    String(submission.peers),
    String(submission.attempts),
    submission.block === null || submission.block === undefined ? NONE : String(submission.block),
    el('span', { title: submission.extrinsicHash ?? '' }, hash(submission.extrinsicHash)),
    reason,
  ];
  return el('tr', { role: 'row', 'data-state': submission.state },
    ...cells.map((content, i) => el('td', { role: 'cell', 'data-name': COLUMNS[i] }, content)));
}
