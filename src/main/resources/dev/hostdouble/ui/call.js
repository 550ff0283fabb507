// One call in full: request and reply side by side, what was delivered, and why.
import { copyText, counted, evidenceMark, html, nothing, saveFile } from './dom.js';
import { scenarioChoices } from './scenario-of-call.js';

/** As much of a body as is shown. */
const LONGEST = 100_000;

/** Deeper members are indented as far as these. */
const DEEPEST = 40;

const CLOSED = { n: '', details: null, error: '', secrets: 'mask', operation: null };

/** The call that is shown: `details` is the reply of `GET requests/{n}`, or null while it is read. */
let open = CLOSED;

/** Reads the call in the address; called when the panel is shown. */
export function openCall(app) {
  if (app.place !== '' && app.place !== open.n) {
    open = { ...CLOSED, n: app.place };
    read(app);
  }
}

/** A new log has begun: closes the call unless it is in that log. Its number may be another call's now. */
export async function logBegun(app) {
  const was = open;
  if (was.details === null) {
    return;
  }
  const now = await app.api.get(`requests/${was.n}`).catch(() => null);
  if (open === was && (now === null || identity(now) !== identity(was.details))) {
    open = CLOSED;
    if (app.panel === 'live' && app.place === was.n) {
      app.go('live');
    }
  }
}

function identity({ call }) {
  return JSON.stringify([call.at, call.method, call.path, call.operation]);
}

async function read(app) {
  const wanted = open;
  try {
    const details = await app.api.get(`requests/${encodeURIComponent(wanted.n)}?secrets=${wanted.secrets}`);
    wanted.details = details;
    wanted.error = '';
    wanted.operation = await operationOf(app, details.call.operation);
  } catch (error) {
    wanted.error = error.message;
  }
  app.update();
}

/** Reads the call again when the feed says how its reply was delivered. */
export function delivered(app, { n }) {
  if (open.n === String(n) && (open.details?.delivery ?? null) === null) {
    read(app);
  }
}

let operations;

async function operationOf(app, id) {
  operations ??= app.api.get('operations').then((reply) => reply.operations);
  try {
    return (await operations).find((one) => one.operation === id) ?? null;
  } catch (error) {
    operations = undefined;
    throw error;
  }
}

export function callView(app) {
  const { details, error, n } = open;
  const title = details === null ? `Call ${n}` : `${details.call.method} ${details.call.path}`;
  return html`
    <section class="call" aria-label="Call ${n}" @keydown=${(event) => event.key === 'Escape' && closeCall(app)}>
      <header>
        <h2>${title}</h2>
        ${details === null ? nothing : actions(app)}
        <button type="button" class="quiet" aria-label="Close the call" @click=${() => closeCall(app)}>×</button>
      </header>
      ${error === '' ? nothing : html`<p class="bad">${error}</p>`}
      ${details === null ? nothing : html`
        ${why(details)}
        <div class="sides">
          ${side('Request', details.request, requestLine(details.call))}
          ${side('Reply', details.reply, `HTTP/1.1 ${details.call.status}${isWhole(details.delivery) ? '' : ' (the client did not get all of this)'}`)}
        </div>`}
    </section>`;
}

/** Closes the call; the keyboard is back at the list. */
export function closeCall(app) {
  app.go('live');
  document.getElementById('calls')?.focus();
}

function requestLine(call) {
  return `${call.method} ${call.path}${call.query === '' ? '' : `?${call.query}`}`;
}

function actions(app) {
  const scenario = (event) => {
    const choice = scenarioChoices(open.details, open.operation)[event.target.value];
    event.target.value = '';
    app.edit(choice.text);
  };
  return html`
    <button type="button" id="as-curl" @click=${() => asCurl(app)}>Copy as curl</button>
    <button type="button" @click=${() => keepSecrets(app)} aria-pressed=${open.secrets === 'keep'}>Show credentials</button>
    <label><span class="hidden">Make a scenario of this call</span>
      <select id="make-scenario" @change=${scenario}>
        <option value="">Make a scenario of this…</option>
        ${scenarioChoices(open.details, open.operation).map((choice, index) => html`<option value=${index}>${choice.title}</option>`)}
      </select></label>`;
}

async function asCurl(app) {
  await app.attempt(async () => {
    const text = await app.api.text(`requests/${open.n}?as=curl&secrets=${open.secrets}`);
    if (await copyText(text)) {
      const masked = text.includes('***') ? ' Its credentials are masked: press Show credentials first to run it.' : '';
      app.notify(`The curl command is in the clipboard.${masked}`);
    } else {
      saveFile(`call-${open.n}.sh`, text);
    }
  });
}

