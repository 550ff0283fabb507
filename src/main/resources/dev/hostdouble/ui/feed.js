// Follows the events of the world (server-sent events). EventSource sends no token, so this reads the stream itself.
import { ApiError, checked, send } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

/** The parts of a stream of server-sent events: a generator of {id, event, data}. */
async function* parts(reply) {
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      yield fields(block);
    }
  }
}

function fields(block) {
  const found = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      found[line.slice(0, colon)] = line.slice(colon + 1).trimStart();
    }
  }
  return found;
}

/** Resolves when the page is visible. */
async function visible() {
  while (document.hidden) {
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
  }
}

/**
 * The feed. A hidden page gives its connection back: browsers have six for all pages of a server, and a feed keeps one. It connects again by itself, and goes on after the last event that it got.
 *
 * `state` is `connecting`, `live`, `away` (no connection), `absent` (the world does not exist) or `refused`, with the reason in
 * `why`. It tries again in each of the last three.
 */
export class Feed {
  /**
   * @param {(kind: string, data: object) => void} told is called for each event in order
   * @param {() => void} changed is called when the state has changed
   */
  constructor(told, changed) {
    this.told = told;
    this.changed = changed;
    this.state = 'connecting';
    this.why = '';
    /** The status of the reply that refused it; 0 if there was none. */
    this.status = 0;
    this.last = '0';
    this.wait = FIRST_WAIT;
    this.hidden = new AbortController();
    document.addEventListener('visibilitychange', () => document.hidden && this.hidden.abort());
  }

  /** Tries again at once. */
  hurry() {}

  /** Follows until the page is left. */
  async follow() {
    for (;;) {
      await visible();
      this.hidden = new AbortController();
      try {
        await this.read(this.hidden.signal);
        this.become('away');
      } catch (error) {
        if (this.hidden.signal.aborted) {
          this.become('connecting');
          continue;
        }
        this.status = error instanceof ApiError ? error.status : 0;
        this.become(this.status === 404 ? 'absent' : this.status > 0 ? 'refused' : 'away', error.message);
      }
      await new Promise((wake) => {
        this.hurry = wake;
        setTimeout(wake, this.wait);
      });
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }
  }

  async read(signal) {
    const reply = await checked(await send('GET', 'events', { headers: { 'Last-Event-ID': this.last }, signal }));
    this.become('live');
    this.wait = FIRST_WAIT;
    for await (const part of parts(reply)) {
      if (part.event !== undefined) {
        this.told(part.event, JSON.parse(part.data));
      }
      this.last = part.id ?? this.last;
    }
  }

  become(state, why = '') {
    if (this.state !== state || this.why !== why) {
      this.state = state;
      this.why = why;
      this.changed();
    }
  }
}
