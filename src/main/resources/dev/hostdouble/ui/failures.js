// The panel "Failures": the scenarios that can be activated, those that are active with their counts, and the editor.
import { counted, html, live, nothing, repeat } from './dom.js';
import { editorShown, editorView } from './editor.js';

const PROVIDERS = { '': 'Loaded at the start', any: 'Any provider', hosterapi: 'HosterAPI', hostkey: 'HOSTKEY', vss: 'VSS' };
const DURATION = /^(\d+(ms|s|m|h|d)|PT\S+)$/;
const EDITOR = 'edit';

/** How long a count that has moved is marked, in milliseconds. */
const MARKED = 1_200;

/** Between two looks at the counts, in milliseconds. */
const PAUSE = 200;

let app;
let catalogue = [];
let purposes = [];
let active = [];
/** What is searched for. */
const wanted = { text: '', provider: '', purpose: '' };

/** The names of the scenarios whose details are shown. */
const opened = new Set();

/** The values that people entered for parameters, by scenario and parameter. */
const entered = new Map();

/** The replies of explain, by scenario; of those that somebody asked for. */
const explained = new Map();

/** Scenarios of no file that were switched off here: they can be switched on again. */
const switchedOff = new Map();

/** The counts that have just moved: `scenario/rule/count`. */
const moved = new Set();

// What the server says

function readCatalogue() {
  return app.attempt(async () => {
    ({ scenarios: catalogue, purposes } = await app.api.get('scenarios/catalogue'));
  });
}

let isReading = false;
let isStale = false;

/** Reads the active scenarios and their counts: soon, once for many events, and again if more come meanwhile. */
async function readSoon() {
  isStale = true;
  if (isReading) {
    return;
  }
  isReading = true;
  while (isStale) {
    await new Promise((wake) => setTimeout(wake, PAUSE));
    isStale = false;
    await readActive();
    app.update();
  }
  isReading = false;
}

async function readActive() {
  try {
    became((await app.api.get('scenarios')).scenarios);
    if (app.panel === 'failures') {
      await Promise.all([...explained.keys()].map(explain));
    }
  } catch {
    // The header shows that there is no connection, or no such world.
  }
}

function became(scenarios) {
  const before = new Map(active.flatMap((one) => one.rules.map((rule) => [`${one.name}/${rule.rule}`, rule])));
  for (const { name, rules } of scenarios) {
    for (const rule of rules) {
      const old = before.get(`${name}/${rule.rule}`);
      ['matched', 'chosen', 'applied'].filter((count) => old !== undefined && old[count] < rule[count])
        .forEach((count) => mark(`${name}/${rule.rule}/${count}`));
    }
  }
  active = scenarios;
  active.forEach(({ name }) => switchedOff.delete(name));
  [...explained.keys()].filter((name) => activeOne(name) === undefined).forEach((name) => explained.delete(name));
}

function mark(count) {
  moved.add(count);
  setTimeout(() => {
    moved.delete(count);
    app.update();
  }, MARKED);
}

async function explain(name) {
  explained.set(name, await app.api.get(`scenarios/${pathOf(name)}/explain`));
}

function pathOf(name) {
  return name.split('/').map(encodeURIComponent).join('/');
}

function activeOne(name) {
  return active.find((one) => one.name === name);
}

// What people do

async function switchOver(name) {
  if (activeOne(name) !== undefined) {
    await app.attempt(() => deactivate(name));
  } else if (switchedOff.has(name)) {
    await app.attempt(() => app.api.post('scenarios', switchedOff.get(name).text));
  } else {
    await activate(name);
  }
  readSoon();
}

/** A scenario that is not in the catalogue is kept here, or its text would be lost. */
async function deactivate(name) {
  if (!catalogue.some((one) => one.name === name)) {
    const source = await app.api.text(`scenarios/${pathOf(name)}`).catch(() => null);
    if (source !== null) {
      switchedOff.set(name, { ...activeOne(name), text: source });
    }
  }
  await app.api.delete(`scenarios/${pathOf(name)}`);
}

