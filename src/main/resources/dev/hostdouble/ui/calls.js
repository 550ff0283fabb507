// The calls of the world, as the feed tells them: the latest of them, with their deliveries.

/** As many as a journal has by default. */
const MOST = 10_000;

/** The events with which a new log begins. */
const BEGINNINGS = ['reset', 'cleared', 'loaded'];

export class Calls {
  constructor() {
    /** In order; each as in `GET requests`. */
    this.all = [];
    /** How many were there before those. */
    this.dropped = 0;
    this.byNumber = new Map();
  }

  /** Takes an event of the feed; returns whether a new log has begun with it. */
  told(kind, data) {
    if (kind === 'call') {
      this.add(data);
    } else if (kind === 'delivery') {
      this.deliver(data);
    } else if (BEGINNINGS.includes(kind) || (kind === 'gap' && data.reason === 'unknown-id')) {
      this.clear();
      return true;
    }
    return false;
  }

  /** A call that is told again, after a lost connection, is the same call. */
  add(call) {
    if (this.byNumber.has(call.n)) {
      return;
    }
    const known = { ...call, delivery: null, bytes: null, delayMs: null };
    this.all.push(known);
    this.byNumber.set(call.n, known);
    if (this.all.length > MOST + MOST / 10) {
      // Not one by one: that would move all the others each time.
      this.all.splice(0, this.all.length - MOST).forEach((old) => this.byNumber.delete(old.n));
    }
    this.dropped = this.all[0].n - 1;
  }

  deliver({ n, outcome, bytes, delayMs }) {
    const call = this.byNumber.get(n);
    if (call !== undefined) {
      Object.assign(call, { delivery: outcome, bytes, delayMs });
    }
  }

  clear() {
    this.all = [];
    this.byNumber.clear();
    this.dropped = 0;
  }
}

/** The provider of a call; `unknown` is a call to none of them. */
export function providerOf(call) {
  return call.operation.split('/')[0];
}

/** The rules that changed a call. */
export function appliedRules(call) {
  return call.ruleHits.filter((hit) => hit.applied).map((hit) => hit.rule);
}

/** Whether the client did not get the whole reply. */
export function isBroken(call) {
  return call.delivery !== null && call.delivery !== 'complete';
}

/**
 * Makes a filter.
 *
 * @param {{text: string, provider: string, status: string, only: string}} wanted empty texts select all calls
 */
export function filterOf({ text, provider, status, only }) {
  const words = text.toLowerCase().split(' ').filter((word) => word !== '');
  const ONLY = {
    rules: (call) => call.ruleHits.length > 0,
    broken: isBroken,
    assumed: (call) => call.evidence === 'assumed',
  };
  const tests = [];
  if (words.length > 0) {
    tests.push((call) => {
      const all = `${call.n} ${call.method} ${call.path}?${call.query} ${call.operation} ${call.status} ${call.answer} ${appliedRules(call)}`;
      return words.every((word) => all.toLowerCase().includes(word));
    });
  }
  if (provider !== '') {
    tests.push((call) => providerOf(call) === provider);
  }
  if (status !== '') {
    tests.push((call) => (status === 'errors' ? call.answer !== 'ok' || call.status >= 400 : `${Math.floor(call.status / 100)}xx` === status));
  }
  if (only !== '') {
    tests.push(ONLY[only]);
  }
  return (call) => tests.every((test) => test(call));
}
