// The panel "Live": the calls as they come, and one of them in full.
import { callView, closeCall, delivered, logBegun, openCall } from './call.js';
import { appliedRules, Calls, filterOf, isBroken } from './calls.js';
import { confirmed } from './dialogs.js';
import { counted, evidenceMark, html, nothing, timeText } from './dom.js';
import { VirtualList } from './virtual-list.js';

const calls = new Calls();
const wanted = { text: '', provider: '', status: '', only: '' };
let app;

const list = new VirtualList({
  id: 'calls',
  label: 'Calls',
  columns: ['n', 'Time', 'Method', 'Path', 'Operation', 'Status', 'Evidence', 'Rules applied', 'Delivery'],
  key: (call) => call.n,
  row: cells,
  rowClass: (call) => (isBroken(call) ? 'broken' : ''),
  opened: (call) => app.go('live', String(call.n)),
  closed: () => closeCall(app),
  changed: () => app.update(),
});

/** What a screen reader says when somebody filters; the number of calls itself would be said with each call. */
let found = '';

function cells(call) {
  return [
    call.n,
    timeText(call.at),
    call.method,
    call.query === '' ? call.path : `${call.path}?${call.query}`,
    call.operation,
    html`<span class="status status-${Math.floor(call.status / 100)}">${call.status}</span>${
      call.answer === 'ok' ? nothing : html` <span class="answer">${call.answer}</span>`}`,
    evidenceMark(call.evidence),
    appliedRules(call).join(', '),
    call.delivery === null ? '…' : html`<span class=${isBroken(call) ? 'bad' : 'quiet'}>${call.delivery}</span>`,
  ];
}

function view() {
  const isAll = Object.values(wanted).every((value) => value === '');
  const shown = isAll ? calls.all : calls.all.filter(filterOf(wanted));
  return html`
    <div class="toolbar">
      <label>Filter <input id="calls-filter" type="search" placeholder="path, operation, answer, rule"
        .value=${wanted.text} @input=${(event) => choose('text', event.target.value)}></label>
      ${select('provider', 'Provider', [['', 'all'], ['hostkey', 'HOSTKEY'], ['hosterapi', 'HosterAPI'], ['vss', 'VSS'], ['unknown', 'none']])}
      ${select('status', 'Status', [['', 'all'], ['errors', 'all errors'], ['2xx', '2xx'], ['3xx', '3xx'], ['4xx', '4xx'], ['5xx', '5xx']])}
      ${select('only', 'Only', [['', 'all calls'], ['rules', 'met a rule'], ['broken', 'delivery broken'], ['assumed', 'assumed answers']])}
      <span class="spring">${isAll ? `${calls.dropped > 0 ? 'the latest ' : ''}${counted(calls.all.length, 'call')}` : `${shown.length} of ${counted(calls.all.length, 'call')}`}</span>
      <span class="hidden" role="status">${found}</span>
      ${list.follows ? nothing : html`<button type="button" @click=${() => list.toEnd()}>Latest calls</button>`}
      <button type="button" @click=${clear} ?disabled=${calls.all.length === 0}>Clear</button>
    </div>
    <div class="split ${app.place === '' ? '' : 'open'}">
      ${shown.length === 0 ? empty(isAll) : list.view(shown)}
      ${app.place === '' ? nothing : callView(app)}
    </div>`;
}

function empty(isAll) {
  const client = `${location.origin}${app.base.replace(/\/_emulator\/$/, '')}`;
  return isAll
    ? html`<div class="empty"><h2>No calls yet</h2><p>Point your client at <code>${client}</code>. Its calls appear here.</p></div>`
    : html`<p class="empty">No call fits the filter.</p>`;
}

function select(name, label, options) {
  return html`<label>${label} <select id="calls-${name}" @change=${(event) => choose(name, event.target.value)}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${wanted[name] === value}>${text}</option>`)}
  </select></label>`;
}

function choose(name, value) {
  wanted[name] = value;
  found = counted(calls.all.filter(filterOf(wanted)).length, 'call');
  app.update();
}

async function clear() {
  if (await confirmed('Clear the journal?', 'The server forgets all calls of this world. A recording made afterwards is incomplete until the next reset.', 'Clear')) {
    await app.attempt(() => app.api.delete('requests'), 'The journal is empty.');
  }
}

export default {
  id: 'live',
  title: 'Live',
  start: (given) => {
    app = given;
  },
  told: (given, kind, data) => {
    if (calls.told(kind, data)) {
      logBegun(given);
    }
    if (kind === 'delivery') {
      delivered(given, data);
    }
    if (kind === 'gap' && data.reason === 'dropped') {
      given.notify(`${counted(data.missed, 'event')} cannot be shown: the server no longer had them.`, 'error');
    }
  },
  shown: (given) => {
    app = given;
    if (given.place !== '' && list.current !== Number(given.place)) {
      list.show(Number(given.place));
    }
    openCall(given);
  },
  view,
};