async function activate(name) {
  const { parameters } = catalogue.find((one) => one.name === name);
  const changed = Object.entries(parameters).map(([key, usual]) => [key, typed(usual, valueOf(name, key, usual)), usual])
    .filter(([, value, usual]) => value !== usual).map(([key, value]) => [key, value]);
  await app.attempt(async () => {
    const { warnings } = await app.api.put(`scenarios/${pathOf(name)}`, { parameters: Object.fromEntries(changed) });
    entered.delete(name);
    warnings.forEach((warning) => app.notify(warning, 'error'));
  });
}

/** The value of a parameter as a text: as entered, as it was activated with, or as usual. */
function valueOf(name, key, usual) {
  return entered.get(name)?.[key] ?? activeOne(name)?.parameters[key] ?? String(usual);
}

function typed(usual, value) {
  return typeof usual === 'number' && value !== '' ? Number(value) : typeof usual === 'boolean' ? value === 'true' : value;
}

function enter(name, key, value) {
  entered.set(name, { ...entered.get(name), [key]: value });
  app.update();
}

async function edit(name) {
  await app.attempt(async () => app.edit(switchedOff.get(name)?.text ?? await app.api.text(`scenarios/${pathOf(name)}`)));
}

async function toggleWhy(name) {
  if (explained.delete(name)) {
    app.update();
  } else {
    await app.attempt(() => explain(name));
  }
}

function toggle(name) {
  if (!opened.delete(name)) {
    opened.add(name);
  }
  app.update();
}

// What is shown

function view() {
  if (app.place === EDITOR) {
    return editorView(active);
  }
  const found = search();
  return html`
    <div class="toolbar">
      <label>Search <input id="scenario-search" type="search" placeholder="name, description, purpose" .value=${live(wanted.text)}
        @input=${(event) => choose('text', event.target.value)}></label>
      ${select('provider', 'Provider', providers().filter((one) => one !== '').map((one) => [one, title(one)]))}
      ${select('purpose', 'Purpose', purposes.map((one) => [one.purpose, one.title]))}
      <span class="spring" role="status">${found.length} of ${counted(catalogue.length, 'scenario')}</span>
      <button type="button" class="primary" @click=${() => app.go('failures', EDITOR)}>Write a scenario</button>
    </div>
    ${activeSection()}
    ${found.length === 0 ? html`<p class="empty">No scenario fits the search.</p>` : nothing}
    ${providers().map((one) => providerSection(one, found.filter((entry) => entry.provider === one)))}`;
}

function select(key, label, options) {
  return html`<label>${label} <select id="scenario-${key}" @change=${(event) => choose(key, event.target.value)}>
    ${[['', 'all'], ...options].map(([value, text]) => html`<option value=${value} .selected=${wanted[key] === value}>${text}</option>`)}
  </select></label>`;
}

function choose(key, value) {
  wanted[key] = value;
  app.update();
}

/** The scenarios that have all words that are searched for; if none has, those that have most of them. */
function search() {
  const words = wanted.text.toLowerCase().split(/\s+/).filter((word) => word !== '').map((word) => word.replace(/(?<=...)s$/, ''));
  const rated = catalogue.filter((one) => ['provider', 'purpose'].every((key) => wanted[key] === '' || one[key] === wanted[key]))
    .map((one) => ({ one, has: words.filter((word) => searched(one).includes(word)).length }));
  const most = Math.max(0, ...rated.map(({ has }) => has));
  const isEnough = most > words.length / 2 || words.length === 0;
  return isEnough ? rated.filter(({ has }) => has === most).map(({ one }) => one) : [];
}

function searched(one) {
  return `${one.name} ${one.description} ${one.purpose ?? ''} ${purposeTitle(one.purpose)} ${title(one.provider)}`.toLowerCase();
}

function providers() {
  return [...new Set(catalogue.map((one) => one.provider))];
}

function title(id) {
  return PROVIDERS[id] ?? id;
}

function purposeTitle(purpose) {
  return purposes.find((one) => one.purpose === purpose)?.title ?? '';
}

