// The panel "Worlds": all worlds of the server, and the files that one of them gives and takes.
import { confirmed } from './dialogs.js';
import { bytesText, counted, dateText, html, nothing, repeat } from './dom.js';
import { dragged, dropped, filesView } from './world-files.js';

/** More rows would only be scrolled past; the filter finds the others. */
const MOST_ROWS = 200;
/** In milliseconds: other worlds tell this page nothing. */
const REFRESH = 2_000;

/** As the server says it. */
const ALLOWED = 'invalid world name: expected 1 to 64 of A-Z a-z 0-9 . _ -, other than . and ..';

let worlds = [];
let memory = { used: 0, limit: 0 };
let problem = '';
let filter = '';
/** What the form for a new world has; `from` is the world it becomes a copy of, or empty for the start state. */
const fresh = { name: '', from: '', error: '' };
let app;

/** What is wrong with a name of a world; empty if it can be one. */
export function nameProblem(name) {
  return /^(?!\.\.?$)[A-Za-z0-9._-]{1,64}$/.test(name) ? '' : ALLOWED;
}

/** The path of the control API of a world. */
export function controlOf(given, name) {
  if (name === given.world) {
    return given.base;
  }
  const root = given.base.replace(/(_w\/[^/]+\/)?_emulator\/$/, '');
  return `${root}${name === 'default' ? '' : `_w/${name}/`}_emulator/`;
}

/** A world of the list by its name, if it exists. */
export function worldNamed(name) {
  return worlds.find((world) => world.name === name);
}

/** Reads the list again. */
export async function readWorlds() {
  try {
    const all = await app.api.get('worlds');
    worlds = all.worlds;
    memory = { used: all.memory, limit: all.memoryLimit };
    problem = '';
  } catch (error) {
    problem = error.message;
  }
  app.update();
}

let soon;

/** Reads the list once for all events of a moment, also while they do not end. */
function readSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    if (isShown()) {
      readWorlds();
    }
  }, 500);
}

function isShown() {
  return app.panel === 'worlds' && !document.hidden;
}

async function create(event) {
  event.preventDefault();
  await readWorlds();
  fresh.error = nameProblem(fresh.name) || (worldNamed(fresh.name) ? `the world '${fresh.name}' exists already` : '');
  if (fresh.error === '') {
    try {
      await app.api.put(`worlds/${fresh.name}`, fresh.from === '' ? undefined : { from: fresh.from });
      app.notify(fresh.from === '' ? `The world ${fresh.name} is made.` : `The world ${fresh.name} is a copy of ${fresh.from}.`);
      Object.assign(fresh, { name: '', from: '' });
    } catch (error) {
      fresh.error = error.message;
    }
  }
  await readWorlds();
  if (fresh.error !== '') {
    document.getElementById('new-world').focus();
  }
}

/** Prepares the form for a copy of a world. */
function fork(world) {
  let name = `${world.name}-copy`.slice(0, 64);
  for (let i = 2; worldNamed(name); i++) {
    name = `${world.name}-copy-${i}`.slice(-64);
  }
  Object.assign(fresh, { name, from: world.name, error: '' });
  app.update();
  const field = document.getElementById('new-world');
  field.focus();
  requestAnimationFrame(() => field.select());
}

async function reset(world) {
  const isSure = await confirmed(`Reset the world ${world.name}?`,
    `It gets its start state, its clock and its start scenarios again. ${lossOf(world)}`, 'Reset the world');
  if (isSure) {
    await app.attempt(() => app.api.post(`${controlOf(app, world.name)}reset`), `The world ${world.name} is back at its start.`);
    await readWorlds();
  }
}

async function remove(world) {
  const again = world.name === 'default' ? ' The next call that names no world gets a fresh one.' : '';
  const isSure = await confirmed(`Delete the world ${world.name}?`,
    `Everything in it is lost: servers, jobs, its clock. ${lossOf(world)}${again}`, 'Delete the world');
  if (isSure) {
    await app.attempt(() => app.api.delete(`worlds/${world.name}`), `The world ${world.name} is deleted.`);
    await readWorlds();
    document.querySelector('#worlds-list')?.focus(); // the button that had the focus is gone
  }
}

