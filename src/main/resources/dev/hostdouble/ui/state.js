// The panel "State": what the providers have in the world, and the jobs on it.
import { Changes } from './changes.js';
import { counted, html, nothing, repeat } from './dom.js';
import { endedJobs, runningJobs } from './jobs.js';
import { details, kindTitle, stateMark, textOf } from './resources.js';
import { isRunning } from './time.js';

const PROVIDERS = { hostkey: 'HOSTKEY', hosterapi: 'HosterAPI', vss: 'VSS' };

/** Kinds that are shown as cards, and those that are open at first. */
const CARDS = ['server', 'vm', 'dedicated'];
const OPEN = [...CARDS, 'order', 'callback-key', 'request', 'snapshot'];

const FEW = 100;
const MANY = 1_000;
const ENDED = 50;
/** Between two readings, in milliseconds; at least this many times as long as a reading takes. */
const WAIT = 200;
const PAUSE = 4;
const MARKED = 4_000;
const TICK = 1_000;

const state = {
  kinds: [],
  running: { total: 0, jobs: [] },
  ended: { total: 0, jobs: [] },
  error: '',
};
const wanted = { text: '', provider: '', many: false };
/** Which kinds were opened or closed by hand, by `api/kind`. */
const folds = new Map();
/** What was there when it was last read, as JSON by key; and until when a change is marked. */
let before = new Map();
const marks = new Map();
const changes = new Changes(() => soon());
let app;
let isStale = true;
let waiting;
let reading = false;
let took = 0;

const isShown = () => app.panel === 'state' && !document.hidden;

/** Reads soon, once for all that asks meanwhile; while the panel is not shown, when it is shown again. */
function soon(wait = Math.max(WAIT, PAUSE * took)) {
  isStale = true;
  if (isShown() && waiting === undefined && !reading) {
    waiting = setTimeout(read, wait);
  }
}

async function read() {
  waiting = undefined;
  reading = true;
  isStale = false;
  const from = performance.now();
  try {
    const limit = wanted.many || wanted.text !== '' ? MANY : FEW;
    const [resources, running, ended] = await Promise.all([
      app.api.get(`resources?limit=${limit}`),
      app.api.get(`jobs?state=running&limit=${MANY}`),
      app.api.get(`jobs?state=ended&limit=${ENDED}`),
      changes.read(app),
    ]);
    became(resources.resources, running, ended);
    state.error = '';
  } catch (error) {
    state.error = error.status === 404 ? '' : error.message;
  } finally {
    reading = false;
    took = performance.now() - from;
    app.update();
  }
  if (isStale) {
    soon();
  }
}

function became(kinds, running, ended) {
  const seen = new Map();
  for (const kind of kinds) {
    kind.key = `${kind.api}/${kind.kind}`;
    for (const item of kind.items) {
      item.key = `${kind.key}/${item.id}/${item.details.vm ?? ''}`;
      while (seen.has(item.key)) {
        item.key += '+'; // ids are not always unique
      }
      item.search = `${item.id} ${item.name} ${item.state} ${Object.values(item.details).join(' ')}`.toLowerCase();
      seen.set(item.key, JSON.stringify([item.name, item.state, item.job, item.details]));
    }
  }
  mark(kinds, seen);
  before = seen;
  Object.assign(state, { kinds, running, ended });
}

/** Marks what is new or has changed; not what a longer list merely shows for the first time. */
function mark(kinds, seen) {
  const now = performance.now();
  const known = new Map(state.kinds.map((kind) => [kind.key, kind.items.map((item) => item.key)]));
  for (const kind of kinds) {
    const oldest = known.get(kind.key);
    const first = kind.items.findIndex((item) => oldest?.includes(item.key));
    kind.items.forEach((item, at) => {
      const isNew = !before.has(item.key);
      const isLonger = isNew && at < first;
      if (oldest !== undefined && !isLonger && before.get(item.key) !== seen.get(item.key)) {
        marks.set(item.key, { word: isNew ? 'new' : 'changed', until: now + MARKED });
        setTimeout(() => app.update(), MARKED + 50);
      }
    });
  }
}

function markOf(item) {
  const found = marks.get(item.key);
  if (found !== undefined && found.until < performance.now()) {
    marks.delete(item.key);
    return undefined;
  }
  return found?.word;
}

