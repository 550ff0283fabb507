// Makes scenarios of a call that was made: the same call, and what shall happen to it.

/**
 * What a scenario can do to a call.
 *
 * @param {object} details the reply of `GET requests/{n}`
 * @param {object | null} operation its operation, as in `GET operations`
 * @returns {{title: string, text: string}[]}
 */
export function scenarioChoices(details, operation) {
  const { call } = details;
  const choice = (title, effect, description) => ({ title, text: scenario(details, operation, effect, description) });
  const isAnswered = call.operation !== 'unknown'; // by a provider; other calls can suffer no error of one
  const errors = (isAnswered ? operation?.answers ?? [] : []).map((one) => one.answer).filter((answer) => answer !== 'ok' && answer === answer.toUpperCase());
  const first = call.answer === 'ok' ? [] : errors.filter((error) => error === call.answer);
  const others = errors.filter((error) => !first.includes(error));
  return [
    ...first.map((error) => choice(`the same error: ${error}`, `{ error: ${error} }`, `The call fails with ${error}.`)),
    choice('the reply is lost', '{ lose_reply: true }', 'The call takes effect, but its reply is lost.'),
    choice('a 503 of a gateway', '{ gateway: { status: 503, retry_after: 2 } }', 'A gateway in front of the provider answers 503.'),
    choice('the reply is late', '{ delay: 5s }', 'The reply comes after five seconds.'),
    choice('the connection is reset', '{ transport: reset }', 'The connection is reset before the call takes effect.'),
    ...(startsJob(details) ? [choice('its job fails', '{ job: { fail: failed, at: 0.5 } }', 'The job that the call starts fails halfway.')] : []),
    ...others.map((error) => choice(`error ${error}`, `{ error: ${error} }`, `The call fails with ${error}.`)),
  ];
}

function startsJob({ call, reply }) {
  return call.answer === 'ok' && /"(jobId|callback|task_id)"/.test(reply.body ?? '');
}

function scenario({ call, request }, operation, effect, description) {
  const conditions = { ...pathValues(call, operation), ...formValues(call, request) };
  const when = Object.entries(conditions).map(([name, value]) => `${name}: ${yaml(value)}`).join(', ');
  return `scenario: ${call.operation.replace(/[^a-z0-9]+/g, '-')}-${call.n}
description: ${yaml(`${description} Made of call ${call.n}.`)}
rules:
  - name: this-call
    on: ${call.operation}
${when === '' ? '' : `    when: { ${when} }\n`}    calls: first
    effect: ${effect}
    expect: 1
`;
}

/** The values of the named segments of the path. */
function pathValues(call, operation) {
  const values = {};
  const names = (operation?.path ?? '').split('/');
  const segments = call.path.split('/');
  if (names.length === segments.length) {
    names.forEach((name, index) => {
      if (name.startsWith('{')) {
        values[`path.${name.slice(1, -1)}`] = decodeURIComponent(segments[index]);
      }
    });
  }
  return values;
}

/** At HOSTKEY, the resource that a call is about is a field of its form, or of its query. */
function formValues(call, request) {
  if (!call.operation.startsWith('hostkey/')) {
    return {};
  }
  const id = new URLSearchParams(request.body ?? '').get('id') ?? new URLSearchParams(call.query).get('id');
  return id === null ? {} : { 'body.id': id };
}

/** A value of YAML that is read as what it says. */
function yaml(text) {
  return /^[0-9]{1,15}$/.test(text) ? text : JSON.stringify(text);
}