function keepSecrets(app) {
  open.secrets = open.secrets === 'mask' ? 'keep' : 'mask';
  read(app);
}

const DELIVERY = {
  'complete': 'all of the reply',
  'client-closed': 'not all of it: the client closed the connection',
  'reset': 'the connection was reset',
  'empty': 'nothing: the connection was closed without a byte',
  'garbage': 'bytes that are not HTTP',
  'truncated': 'a part of the body',
  'malformed-chunk': 'a corrupt chunk',
  'stalled': 'a part; the connection stayed open',
  'closed': 'all of the reply; then the connection was closed',
};

/** Operation, evidence, rules and notes: why the reply is as it is. */
function why({ call, delivery, restsOn, notes }) {
  return html`
    <dl class="why">
      <dt>Operation</dt>
      <dd><a href="#operations/${call.operation}">${call.operation}</a>, answer <code>${call.answer}</code> ${evidenceMark(call.evidence)}</dd>
      <dt>Delivered</dt>
      <dd>${deliveryText(delivery)}</dd>
      ${call.ruleHits.length === 0 ? nothing : html`<dt>Rules</dt><dd>${call.ruleHits.map(ruleHit)}</dd>`}
      ${restsOn.length === 0 ? nothing : html`<dt>Rests on</dt><dd><ul>${restsOn.map((fact) => html`<li>${factView(fact)}</li>`)}</ul></dd>`}
      ${notes.length === 0 ? nothing : html`<dt>Notes</dt><dd><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></dd>`}
    </dl>`;
}

function isWhole(delivery) {
  return delivery === null || delivery.outcome === 'complete' || delivery.outcome === 'closed';
}

function deliveryText(delivery) {
  if (delivery === null) {
    return 'not known: it is being sent, or the call was played from a recording';
  }
  const text = DELIVERY[delivery.outcome] ?? delivery.outcome;
  return html`<span class=${isWhole(delivery) ? '' : 'bad'}><code>${delivery.outcome}</code>: ${text}</span>
    (${delivery.bytes} bytes of the body${delivery.delayMs > 0 ? `, after ${delivery.delayMs} ms` : ''})`;
}

function ruleHit(hit) {
  const scenario = hit.rule.slice(0, hit.rule.lastIndexOf('/'));
  return html`<p class="hit"><a href="#failures/${scenario}">${hit.rule}</a>
    ${hit.applied ? html`<span class="mark mark-applied">applied</span>` : html`<span class="mark">chosen, not applied</span>`}
    ${(hit.effects ?? []).map((effect) => html`<span><code>${effect.effect}</code>${effect.applied ? '' : ' (changed nothing)'}${effect.note ? `: ${effect.note}` : ''} </span>`)}</p>`;
}

function factView(fact) {
  return typeof fact === 'string' ? fact : html`${fact.statement ?? fact.fact} ${fact.evidence ? evidenceMark(fact.evidence) : nothing}`;
}

function side(title, message, line) {
  return html`
    <section class="side" aria-label=${title}>
      <h3>${title}</h3>
      <pre class="line">${line}</pre>
      <details><summary>${counted(message.headers.length, 'header')}</summary>
        <table class="headers"><tbody>${message.headers.map((header) => html`<tr><th scope="row">${header.name}</th><td>${header.value}</td></tr>`)}</tbody></table>
      </details>
      ${message.body?.includes('\ufffd') ? html`<p class="quiet">Bytes that are not UTF-8 are shown as \ufffd.</p>` : nothing}
      <pre class="body" tabindex="0" aria-label="${title}: body">${bodyText(message)}</pre>
    </section>`;
}

/** JSON with a line for each member, other text as it is. */
function bodyText(message) {
  const text = message.body ?? '';
  if (text === '') {
    return '(no body)';
  }
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : indented(text);
}

/** Adds line breaks to JSON and changes nothing else: names, numbers and texts stay as they were sent. */
function indented(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  const line = () => `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
  return text.replace(/"(?:[^"\\]+|\\.)*"|[{[]\s*[}\]]|[{[]|[}\]]|[,:]|\s+/g, (part) => {
    const char = part[0];
    if (char === '"') {
      return part;
    }
    if (char === '{' || char === '[') {
      if (part.length > 1) {
        return char + part.at(-1);
      }
      depth++;
      return char + line();
    }
    if (char === '}' || char === ']') {
      depth--;
      return line() + char;
    }
    return { ',': `,${line()}`, ':': ': ' }[char] ?? '';
  });
}
