// The panel "Operations": what the providers can do and answer, how well that is known, and what this world's client has met of it.
import { copyText, counted, evidenceMark, html, nothing, repeat, saveFile } from './dom.js';
import { coverageOf, merged, PROVIDERS, tests } from './operation-data.js';

/** In milliseconds. */
const REFRESH = 500;

/** The rows of `GET operations`, in groups; they do not change while the server runs. */
let operations = [];
let coverage = new Map();
let problem = '';
const wanted = { text: '', provider: '', only: '' };
/** Which providers, sections and operations a person has opened or closed: key to boolean. */
const unfolded = new Map();
let app;

const ONLY = [
  ['', 'all operations'], ['used', 'used by this world'], ['unused', 'not used'], ['not-met', 'with answers not met'],
  ['met', 'all documented answers met'], ['assumed', 'only assumed answers'],
];

async function read() {
  try {
    if (operations.length === 0) {
      operations = (await app.api.get('operations')).operations.map(merged);
    }
    coverage = coverageOf(await app.api.get('coverage'));
    problem = '';
  } catch (error) {
    problem = error.status === 404 ? '' : error.message;
  }
  app.update();
}

let soon;

/** Reads the coverage once for all calls of a moment, also while they do not end. */
function readSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    if (isShown()) {
      read();
    }
  }, REFRESH);
}

function isShown() {
  return app.panel === 'operations' && !document.hidden;
}

const NONE = { calls: 0, met: 0, documented: null, answers: new Map(), command: undefined };

function metOf(operation) {
  return coverage.get(operation.id) ?? NONE;
}

/** A part of the page that is folded, and only rendered when it is open. */
function folding(key, isOpen, kind, summary, content) {
  const open = unfolded.get(key) ?? isOpen;
  const toggled = (event) => {
    if (event.target === event.currentTarget && event.target.open !== (unfolded.get(key) ?? isOpen)) {
      unfolded.set(key, event.target.open);
      app.update();
    }
  };
  return html`<details class=${kind} ?open=${open} @toggle=${toggled}><summary>${summary}</summary>${open ? content() : nothing}</details>`;
}

function choose(name, value) {
  wanted[name] = value;
  unfolded.clear(); // what was opened by hand belongs to another list
  app.update();
}