function activeSection() {
  if (active.length === 0 && switchedOff.size === 0) {
    return nothing;
  }
  return html`
    <section class="group" aria-labelledby="active-scenarios">
      <h2 id="active-scenarios">Active</h2>
      ${active.length === 0 ? html`<p class="quiet">No scenario is active.</p>` : nothing}
      <ul>
        ${repeat(active, (one) => one.name, (one) => html`<li class="card">
          ${row(one, 'active')}
          ${counts(one)}
          ${explained.has(one.name) ? why(explained.get(one.name)) : nothing}
        </li>`)}
        ${[...switchedOff.values()].map((one) => html`<li class="card">${row(one, 'off')}</li>`)}
      </ul>
    </section>`;
}

function providerSection(id, entries) {
  if (entries.length === 0) {
    return nothing;
  }
  const groups = [...purposes.map((one) => one.purpose), undefined]
    .map((purpose) => ({ purpose, all: entries.filter((one) => one.purpose === purpose) }))
    .filter(({ all }) => all.length > 0);
  return html`
    <section class="group" aria-labelledby="provider-${id}">
      <h2 id="provider-${id}">${title(id)}</h2>
      ${groups.map(({ purpose, all }) => html`
        ${purpose === undefined ? nothing : html`<h3>${purposeTitle(purpose)}</h3>`}
        <ul>${repeat(all, (one) => one.name, (one) => html`<li>${row(one, 'known')}</li>`)}</ul>`)}
    </section>`;
}

/** A scenario with its switch; `where` it is shown keeps the two rows of an active one apart. */
function row({ name, description }, where) {
  const now = activeOne(name);
  const key = `${where}:${name}`;
  const isOpen = opened.has(key);
  return html`
    <div class="scenario" id="${key}">
      <button type="button" role="switch" aria-checked=${now !== undefined} aria-label="${name} is active"
        @click=${() => switchOver(name)}></button>
      <button type="button" class="name" aria-expanded=${isOpen} @click=${() => toggle(key)}>${name}</button>
      <span class="sentence">${isOpen ? nothing : firstSentence(description)}</span>
      ${now !== undefined && where === 'known' ? html`<span class="mark mark-applied">active, applied ${sum(now.rules)}×</span>` : nothing}
      ${where === 'active' ? actions(name) : nothing}
      ${isOpen ? details(name, description, where) : nothing}
    </div>`;
}

function sum(rules) {
  return rules.reduce((all, rule) => all + rule.applied, 0);
}

/** The first sentence of a description; an abbreviation or a colon does not end it. */
function firstSentence(description) {
  const all = description.replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?=\s+[A-Z]|$)/.exec(all)?.[0] ?? all;
}

function details(name, description, where) {
  const parameters = Object.entries(catalogue.find((one) => one.name === name)?.parameters ?? {});
  return html`
    <div class="details">
      ${description.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}
      ${parameters.length > 0 ? form(name, parameters, where) : nothing}
      ${where === 'active' ? nothing : html`<p><button type="button" @click=${() => edit(name)}>Edit the text</button></p>`}
    </div>`;
}

function form(name, parameters, where) {
  const submit = async (event) => {
    event.preventDefault();
    await activate(name);
    readSoon();
  };
  return html`
    <form class="parameters" aria-label="Parameters of ${name}${where === 'active' ? ', which is active' : ''}" @submit=${submit}>
      ${parameters.map(([key, usual]) => html`<label>${key} ${input(name, key, usual, `${where}-${name}-${key}`)}</label>`)}
      <button type="submit">${activeOne(name) === undefined ? 'Activate with these values' : 'Activate again with these values'}</button>
    </form>`;
}

function input(name, key, usual, id) {
  const value = valueOf(name, key, usual);
  const change = (event) => enter(name, key, event.target.value);
  if (typeof usual === 'boolean') {
    return html`<select id=${id} @change=${change}>${['true', 'false'].map((one) => html`<option .selected=${value === one}>${one}</option>`)}</select>`;
  }
  if (typeof usual === 'number') {
    return html`<input id=${id} type="number" step="any" required .value=${live(value)} @input=${change}>`;
  }
  return DURATION.test(usual)
    ? html`<input id=${id} required pattern=${DURATION.source} title="A duration such as 500ms, 30s, 5m or 2h" .value=${live(value)} @input=${change}>`
    : html`<input id=${id} .value=${live(value)} @input=${change}>`;
}

