import { Kept, byId, el, order } from './dom.js';
import { peerLink, short, words } from './format.js';

/** Penalties and refusals, newest first: those of verdicts, and before them uploads refused in windows still open. */
export class Notices {
  constructor(state) {
    this.state = state;
    this.list = byId('notices');
    this.items = el('ol', {});
    this.kept = new Kept();
    this.empty = el('p', { class: 'empty' }, 'Nobody was penalised and no upload was refused in the windows at hand.');
    this.list.append(this.empty, this.items);
    for (const what of ['window', 'past', 'progress']) {
      state.on(what, () => this.show());
    }
    this.show();
  }

  show() {
    const all = [...this.early(), ...this.state.notices];
    this.empty.hidden = all.length > 0;
    order(this.items, this.kept.of(all, item));
  }

  early() {
    const settled = this.state.newest?.verdict.window ?? -1;
    return this.state.progress
      .filter((window) => window.window > settled)
      .flatMap((window) => window.refusals.map((refusal) => ({
        window: window.window,
        uid: refusal.uid,
        hotkey: refusal.hotkey,
        rule: 'refused',
        name: words(refusal.reason),
        text: refusal.detail,
        early: true,
      })));
  }
}

function item(notice) {
  const uid = notice.uid === null || notice.uid === undefined ? 'no uid' : `uid ${notice.uid}`;
  return el('li', { 'data-rule': notice.rule },
    el('p', { class: 'who' },
      el('span', { class: 'chip' }, notice.name),
      el('a', { href: peerLink(notice.hotkey, notice.early ? undefined : notice.window), title: notice.hotkey },
        `${uid} ${short(notice.hotkey)}`),
      el('span', { class: 'when' }, `window ${notice.window}${notice.early ? ', open' : ''}`)),
    el('p', { class: 'why' }, notice.text));
}
