// The editor of the panel "Failures": the text of a scenario, what is wrong with it, and what can stand at the cursor.
import { proposalsAt } from './completion.js';
import { counted, debounced, html, live, nothing, repeat, saveFile } from './dom.js';

/** As in the style sheet, in pixels. */
const LINE = 20;
const MARGIN = 8;
const LARGEST = 1 << 20;

const EXAMPLE = `scenario: my-scenario
description: The first start of a server fails.
rules:
  - name: first-start
    on: hosterapi/server.start
    calls: first
    effect: { error: SIGNAL_FAILED, signal: start }
    expect: 1
`;

const editor = {
  text: '',
  /** Whether the text was changed here since it was opened. */
  changed: false,
  /** The changed text that another one has replaced. */
  previous: '',
  /** The reply of scenarios/check about the text, or an older one while the text is checked. */
  check: null,
  isChecked: false,
  /** What is proposed: {from, word, proposals, chosen}; null while no list is open. */
  list: null,
};

/** What proposals are made of; read when the editor is first opened. */
let known = { schema: {}, operations: [], scenarios: [], purposes: [], changes: [] };
let reading;
let app;

const field = () => document.getElementById('scenario-text');

/** Prepares the editor when it is shown: takes over a text that was handed to it. */
export function editorShown(given) {
  app = given;
  reading ??= readKnown();
  if (app.draft !== null) {
    open(app.draft);
    app.draft = null;
  } else if (editor.text === '') {
    open(EXAMPLE);
  }
}

async function readKnown() {
  const found = await Promise.allSettled(
    ['scenario.schema.json', 'operations', 'scenarios/catalogue', 'changes'].map((path) => app.api.get(path)));
  const [schema, operations, catalogue, changes] = found.map((one) => one.value ?? {});
  if (found.some((one) => one.status === 'rejected')) {
    reading = undefined; // such as in a world that does not exist yet
  }
  known = { ...known, schema, ...operations, ...catalogue, ...changes };
}

/** The browser asks before it leaves the page with a text that is nowhere else. */
addEventListener('beforeunload', (event) => editor.changed && event.preventDefault());

/** Shows another text, with the line ends that text fields have; a text that was changed here can be brought back. */
function open(given) {
  const text = given.replace(/\r\n?/g, '\n');
  if (editor.changed && editor.text !== text) {
    editor.previous = editor.text;
  }
  editor.text = text;
  editor.changed = false;
  editor.list = null;
  editor.check = null;
  check();
  queueMicrotask(() => field()?.scrollTo(0, 0));
  app.update();
}

async function check() {
  const { text } = editor;
  editor.isChecked = false;
  try {
    const found = await app.api.post('scenarios/check', text === '' ? ' ' : text);
    if (editor.text === text) {
      editor.check = found;
      editor.isChecked = true;
    }
  } catch (error) {
    editor.check = { failed: error.message };
    checkLater();
  }
  app.update();
}

/** Checks again what could not be checked, such as without a connection. */
const checkLater = debounced(() => editor.check?.failed !== undefined && app.place === 'edit' && check(), 2_000);

const checkSoon = debounced(check, 250);

// Typing

function typed(event) {
  editor.text = event.target.value;
  editor.changed = true;
  editor.isChecked = false;
  checkSoon();
  if (editor.list !== null || event.inputType === 'insertText') {
    propose(false);
  }
  app.update();
}

/** Replaces a part of the text, so that the browser can undo it. */
function replace(from, to, text, cursor) {
  const element = field();
  element.focus();
  element.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, text)) {
    element.setRangeText(text, from, to, 'end');
    element.dispatchEvent(new InputEvent('input'));
  }
  element.setSelectionRange(cursor, cursor);
}

function pressed(event) {
  const { list } = editor;
  if (event.isComposing) {
    return; // the keys belong to what composes, such as Chinese characters
  }
  if (event.key === ' ' && event.ctrlKey) {
    event.preventDefault();
    reading ??= readKnown();
    reading.then(() => propose(true));
  } else if (list !== null && list.proposals.length > 0 && listKey(event, list)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    newLine(event.target);
  }
}

/** What a key does while a list is open; returns whether it does anything. */
function listKey(event, list) {
  const last = list.proposals.length - 1;
  const to = {
    ArrowDown: list.chosen >= last ? 0 : list.chosen + 1, ArrowUp: list.chosen <= 0 ? last : list.chosen - 1,
    PageDown: Math.min(last, list.chosen + 8), PageUp: Math.max(0, list.chosen - 8),
  }[event.key];
  if (to !== undefined) {
    list.chosen = to;
    app.update();
    requestAnimationFrame(() => document.getElementById(`proposal-${to}`)?.scrollIntoView({ block: 'nearest' }));
  } else if (event.key === 'Escape') {
    close();
  } else if ((event.key === 'Enter' && list.chosen >= 0) || (event.key === 'Tab' && !event.shiftKey)) {
    accept(list.proposals[Math.max(0, list.chosen)]);
  } else {
    return false;
  }
  return true;
}

