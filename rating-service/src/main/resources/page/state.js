/**
 * What the page knows of a subnet: the overview's past, continued by the stream's windows. It is told when one does not
 * follow the other, and then wants the overview again.
 */
const WINDOWS = 120;
const NOTICES = 200;

export class State extends EventTarget {
  netuids = [];
  points = [];
  series = new Map();
  notices = [];
  newest = null;
  progress = [];
  submissions = [];

  /** Of a subnet, or of the service's first one, whose number the overview will tell. */
  constructor(netuid) {
    super();
    this.netuid = netuid;
  }

  /** Takes an overview as the past. */
  load(overview) {
    this.netuid = overview.netuid;
    this.netuids = overview.netuids;
    this.points = overview.windows;
    this.series = new Map(overview.peers.map((peer) => [peer.hotkey, peer]));
    this.notices = overview.notices;
    const last = this.points.at(-1);
    if (this.newest && last && this.newest.verdict.window > last.verdict.window) {
      this.follow(this.newest);
    }
    this.tell('past');
  }

  /** The record was begun anew: what is known is of another one. */
  forget() {
    this.newest = null;
    this.points = [];
    this.tell('past');
  }

  /** Takes a settled window; false when the overview has to be read again. */
  settle(event) {
    const whole = this.follow(event);
    this.newest = event;
    this.tell('window');
    return whole;
  }

  /** Continues the past by a window, if it is the next one. */
  follow(event) {
    const last = this.points.at(-1);
    if (last?.verdict.verdictHash === event.verdict.verdictHash) {
      return true;
    }
    if (!last ? event.previousVerdictHash : event.previousVerdictHash !== last.verdict.verdictHash) {
      return false;
    }
    this.points = [...this.points, { verdict: event.verdict, losses: event.losses }].slice(-WINDOWS);
    this.notices = [...event.notices, ...this.notices].slice(0, NOTICES);
    this.extend(event.standings);
    return true;
  }

  extend(standings) {
    const before = this.points.length - 1;
    const extended = new Map();
    for (const standing of standings) {
      const known = this.series.get(standing.hotkey);
      const grown = (values, value) => [...(values ?? []), value].slice(-WINDOWS);
      const past = known ?? { weights: Array(before).fill(null), ordinals: Array(before).fill(null) };
      extended.set(standing.hotkey, {
        uid: standing.uid,
        hotkey: standing.hotkey,
        weights: grown(past.weights, standing.weight),
        ordinals: grown(past.ordinals, ordinal(standing)),
      });
    }
    this.series = extended;
  }

  onProgress(windows) {
    this.progress = windows;
    this.tell('progress');
  }

  onSubmissions(submissions) {
    this.submissions = submissions;
    this.tell('submissions');
  }

  standing(hotkey) {
    return this.newest?.standings.find((standing) => standing.hotkey === hotkey) ?? null;
  }

  tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }

  /** Listens, until the signal says that the listener has gone. */
  on(what, handler, signal) {
    this.addEventListener(what, handler, { signal });
  }
}

export function ordinal(standing) {
  return standing.mu - 3 * standing.sigma;
}
