import { Board } from './board.js';
import { losses, modelLoss, weightShares } from './charts.js';
import { attribute, byId, el, text } from './dom.js';
import { Notices } from './notices.js';
import { PeerView } from './peer.js';
import { Figures, Progress } from './progress.js';
import { chosenSkill } from './skill.js';
import { State } from './state.js';
import { Stream } from './stream.js';
import { Submissions } from './submissions.js';

const asked = new URLSearchParams(location.search).get('netuid');
const netuid = /^\d{1,5}$/.test(asked ?? '') ? asked : '';
const query = netuid ? `?netuid=${netuid}` : '';
const state = new State(netuid === '' ? null : Number(netuid));
let peer = null;

function status(name, words) {
  const place = byId('connection');
  attribute(place, 'data-state', name);
  text(place, words);
}

async function past() {
  const response = await fetch(`/api/v1/overview${query}`).catch(() => null);
  if (response?.ok) {
    state.load(await response.json());
    subnets();
  } else if (response) {
    const problem = await response.json().catch(() => null);
    text(byId('announce'), problem?.detail ?? `The overview cannot be read: ${response.status}`);
  }
}

function subnets() {
  const choice = byId('subnet');
  const several = state.netuids.length > 1;
  choice.parentElement.hidden = !several;
  text(byId('subnet-name'), several ? '' : `subnet ${state.netuid}`);
  choice.replaceChildren(...state.netuids.map((each) => el('option', { value: String(each) }, String(each))));
  choice.value = String(state.netuid);
}

function route() {
  const [, kind, hotkey, window] = location.hash.split('/');
  if (location.hash && !location.hash.startsWith('#/')) {
    return;
  }
  const named = kind === 'peer' && hotkey ? decoded(hotkey) : null;
  if (named === null) {
    leave();
  } else {
    enter(named, /^\d{1,15}$/.test(window ?? '') ? window : undefined);
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function leave() {
  const was = peer;
  peer?.close();
  peer = null;
  byId('peer').replaceChildren();
  show('Assay');
  if (was) {
    (document.querySelector(`tr[data-hotkey="${CSS.escape(was.hotkey)}"] a`) ?? byId('main')).focus();
  }
}

function enter(hotkey, window) {
  if (peer?.hotkey !== hotkey) {
    peer?.close();
    peer = new PeerView(state, hotkey);
    byId('peer').replaceChildren(peer.node);
    show(peer.title());
    peer.heading.focus();
    scrollTo(0, 0);
  }
  peer.at(window);
}

function show(title) {
  byId('overview').hidden = peer !== null;
  byId('peer').hidden = peer === null;
  document.title = title;
}

byId('subnet').addEventListener('change', () => {
  location.search = `?netuid=${byId('subnet').value}`;
});
addEventListener('hashchange', route);

new Progress(state);
new Figures(state);
new Board(state);
new Notices(state);
new Submissions(state);
byId('charts').append(modelLoss(state), losses(state), weightShares(state), chosenSkill(state));
route();
new Stream(`/api/v1/live${query}`, {
  open: past,
  gap: ({ after, resumedAt }) => {
    if (resumedAt <= after) {
      state.forget();
    }
    past();
  },
  window: (event) => {
    if (!state.settle(event)) {
      past();
    }
    text(byId('announce'), `Window ${event.verdict.window} has its verdict`);
  },
  progress: (event) => state.onProgress(event.windows),
  submissions: (event) => state.onSubmissions(event.submissions),
}, status);