function actions(name) {
  return html`
    <span class="actions">
      <button type="button" aria-expanded=${explained.has(name)} aria-label="Why did rules of ${name} not apply?" @click=${() => toggleWhy(name)}>Why not?</button>
      <button type="button" aria-label="Edit the text of ${name}" @click=${() => edit(name)}>Edit</button>
    </span>`;
}

function counts({ name, rules, events }) {
  const count = (rule, kind) => html`<td class=${moved.has(`${name}/${rule.rule}/${kind}`) ? 'moved' : ''}>${rule[kind]}</td>`;
  return html`
    ${rules.length === 0 ? nothing : html`
      <div class="wide" role="region" tabindex="0" aria-label="Counts of ${name}"><table aria-label="Rules of ${name}">
        <thead><tr><th scope="col">Rule</th><th scope="col" title="Calls that its conditions fit">Matched</th>
          <th scope="col" title="Those of them that calls and probability select">Chosen</th>
          <th scope="col" title="Those of them that it changed">Applied</th><th scope="col">Expected</th></tr></thead>
        <tbody>${rules.map((rule) => html`
          <tr data-rule=${rule.rule}><th scope="row">${rule.rule}</th>${['matched', 'chosen', 'applied'].map((kind) => count(rule, kind))}
            <td>${expectation(rule)}</td></tr>`)}</tbody>
      </table></div>`}
    ${events.length === 0 ? nothing : html`
      <ul class="events" aria-label="Events of ${name}">${events.map((event) => html`<li>${eventText(event)}</li>`)}</ul>`}`;
}

function expectation({ expect, expectationMet }) {
  if (expect === undefined) {
    return html`<span class="quiet">–</span>`;
  }
  return html`${expect} <span class="mark ${expectationMet ? 'mark-applied' : 'mark-assumed'}">${expectationMet ? 'met' : 'not met'}</span>`;
}

function eventText({ at, before, call, change, changed }) {
  const when = at === undefined ? `before call ${call} of ${before.join(', ')}` : `after ${at.replace(/^PT?/, '').toLowerCase()}`;
  const state = changed === undefined ? 'not yet' : changed ? 'has happened' : 'changed nothing';
  return html`${change} ${when}: <span class="mark ${changed ? 'mark-applied' : ''}">${state}</span>`;
}

/** For each rule the calls that came nearest to it, and why it did not apply to them. */
function why({ scenario, rules }) {
  return html`
    <div class="why" role="region" aria-label="Why rules of ${scenario} did not apply">
      ${rules.map((rule) => html`
        <h3>${rule.rule} <span class="quiet">on ${rule.on.join(', ')}</span></h3>
        ${rule.note === undefined ? nothing : html`<p>${rule.note}</p>`}
        ${rule.nearest.length > 0
          ? html`<ul>${rule.nearest.map((one) => html`
            <li><a href="#live/${one.n}">Call ${one.n}</a> ${one.request === undefined ? nothing : html`<code>${one.request}</code>`} ${one.why}</li>`)}</ul>`
          : html`<p class="quiet">${rule.applied > 0 ? `It applied to each of ${counted(rule.matched, 'call')}.` : 'No call of these operations was made since it is active.'}</p>`}`)}
    </div>`;
}

/** The events after which counts or scenarios may be others. */
const COUNTED = ['call', 'clock', 'settled', 'change', 'control'];

export default {
  id: 'failures',
  title: 'Failures',
  start: (given) => {
    app = given;
    readSoon();
  },
  shown: async (given) => {
    app = given;
    if (app.place === EDITOR) {
      editorShown(app);
    }
    readSoon();
    await readCatalogue();
    if (app.place !== '' && app.place !== EDITOR) {
      opened.add(`known:${app.place}`);
      requestAnimationFrame(() => document.getElementById(`known:${app.place}`)?.scrollIntoView());
    }
    app.update();
  },
  told: (given, kind) => {
    const isShown = given.panel === 'failures';
    if (!COUNTED.includes(kind) ? kind !== 'delivery' && kind !== 'end' : isShown && active.length > 0) {
      readSoon();
    }
  },
  count: () => (active.length === 0 ? undefined : active.length),
  view,
};
