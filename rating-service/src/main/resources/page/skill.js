import { el, text } from './dom.js';
import { fixed, short } from './format.js';
import { LineChart } from './linechart.js';

const WINDOWS = 120;

/** A peer's skill as it is known: the mean, and three deviations to both sides; the lower edge is the ordinal. */
export class Skill {
  constructor(state, title, signal) {
    this.state = state;
    this.entries = [];
    this.chart = new LineChart({
      title,
      note: 'mu and three sigma to both sides; the lower edge is the ordinal',
      format: (value) => fixed(value, 1),
      bands: [{ between: [1, 2], fill: 'wash-1' }],
      signal,
    });
    this.node = this.chart.node;
    this.chart.set([], [], []);
    state.on('window', () => this.follow(), signal);
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
    const path = `/api/v1/peers/${encodeURIComponent(hotkey)}/history?limit=${WINDOWS}&netuid=${this.state.netuid ?? ''}`;
    const response = await fetch(path).catch(() => null);
    if (this.hotkey === hotkey) {
      this.entries = response?.ok ? points(await response.json()) : [];
      this.show();
    }
  }

  follow() {
    const standing = this.state.standing(this.hotkey);
    const window = this.state.newest.verdict.window;
    const last = this.entries.at(-1)?.window ?? -1;
    if (standing && last >= 0 && window > last) {
      this.entries = [...this.entries, { window, mu: standing.mu, sigma: standing.sigma }].slice(-WINDOWS);
      this.show();
    }
  }

  show() {
    const line = (value) => this.entries.map(value);
    this.chart.set(line((entry) => entry.window), [
      { name: 'mu + 3 sigma', colour: 'ink-1', width: 1 },
      { name: 'mu - 3 sigma', colour: 'ink-1', width: 1 },
      { name: 'mu', colour: 'ink-1' },
    ], [
      line((entry) => entry.mu + 3 * entry.sigma),
      line((entry) => entry.mu - 3 * entry.sigma),
      line((entry) => entry.mu),
    ]);
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
      const chosen = choice.value
        || [...standings].sort((a, b) => b.weight - a.weight || a.uid - b.uid)[0]?.hotkey;
      listed = key;
      choice.replaceChildren(...standings.map((standing) =>
        el('option', { value: standing.hotkey }, `uid ${standing.uid}, ${short(standing.hotkey)}`)));
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