function close() {
  editor.list = null;
  document.querySelector('.proposals')?.toggleAttribute('hidden', true); // at once: Tab may be the next key
  app.update();
}

/** A new line is indented as the one before, or further below a key without a value. */
function newLine(element) {
  const { selectionStart: from, selectionEnd: to, value } = element;
  const before = value.slice(value.lastIndexOf('\n', from - 1) + 1, from);
  const indent = /^\s*/.exec(before)[0] + (/^\s*(- +)/.exec(before)?.[1].replace('-', ' ') ?? '');
  const deeper = /:\s*[|>]?$/.test(before) ? '  ' : '';
  const text = `\n${indent}${deeper}`;
  replace(from, to, text, from + text.length);
  close();
}

// Proposals

/** Opens the list of proposals, or closes it where there are none; unasked only where something was begun. */
function propose(isAsked) {
  reading ??= readKnown();
  const cursor = field().selectionStart;
  const { from, word, proposals } = proposalsAt(editor.text, cursor, known);
  const isBegun = word !== '' || /([:{[,]|^\s*-) $/m.test(editor.text.slice(editor.text.lastIndexOf('\n', cursor - 1) + 1, cursor));
  const isComplete = proposals[0]?.insert === word;
  const isOpen = isAsked || (isBegun && proposals.length > (isComplete ? 1 : 0));
  // Enter takes only what was chosen or begun.
  const chosen = proposals.length > 0 && (isAsked || (word !== '' && !isComplete)) ? 0 : -1;
  editor.list = isOpen ? { from, word, proposals, chosen, line: lineOf(cursor), column: columnOf(from) } : null;
  app.update();
}

function lineOf(at) {
  return editor.text.slice(0, at).split('\n').length - 1;
}

function columnOf(at) {
  return at - editor.text.lastIndexOf('\n', at - 1) - 1;
}

function accept(proposal) {
  const { from, word } = editor.list;
  const quote = /^["']/.exec(word)?.[0] ?? '';
  const isKey = proposal.insert.startsWith(`${proposal.label}:`);
  const text = quote === '' ? proposal.insert : `${quote}${proposal.label}${quote}${isKey ? ': ¦' : ''}`;
  let to = from + word.length;
  if (quote !== '' && editor.text[to] === quote) {
    to++;
  }
  // A key that has its value already keeps it.
  const isRenamed = isKey && /^\s*:/.test(editor.text.slice(to));
  const inserted = isRenamed ? quote + proposal.label + quote : text;
  const at = inserted.indexOf('¦');
  close();
  replace(from, to, inserted.replace('¦', ''), from + (at < 0 ? inserted.length : at));
  if (at >= 0) {
    propose(false);
  } else {
    close();
  }
}

// What is shown

function findings() {
  const { problems = [], warnings = [] } = editor.check ?? {};
  const all = (list, kind) => list.map((one) => ({ ...one, kind, message: one.message.replace(': warning:', ':') }));
  return [...all(problems, 'problem'), ...all(warnings, 'warning')];
}

/** Moves the cursor to a problem. */
function goTo({ line, column }) {
  const element = field();
  const lines = editor.text.split('\n');
  const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const at = before + Math.min(column - 1, (lines[line - 1] ?? '').length);
  element.focus();
  element.setSelectionRange(at, at);
  element.scrollTop = Math.max(0, (line - 4) * LINE);
}

/** The numbers, marks and proposals move with the text. */
function scrolled({ target }) {
  const code = target.closest('.code');
  code.style.setProperty('--top', `${-target.scrollTop}px`);
  code.style.setProperty('--left', `${-target.scrollLeft}px`);
}

/**
 * The editor.
 *
 * @param {object[]} active the scenarios that are active now
 */
export function editorView(active) {
  const found = findings();
  const lines = editor.text.split('\n');
  const name = editor.check?.name;
  const isActive = active.some((one) => one.name === name);
  return html`
    <div class="toolbar">
      <a href="#failures">‹ All scenarios</a>
      <h2>${name ?? 'A scenario'}</h2>
      ${isActive ? html`<span class="mark mark-applied">active</span>` : nothing}
      <span class="spring"></span>
      ${editor.previous === '' ? nothing : html`<button type="button" @click=${() => open(editor.previous)}>Bring back the previous text</button>`}
      <button type="button" @click=${() => open(EXAMPLE)}>New</button>
      <button type="button" @click=${() => document.getElementById('scenario-file').click()}>Open a file…</button>
      <input type="file" id="scenario-file" hidden accept=".yaml,.yml,.json" aria-label="A file with a scenario" @change=${openFile}>
      <button type="button" @click=${save}>Save as file</button>
      <button type="button" class="primary" ?disabled=${editor.isChecked && !editor.check.valid} @click=${activate}>
        ${isActive ? 'Activate this text' : 'Activate'}</button>
    </div>
    <div class="code">
      <div class="numbers" aria-hidden="true"><div>${lines.map((_, index) => {
        const kind = found.find((one) => one.line === index + 1)?.kind ?? '';
        return html`<div class="number ${kind}">${index + 1}</div>`;
      })}</div></div>
      <div class="marks" aria-hidden="true"><div>${marks(found, lines)}</div></div>
      <textarea id="scenario-text" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
        aria-label="Text of the scenario" aria-describedby="scenario-keys" aria-autocomplete="list" aria-haspopup="listbox"
        aria-controls=${editor.list === null ? nothing : 'proposals'}
        aria-activedescendant=${editor.list !== null && editor.list.chosen >= 0 ? `proposal-${editor.list.chosen}` : nothing}
        aria-invalid=${editor.check?.valid === false}
        .value=${editor.text} @input=${typed} @keydown=${pressed} @scroll=${scrolled} @click=${close} @blur=${close}></textarea>
      ${editor.list === null ? nothing : proposalList(editor.list)}
    </div>
    <p class="hidden" role="status">${editor.list === null ? '' : counted(editor.list.proposals.length, 'proposal')}</p>
    ${findingList(found)}`;
}

function marks(found, lines) {
  const byLine = new Map();
  found.forEach((one) => byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]));
  return [...byLine].map(([line, all]) => html`
    <div class="found ${all[0].kind}" .style=${`top:${(line - 1) * LINE + MARGIN}px;padding-left:calc(${(lines[line - 1] ?? '').length + 3}ch + ${MARGIN}px)`}
    >${all.map((one) => one.message.replace(/^\/\S*: /, '')).join(' · ')}</div>`);
}

function proposalList({ line, column, proposals, chosen }) {
  const isLow = line * LINE + MARGIN - (field()?.scrollTop ?? 0) > (field()?.clientHeight ?? 0) * 0.55;
  const top = (isLow ? line : line + 1) * LINE + MARGIN;
  return html`
    <div class="proposals ${isLow ? 'above' : ''}" .hidden=${live(false)} .style=${`--x:${column};--y:${top}`} @mousedown=${(event) => event.preventDefault()}>
      ${proposals.length === 0 ? html`<p id="proposals">Nothing is known for this place.</p>` : html`
        <ul id="proposals" role="listbox" tabindex="0" aria-label="Proposals">
          ${repeat(proposals, (one) => one.label, (one, index) => html`
            <li role="option" id="proposal-${index}" aria-selected=${index === chosen} @click=${() => accept(one)}>
              <code>${one.label}</code> <small>${one.about}</small></li>`)}
        </ul>`}
    </div>`;
}

function findingList(found) {
  const { check: checked } = editor;
  const state = checked === null ? 'Checking…'
    : checked.failed !== undefined ? `Not checked: ${checked.failed}`
    : checked.valid ? `Valid${checked.warnings.length === 0 ? '' : `, with ${counted(checked.warnings.length, 'warning')}`}.`
      : `${counted(checked.problems.length, 'problem')}. A scenario with problems cannot be activated.`;
  return html`
    <section class="findings" aria-label="Problems" tabindex="0">
      <p><span id="scenario-check" class=${checked === null ? 'quiet' : checked.valid ? 'good' : 'bad'} aria-live="polite">${state}</span>
        <span id="scenario-keys" class="quiet">Ctrl+Space proposes what can stand at the cursor.</span></p>
      <ol>${found.map((one) => html`
        <li><button type="button" class="quiet" @click=${() => goTo(one)}>
          <span class="mark ${one.kind}">${one.kind}</span> ${one.line}:${one.column} <span>${one.message}</span></button></li>`)}
      </ol>
    </section>`;
}

async function activate() {
  await app.attempt(async () => {
    const { name, warnings } = await app.api.post('scenarios', editor.text);
    editor.changed = false;
    app.notify([`${name} is active.`, ...warnings].join('\n'));
  });
  check();
}

function save() {
  const name = editor.check?.name ?? 'scenario';
  saveFile(`${name.slice(name.lastIndexOf('/') + 1)}.yaml`, editor.text, 'application/yaml');
  editor.changed = false;
}

async function openFile({ target }) {
  const [file] = target.files;
  target.value = '';
  if (file === undefined) {
    return;
  }
  if (file.size > LARGEST) {
    app.notify(`${file.name} is too large: a scenario has at most 1 MiB.`, 'error');
    return;
  }
  try {
    open(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    app.notify(`${file.name} cannot be read as a text in UTF-8.`, 'error');
  }
}