setInterval(() => {
  if (state.running.jobs.length > 0 && isRunning() && isShown()) {
    soon(0);
  }
}, TICK);

function view() {
  if (state.kinds.length === 0 && state.error === '') {
    soon(); // the world may just have been created
    return html`<p class="empty">Reading the state…</p>`;
  }
  const text = wanted.text.trim().toLowerCase();
  const kinds = state.kinds
    .filter((kind) => wanted.provider === '' || kind.api === wanted.provider)
    .map((kind) => ({ ...kind, shown: text === '' ? kind.items : kind.items.filter((item) => item.search.includes(text)) }));
  const running = state.running.jobs.filter((job) => isWanted(job, text));
  const ended = state.ended.jobs.filter((job) => isWanted(job, text)).reverse();
  const all = kinds.reduce((sum, kind) => sum + (text === '' ? kind.total : kind.shown.length), 0);
  return html`
    <div class="toolbar">
      <label>Filter <input id="state-filter" type="search" placeholder="id, name, address, owner, key"
        .value=${wanted.text} @input=${(event) => filter(event.target.value)}></label>
      <label>Provider <select id="state-provider" @change=${(event) => choose(event.target.value)}>
        <option value="" .selected=${wanted.provider === ''}>all</option>
        ${Object.entries(PROVIDERS).map(([name, title]) => html`<option value=${name} .selected=${wanted.provider === name}>${title}</option>`)}
      </select></label>
      <span class="spring" role="status">${text === '' ? counted(all, 'resource') : `${all} found`}, ${counted(running.length, 'job')} running</span>
    </div>
    ${state.error === '' ? nothing : html`<p class="bad problem">The state cannot be read: ${state.error}</p>`}
    ${runningJobs(app, running, state.running.total)}
    ${endedJobs(ended, state.ended.total, folded('jobs/ended', false))}
    ${text !== '' && kinds.every((kind) => kind.shown.length === 0) && running.length + ended.length === 0
      ? html`<p class="empty">Nothing fits the filter.</p>` : nothing}
    ${Object.keys(PROVIDERS).map((name) => provider(name, kinds.filter((kind) => kind.api === name), text))}`;
}

function isWanted(job, text) {
  return (wanted.provider === '' || job.api === wanted.provider)
    && (text === '' || `${job.id} ${job.operation} ${job.target} ${job.status} ${textOf(job.output)}`.toLowerCase().includes(text));
}

function provider(name, kinds, text) {
  const some = kinds.filter((kind) => (text === '' ? kind.total : kind.shown.length) > 0);
  const none = kinds.filter((kind) => kind.total === 0);
  if (kinds.length === 0 || (some.length === 0 && text !== '')) {
    return nothing;
  }
  return html`
    <section class="provider" aria-labelledby="state-${name}">
      <h2 id="state-${name}">${PROVIDERS[name]}</h2>
      ${repeat(some, (kind) => kind.key, (kind) => kindView(kind, text !== ''))}
      ${none.length === 0 || text !== '' ? nothing
        : html`<p class="quiet none">None: ${none.map((kind) => kindTitle(kind.kind)).join(', ')}</p>`}
    </section>`;
}

function kindView(kind, isFiltered) {
  const fold = folded(kind.key, OPEN.includes(kind.kind), isFiltered);
  const number = isFiltered ? kind.shown.length : kind.total;
  return html`
    <details class="kind" id="kind-${kind.api}-${kind.kind}" .open=${fold.isOpen} @toggle=${fold.toggled}>
      <summary><h3>${kindTitle(kind.kind)}</h3> <span class="count">${number}</span></summary>
      ${fold.isOpen ? items(kind) : nothing}
      ${fold.isOpen && kind.items.length < kind.total ? more(kind) : nothing}
    </details>`;
}

/** A fold: closed or open as it was left by hand, open while the filter finds something in it. */
function folded(key, isOpenAtFirst, isFiltered = false) {
  const isOpen = isFiltered || (folds.get(key) ?? isOpenAtFirst);
  return {
    isOpen,
    toggled: (event) => {
      if (!isFiltered && event.target.open !== isOpen) {
        folds.set(key, event.target.open);
        app.update();
      }
    },
  };
}

