// What the panel "Operations" knows: the operations, and how much of them the client has met.

/** The providers by the ids of their operations; calls to none of them come last. */
export const PROVIDERS = [['hostkey', 'HOSTKEY'], ['hosterapi', 'HosterAPI'], ['vss', 'VSS'], ['unknown', 'No provider']];

/** An operation of `GET operations` as the panel needs it: `hosterapi/server.start` is in the section `server`. */
export function merged({ operation, method, path, answers, facts }) {
  const [provider, name = ''] = operation.split('/');
  const [section] = name.split('.');
  const words = [operation, method, path, ...answers.flatMap((one) => [one.answer, one.status, one.text, one.note]),
    ...facts.flatMap((one) => [one.fact, one.statement])];
  return { id: operation, provider, section: section || 'unknown', method, path, answers, facts, words: words.join(' ').toLowerCase() };
}

/**
 * What `GET coverage` says of each operation.
 *
 * @returns {Map<string, {calls: number, documented: number, met: number, answers: Map<string, object>, command: string | undefined}>}
 */
export function coverageOf({ operations, unused }) {
  const known = new Map();
  for (const { operation, calls, documented, met, answers, notCounted } of operations) {
    const all = new Map([...answers, ...notCounted].map((one) => [one.answer, one]));
    known.set(operation, { calls, documented, met, answers: all, command: undefined });
  }
  for (const { operation, documented, command } of unused) {
    known.set(operation, { calls: 0, documented, met: 0, answers: new Map(), command });
  }
  return known;
}

const ONLY = {
  used: (one, known) => known.calls > 0,
  unused: (one, known) => known.calls === 0,
  'not-met': (one, known) => known.met < known.documented,
  met: (one, known) => known.documented > 0 && known.met === known.documented,
  assumed: (one) => one.answers.every((answer) => answer.evidence === 'assumed'),
};

/**
 * Makes a filter.
 *
 * @param {{text: string, provider: string, only: string}} wanted empty texts select all operations
 * @param {(operation: object) => object} metOf what is known of the coverage of an operation
 */
export function tests({ text, provider, only }, metOf) {
  const words = text.toLowerCase().split(' ').filter((word) => word !== '');
  return (one) => (provider === '' || one.provider === provider)
    && words.every((word) => one.words.includes(word))
    && (only === '' || ONLY[only](one, metOf(one)));
}