/** What somebody may miss of a world. */
export function lossOf(world) {
  const scenarios = world.scenarios.length === 0 ? '' : ` and ${counted(world.scenarios.length, 'active scenario')}`;
  return `Its journal with ${counted(world.requests, 'call')}${scenarios} will be gone.`;
}

function row(world) {
  const isHere = world.name === app.world;
  return html`
    <tr class=${isHere ? 'here' : ''}>
      <th scope="row"><span class="name" title=${world.name}>${world.name}</span>${isHere ? html` <span class="mark">shown here</span>` : nothing}</th>
      <td class="when"><time>${dateText(world.clock.now)}</time> <span class="mark">${world.clock.mode}</span></td>
      <td class="number">${world.requests}</td>
      <td class="scenarios" title=${world.scenarios.join('\n')}>${scenariosText(world.scenarios)}</td>
      <td class="number memory">${bytesText(world.memory)}</td>
      <td class="does">
        <button type="button" aria-label="Open ${world.name}" ?disabled=${isHere} @click=${() => app.openWorld(world.name)}>Open</button>
        <button type="button" aria-label="Fork ${world.name}" @click=${() => fork(world)}>Fork</button>
        <button type="button" aria-label="Reset ${world.name}" @click=${() => reset(world)}>Reset</button>
        <button type="button" class="bad" aria-label="Delete ${world.name}" @click=${() => remove(world)}>Delete</button>
      </td>
    </tr>`;
}

function scenariosText(names) {
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

function table() {
  const shown = worlds.filter((world) => world.name.toLowerCase().includes(filter.toLowerCase()));
  return html`
    <div class="scrolls" id="worlds-list" role="region" aria-label="Worlds" tabindex="0">
      <table id="worlds-table">
        <thead><tr><th scope="col">World</th><th scope="col">Clock</th><th scope="col" class="number">Calls</th>
          <th scope="col" class="scenarios">Active scenarios</th><th scope="col" class="number memory">Memory</th><th scope="col">Actions</th></tr></thead>
        <tbody>${repeat(shown.slice(0, MOST_ROWS), (world) => world.name, row)}</tbody>
      </table>
    </div>
    ${shown.length > MOST_ROWS ? html`<p class="quiet">${shown.length - MOST_ROWS} more; the filter finds them.</p>` : nothing}
    ${shown.length === 0 ? html`<p class="quiet">No world fits the filter.</p>` : nothing}`;
}

function form() {
  const field = (name) => (event) => {
    Object.assign(fresh, { [name]: event.target.value, error: '' });
    app.update();
  };
  return html`
    <form class="new" @submit=${create} novalidate>
      <label>New world <input id="new-world" autocomplete="off" spellcheck="false" maxlength="200" placeholder="its name"
        .value=${fresh.name} aria-invalid=${fresh.error === '' ? 'false' : 'true'} aria-describedby="new-world-error" @input=${field('name')}></label>
      <label>that starts as <select id="new-world-from" @change=${field('from')}>
        <option value="" .selected=${fresh.from === ''}>the start state</option>
        ${worlds.map((world) => html`<option value=${world.name} .selected=${fresh.from === world.name}>a copy of ${world.name}</option>`)}
      </select></label>
      <button type="submit" class="primary">Create</button>
      <p id="new-world-error" class="bad" role="alert">${fresh.error}</p>
    </form>`;
}

function view() {
  return html`
    <div class="toolbar">
      <label>Filter <input id="worlds-filter" type="search" placeholder="name" .value=${filter}
        @input=${(event) => { filter = event.target.value; app.update(); }}></label>
      <span class="spring">${counted(worlds.length, 'world')} ${worlds.length === 1 ? 'uses' : 'use'} ${bytesText(memory.used)} of ${bytesText(memory.limit)}</span>
    </div>
    <div class="sections" @dragover=${dragged} @dragleave=${dragged} @drop=${(event) => dropped(app, event)}>
      ${problem === '' ? nothing : html`<p class="bad">${problem}</p>`}
      <section class="card" aria-labelledby="worlds-title"><h2 id="worlds-title">Worlds of this server</h2>
        ${table()}
        ${form()}
      </section>
      ${filesView(app, worlds)}
    </div>`;
}

export default {
  id: 'worlds',
  title: 'Worlds',
  start: (given) => {
    app = given;
    setInterval(() => isShown() && readWorlds(), REFRESH);
  },
  shown: () => readWorlds(),
  told: () => readSoon(),
  view,
};