function more(kind) {
  return html`<p class="quiet">The latest ${kind.items.length} of ${kind.total}.
    ${kind.items.length < MANY ? html`<button type="button" @click=${showMany}>Show up to ${MANY}</button>` : nothing}</p>`;
}

function showMany() {
  wanted.many = true;
  soon(0);
}

function filter(text) {
  wanted.text = text;
  if (state.kinds.some((kind) => kind.items.length < kind.total)) {
    soon(); // the filter looks at more than the latest
  }
  app.update();
}

function choose(provider) {
  wanted.provider = provider;
  app.update();
}

function items(kind) {
  return CARDS.includes(kind.kind)
    ? html`<ul class="cards">${repeat(kind.shown, (item) => item.key, (item) => card(kind, item))}</ul>`
    : table(kind);
}

function card(kind, item) {
  const mark = markOf(item);
  return html`
    <li class="card ${mark ? 'marked' : ''}">
      <header>
        <h4>${item.name ?? item.id}</h4>
        ${item.name === null ? nothing : html`<span class="quiet">${item.id}</span>`}
        ${stateMark(item.state)}
        ${mark ? html`<span class="mark">${mark}</span>` : nothing}
        ${changes.menu(app, kind, item)}
      </header>
      ${item.job === null ? nothing : html`<p>${jobLink(item, kind.api)}</p>`}
      <dl>${details(item).map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
    </li>`;
}

/** A link to the running job on a resource. */
function jobLink(item, api) {
  const job = state.running.jobs.find((one) => one.api === api && one.id === item.job);
  return job === undefined ? item.job : html`<a href="#state" title=${job.id} @click=${(event) => toJob(event, job)}>${
    job.operation.split('/')[1]}</a> <span class="quiet">${job.status}, ${Math.round(job.progress * 100)} %</span>`;
}

function toJob(event, job) {
  event.preventDefault();
  const row = document.getElementById(`job-${job.number}`);
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector('button')?.focus();
}

function table(kind) {
  const columns = [...new Set(kind.shown.flatMap((item) => details(item).map(([label]) => label)))];
  const has = (member) => kind.shown.some((item) => item[member] !== null);
  const menus = kind.shown.map((item) => changes.menu(app, kind, item));
  const hasMenus = menus.some((menu) => menu !== nothing);
  return html`
    <div class="wide" tabindex="0" role="region" aria-label=${kindTitle(kind.kind)}>
      <table>
        <thead><tr>
          <th scope="col">Id</th>
          ${has('name') ? html`<th scope="col">Name</th>` : nothing}
          ${has('state') ? html`<th scope="col">State</th>` : nothing}
          ${has('job') ? html`<th scope="col">Job</th>` : nothing}
          ${columns.map((label) => html`<th scope="col">${label}</th>`)}
          ${hasMenus ? html`<th scope="col"><span class="hidden">Change</span></th>` : nothing}
        </tr></thead>
        <tbody>${repeat(kind.shown, (item) => item.key, (item, at) => row(kind.api, item, menus[at], hasMenus, columns, has))}</tbody>
      </table>
    </div>`;
}

function row(api, item, menu, hasMenus, columns, has) {
  const mark = markOf(item);
  const values = new Map(details(item));
  return html`
    <tr class=${mark ? 'marked' : ''}>
      <th scope="row">${item.id}${mark ? html` <span class="mark">${mark}</span>` : nothing}</th>
      ${has('name') ? html`<td>${item.name}</td>` : nothing}
      ${has('state') ? html`<td>${stateMark(item.state)}</td>` : nothing}
      ${has('job') ? html`<td>${jobLink(item, api)}</td>` : nothing}
      ${columns.map((label) => html`<td>${values.get(label)}</td>`)}
      ${hasMenus ? html`<td>${menu}</td>` : nothing}
    </tr>`;
}

export default {
  id: 'state',
  title: 'State',
  start: (given) => {
    app = given;
    document.addEventListener('visibilitychange', () => isStale && soon());
  },
  shown: (given) => {
    app = given;
    if (isStale || state.error !== '') {
      soon(0);
    }
  },
  told: (given, kind) => {
    if (kind !== 'delivery') {
      soon();
    }
  },
  view,
};