function select(name, label, options) {
  return html`<label>${label} <select id="operations-${name}" @change=${(event) => choose(name, event.target.value)}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${wanted[name] === value}>${text}</option>`)}
  </select></label>`;
}

function view() {
  const fits = tests(wanted, metOf);
  const shown = operations.filter(fits);
  const isFiltered = wanted.text !== '' || wanted.only !== '';
  return html`
    <div class="toolbar">
      <label>Filter <input id="operations-filter" type="search" placeholder="operation, path, answer, text, fact" .value=${wanted.text}
        @input=${(event) => choose('text', event.target.value)}></label>
      ${select('provider', 'Provider', [['', 'all'], ...PROVIDERS])}
      ${select('only', 'Only', ONLY)}
      <span class="spring" role="status">${shown.length === operations.length ? '' : `${shown.length} of `}${counted(operations.length, 'operation')}</span>
      <span>Coverage
        <button type="button" @click=${() => save('html', 'html')}>HTML</button>
        <button type="button" aria-label="Coverage as JUnit report" @click=${() => save('junit', 'xml')}>JUnit</button></span>
    </div>
    <div class="providers">
      ${problem === '' ? nothing : html`<p class="bad">${problem}</p>`}
      ${operations.length === 0 ? html`<p class="empty">The operations are read…</p>` : nothing}
      ${operations.length > 0 && shown.length === 0 ? html`<p class="empty">No operation fits the filter.</p>` : nothing}
      ${PROVIDERS.map(([id, title]) => provider(id, title, shown.filter((one) => one.provider === id), isFiltered))}
    </div>`;
}

function save(as, extension) {
  return app.attempt(async () => saveFile(`${app.world}-coverage.${extension}`, await app.api.blob(`coverage?as=${as}`)));
}

function provider(id, title, shown, isFiltered) {
  if (shown.length === 0) {
    return nothing;
  }
  const sections = [...new Set(shown.map((one) => one.section))];
  const isUsed = operations.some((one) => one.provider === id && metOf(one).calls > 0);
  return folding(id, isFiltered || isUsed || wanted.provider === id, 'provider card', html`<h2>${title}</h2> ${bar(id, title)}`, () => sections.map((name) =>
    section(`${id}/${name}`, name, shown.filter((one) => one.section === name), isFiltered)));
}

/** What the client has met of a provider, of the operations that it uses. */
function bar(id, title) {
  const all = operations.filter((one) => one.provider === id);
  const used = all.map(metOf).filter((known) => known.calls > 0);
  const documented = used.reduce((sum, known) => sum + (known.documented ?? 0), 0);
  const met = used.reduce((sum, known) => sum + known.met, 0);
  return html`
    <span class="bar">${documented === 0 ? nothing : html`<progress max=${documented} .value=${met} aria-label="Documented answers of ${title} that were met"></progress>
      ${met} of ${documented} documented answers met;`} ${used.length} of ${counted(all.length, 'operation')} used</span>`;
}

function section(key, name, shown, isFiltered) {
  const used = shown.filter((one) => metOf(one).calls > 0).length;
  return folding(key, isFiltered || used > 0, 'section', html`<h3>${name}</h3> <span class="quiet">${counted(shown.length, 'operation')}${used === 0 ? '' : `, ${used} used`}</span>`,
    () => repeat(shown, (one) => one.id, operation));
}

function operation(one) {
  const known = metOf(one);
  return folding(one.id, false, 'operation', html`
    <span class="method">${one.method}</span> <span class="path">${one.path}</span> <code class="id">${one.id}</code>
    ${evidenceMark(one.answers[0]?.evidence ?? 'assumed')} ${usedMark(known)}`, () => details(one, known));
}

function usedMark(known) {
  if (known.calls === 0) {
    return html`<span class="used quiet">not used</span>`;
  }
  return html`<span class="used ${known.documented > 0 && known.met === known.documented ? 'good' : ''}">${
    known.documented > 0 ? `${known.met} of ${known.documented} met` : 'used'}, ${counted(known.calls, 'call')}</span>`;
}

function details(one, known) {
  return html`
    ${known.calls === 0 && known.command ? command(one.id, known.command) : nothing}
    <div class="scrolls" role="region" tabindex="0" aria-label="Answers of ${one.id}"><table>
      <thead><tr><th scope="col">Answer</th><th scope="col">Status</th><th scope="col">Text</th><th scope="col">Evidence</th><th scope="col">Met</th></tr></thead>
      <tbody>${one.answers.map((answer) => answerRow(answer, known.answers.get(answer.answer)))}</tbody>
    </table></div>
    ${one.facts.length === 0 ? nothing : folding(`${one.id} facts`, false, 'facts', html`${counted(one.facts.length, 'fact')} that its answers may rest on`, () => html`
      <ul>${one.facts.map((fact) => html`<li>${evidenceMark(fact.evidence)} ${fact.statement} <code>${fact.fact}</code></li>`)}</ul>`)}`;
}

function answerRow(answer, times) {
  return html`
    <tr>
      <th scope="row"><code>${answer.answer}</code></th>
      <td><span class="status status-${Math.floor(answer.status / 100)}">${answer.status}</span></td>
      <td class="text">${answer.text}</td>
      <td>${evidenceMark(answer.evidence)} ${answer.note === '' ? nothing : html`<span class="quiet">${answer.note}</span>`}</td>
      <td class="met">${metText(times)}</td>
    </tr>
    ${times?.command && times.met === 0 ? html`<tr><td></td><td colspan="4">${command(answer.answer, times.command)}</td></tr>` : nothing}`;
}

/** How often the client got an answer, and what kept it from it. */
function metText(times) {
  if (times === undefined || times.calls === 0) {
    return html`<span class="quiet">not met</span>`;
  }
  const more = [[times.byRules, 'by a rule'], [times.changed, 'changed by a rule'], [times.lost, 'lost on the way'], [times.withoutBody, 'without its body']]
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`);
  const word = times.met === 0 ? html`<span class="warning">not met</span>` : html`<span class="good">met ${times.met}×</span>`;
  return html`${word}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** The command that brings something about. */
function command(what, text) {
  const copy = () => app.attempt(async () => {
    if (!await copyText(text)) {
      throw new Error('The browser does not allow this page to copy.');
    }
  }, 'The command is copied.');
  return html`<div class="command"><code>${text}</code>
    <button type="button" aria-label="Copy the command for ${what}" @click=${copy}>Copy</button></div>`;
}

export default {
  id: 'operations',
  title: 'Operations',
  start: (given) => {
    app = given;
  },
  shown: () => read(),
  told: (given, kind) => {
    if (kind === 'call' || kind === 'delivery') {
      readSoon();
    }
  },
  view,
};
