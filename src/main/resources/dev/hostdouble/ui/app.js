// The console: the header with the clock, the panels, and what they share.
import { api, base, onTokenWanted, send, setToken, token } from './api.js';
import { ask, notify } from './dialogs.js';
import { html, keepFocus, moveFocus, nothing, render } from './dom.js';
import failures from './failures.js';
import { Feed } from './feed.js';
import livePanel from './live.js';
import operations from './operations.js';
import state from './state.js';
import { clockBar, clockTold, readClock, startClock } from './time.js';
import worlds from './worlds.js';

const PANELS = [livePanel, state, failures, worlds, operations];

/** What panels get: see "To change the console" in CONTRIBUTING.md. */
const app = {
  api,
  base,
  notify,
  /** The name of the world that the page is about. */
  world: '',
  version: '',
  /** The id of the panel that is shown, and what follows it in the address. */
  panel: '',
  place: '',
  /** The text that the editor shall show next; the editor takes it away. */
  draft: null,
  update,
  attempt,
  go,
  edit,
  openWorld,
};

let waiting = false;

/** Renders the page again, with the next frame. */
function update() {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      keepFocus(() => render(page(), document.getElementById('app')));
    });
  }
}

/**
 * Runs what calls the server, and shows its error.
 *
 * @param {() => Promise<unknown>} run
 * @param {string} [done] what to say when it has worked
 * @returns {Promise<boolean>} whether it has worked
 */
async function attempt(run, done) {
  try {
    await run();
    if (done) {
      notify(done);
    }
    return true;
  } catch (error) {
    notify(error.message, 'error');
    return false;
  } finally {
    update();
  }
}

/** Shows a panel: `go('live', '12')` is the address `#live/12`. */
function go(panel, place = '') {
  location.hash = place === '' ? panel : `${panel}/${place}`;
}

/** Opens the text of a scenario in the editor. */
function edit(text) {
  app.draft = text;
  go('failures', 'edit');
}

/** Opens the console of another world. */
function openWorld(name) {
  const own = app.world !== '' && location.hostname.startsWith(`${app.world}.`);
  const host = own ? location.host.replace(app.world, name) : location.host;
  const path = own ? base : name === 'default' ? '/_emulator/' : `/_w/${name}/_emulator/`;
  location.assign(`${location.protocol}//${host}${path}ui/#${app.panel}`);
}

function placeChanged() {
  const [panel, ...place] = decoded(location.hash.slice(1)).split('/');
  const known = PANELS.find((one) => one.id === panel) ?? PANELS[0];
  app.panel = known.id;
  app.place = known.id === panel ? place.join('/') : '';
  document.title = `${known.title} · ${app.world || 'Hostdouble'}`;
  known.shown?.(app);
  update();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const STATES = {
  connecting: 'connecting',
  live: 'live',
  away: 'no connection; trying again',
  absent: 'this world does not exist yet',
  refused: 'refused',
};

let wasAway = false;

const feed = new Feed(told, () => {
  if (feed.state === 'live') {
    readClock(app);
    if (wasAway) {
      shownPanel().shown?.(app); // what it could not read meanwhile
    }
  }
  wasAway = feed.state !== 'live';
  update();
});

function shownPanel() {
  return PANELS.find((panel) => panel.id === app.panel) ?? PANELS[0];
}

function told(kind, data) {
  clockTold(app, kind, data);
  PANELS.forEach((panel) => panel.told?.(app, kind, data));
  update();
}

function page() {
  const shown = shownPanel();
  return html`
    <header class="top">
      <h1><a href="#live" class="brand"><img src="icon.svg" alt="" width="20" height="20"> Hostdouble</a></h1>
      <p class="world">World <a href="#worlds">${app.world}</a>
        <span class="feed feed-${feed.state}" role="status">${STATES[feed.state]}</span>
        ${feed.state === 'refused' && feed.status === 401 ? html`<button type="button" id="give-token" @click=${giveToken}>Control token…</button>` : nothing}</p>
      ${clockBar(app)}
      <button type="button" class="quiet" @click=${changeTheme} title="Light, dark, or as the system">
        Theme: ${theme()}</button>
    </header>
    <nav class="tabs" aria-label="Panels" @keydown=${(event) => moveFocus(event, 'a')}>
      ${PANELS.map((panel) => html`<a href="#${panel.id}" aria-current=${panel === shown ? 'page' : nothing}
        >${panel.title}${count(panel)}</a>`)}
    </nav>
    ${feed.state === 'refused' ? html`<p class="refused bad">${feed.why}</p>` : nothing}
    <main id="main" tabindex="-1" class="panel panel-${shown.id}">
      ${feed.state === 'absent' && shown.id !== 'worlds' ? absent() : shown.view(app)}
    </main>`;
}

/** A number beside the title of a panel, where it has one. */
function count(panel) {
  const number = panel.count?.(app);
  return number === undefined ? nothing : html` <span class="count">${number}</span>`;
}

function absent() {
  return html`
    <div class="empty">
      <h2>The world ${app.world} does not exist yet</h2>
      <p>It is created by the first call of a client to it, or now:</p>
      <button type="button" class="primary" @click=${create}>Create it</button>
    </div>`;
}

async function create() {
  await attempt(() => api.put(`worlds/${app.world}`));
  feed.hurry();
}

const THEME = 'hostdouble-theme';
const THEMES = ['system', 'light', 'dark'];

function theme() {
  return localStorage.getItem(THEME) ?? THEMES[0];
}

function changeTheme() {
  localStorage.setItem(THEME, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
  showTheme();
  update();
}

function showTheme() {
  document.documentElement.dataset.theme = theme();
}

let asking;
let isDeclined = false;

/** Asks for the control token once, however many requests wait for it; not again after the dialog was cancelled. */
function askForToken() {
  if (isDeclined) {
    return false;
  }
  const isWrong = token() !== '';
  asking ??= ask({
    title: 'Control token',
    text: `${isWrong ? 'That was not the token. ' : ''}This server wants its control token (HOSTDOUBLE_CONTROL_TOKEN). It is kept in this tab only.`,
    fields: html`<label>Token <input name="token" type="password" autocomplete="off" required></label>`,
    action: 'Use it',
  }).then((entered) => {
    asking = undefined;
    isDeclined = entered === null;
    if (entered !== null) {
      setToken(entered.get('token'));
    }
    return entered !== null;
  });
  return asking;
}

async function giveToken() {
  isDeclined = false;
  setToken('');
  if (await askForToken()) {
    feed.hurry();
  }
}

async function start() {
  document.getElementById('app').replaceChildren();
  showTheme();
  onTokenWanted(askForToken);
  addEventListener('hashchange', placeChanged);
  document.querySelector('.skip').addEventListener('click', (event) => {
    event.preventDefault(); // the address says which panel is shown
    document.getElementById('main').focus();
  });
  try {
    const index = await (await send('GET', base.slice(0, -1))).json();
    app.world = index.world ?? '';
    app.version = index.version;
  } catch (error) {
    notify(`The server cannot be reached: ${error.message}`, 'error');
  }
  startClock(app);
  PANELS.forEach((panel) => panel.start?.(app));
  placeChanged();
  await feed.follow();
}

start();
