/**
 * The live stream. A connection that breaks is taken up by the browser, after the last event's id; one that is refused is
 * opened anew, later and later.
 */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

export class Stream {
  constructor(url, handlers, status) {
    this.url = url;
    this.handlers = handlers;
    this.status = status;
    this.pause = FIRST_PAUSE;
    this.open();
  }

  open() {
    this.status('waiting', 'Connecting');
    this.source = new EventSource(this.url);
    this.source.addEventListener('open', () => {
      this.pause = FIRST_PAUSE;
      this.status('live', 'Live');
      this.handlers.open();
    });
    this.source.addEventListener('error', () => this.broken());
    for (const name of ['window', 'progress', 'submissions', 'gap']) {
      this.source.addEventListener(name, (event) => this.handlers[name](JSON.parse(event.data)));
    }
  }

  broken() {
    if (this.source.readyState !== EventSource.CLOSED) {
      this.status('lost', 'Disconnected, connecting again');
      return;
    }
    this.status('lost', `Disconnected, next attempt in ${Math.round(this.pause / 1000)} s`);
    this.timer = setTimeout(() => this.open(), this.pause);
    this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
  }

  close() {
    clearTimeout(this.timer);
    this.source.close();
  }
}
