// What the panel "Worlds" does with files: what this world gives, and what a world takes.
import { ask, confirmed } from './dialogs.js';
import { html, nothing, saveFile } from './dom.js';
import { controlOf, lossOf, nameProblem, readWorlds, worldNamed } from './worlds.js';

/** The beginning of a file says what it is. */
const HEAD = 1_000;

/** Whether files show credentials as they are. */
let keeps = false;
/** The name of the world that takes the next file; empty for the one that is shown. */
let target = '';
/** How the last file was used: `{ file, world, kind, error, played }`. */
let result = null;
let isBusy = false;

const FILES = [
  ['replay', 'Recording', 'recording.json', 'all calls and events, to play again'],
  ['report?as=html', 'Report, HTML', 'report.html', 'for people; with the recording and the state inside'],
  ['report?as=markdown', 'Report, Markdown', 'report.md', 'the same, for an issue'],
  ['requests?as=har', 'HTTP Archive', 'calls.har', 'the calls, for other tools'],
  ['requests?as=curl&limit=1000000', 'curl script', 'calls.sh', 'the calls, to send again'],
];

function save(app, path, file) {
  const secrets = `${path.includes('?') ? '&' : '?'}secrets=${keeps ? 'keep' : 'mask'}`;
  return app.attempt(async () => saveFile(`${app.world}-${file}`, await app.api.blob(path === 'state' ? path : path + secrets)));
}

function given(app) {
  const change = (event) => {
    keeps = event.target.value === 'keep';
    app.update();
  };
  const button = ([path, title, file, what]) => html`
    <li><button type="button" @click=${() => save(app, path, file)}>${title}</button> <span class="quiet">${what}</span></li>`;
  return html`
    <section class="card" aria-labelledby="export-title"><h2 id="export-title">Save ${app.world} as a file</h2>
      <label>Credentials <select id="files-secrets" @change=${change}>
        <option value="mask" .selected=${!keeps}>replaced by stand-ins, to share the file</option>
        <option value="keep" .selected=${keeps}>as they are</option>
      </select></label>
      <ul class="files">${FILES.map(button)}</ul>
      <p class=${keeps ? 'warning' : 'quiet'} role="status">${keeps
        ? 'These files contain tokens and passwords as they are. Do not share them.'
        : 'Stand-ins have the form of the credentials, so a recording and a report can still be played. Archives and scripts show *** instead.'}</p>
      <ul class="files">${button(['state', 'State', 'state.json', 'servers, jobs, clock and scenarios, without the calls'])}</ul>
      <p class="warning">A state always contains credentials as they are.</p>
    </section>`;
}

/** Finds out what a file is: `state`, `replay`, `report`; empty if it is something else. */
async function kindOf(file) {
  const head = (await file.slice(0, HEAD).text()).trimStart();
  if (head.startsWith('{')) {
    return ['replay', 'state'].find((kind) => head.includes(`"${kind}":`)) ?? '';
  }
  return /^(<!DOCTYPE html>[^]*<title>Hostdouble report|# Hostdouble report)/i.test(head) ? 'report' : '';
}

/** How a file is used: the endpoint that takes it; null if the person decides not to. */
async function endpointFor(kind) {
  if (kind !== 'report') {
    return kind;
  }
  const answer = await ask({
    title: 'A report',
    text: 'A report contains a recording and a state.',
    fields: html`<label>Use <select name="use">
      <option value="replay">its recording: play all calls</option>
      <option value="state">its state: without the calls</option></select></label>`,
    action: 'Go on',
  });
  return answer?.get('use') ?? null;
}

async function take(app, file) {
  const world = target || app.world;
  const wrong = nameProblem(world);
  if (file === undefined || isBusy) {
    return;
  }
  result = { file: file.name, world, error: wrong };
  if (wrong === '') {
    await takeInto(app, file, world);
  }
  app.update();
}

async function takeInto(app, file, world) {
  const kind = await kindOf(file);
  if (kind === '') {
    result.error = 'This file is something else: expected a state, a recording or a report, as this page saves them.';
    return;
  }
  const endpoint = await endpointFor(kind);
  await readWorlds();
  const known = worldNamed(world);
  if (endpoint === null || (known && !await confirmed(`Replace the world ${world}?`,
    `It becomes what ${file.name} says. ${lossOf(known)}`, 'Replace the world'))) {
    result = null;
    return;
  }
  await send(app, file, world, endpoint);
}

async function send(app, file, world, endpoint) {
  isBusy = true;
  app.update();
  try {
    const reply = await app.api.put(controlOf(app, world) + endpoint, file);
    result.played = endpoint === 'replay' ? reply : null;
  } catch (error) {
    result.error = error.message.replace(/^body:/gm, `${file.name}:`); // the server does not know the name
  }
  isBusy = false;
  await readWorlds();
}

function resultView(app) {
  if (isBusy) {
    return html`<p>${result.file} is sent to the server… <progress aria-label="The file is sent"></progress></p>`;
  }
  if (result === null) {
    return nothing;
  }
  const { file, world, error, played } = result;
  if (error !== '') {
    return html`<p class="bad"><strong>${file}</strong> was not used; the world ${world} is as it was.</p><pre class="bad">${error}</pre>`;
  }
  return html`
    ${played ? playedView(file, world, played) : html`<p><strong>${file}</strong> is loaded: the world ${world} goes on from its state.</p>`}
    ${world === app.world
      ? html`<button type="button" @click=${() => app.go(played ? 'live' : 'state')}>${played ? 'Look at its calls' : 'Look at its state'}</button>`
      : html`<button type="button" @click=${() => app.openWorld(world)}>Open ${world}</button>`}`;
}

function playedView(file, world, { calls, differences, problems, incomplete }) {
  return html`
    <p><strong>${file}</strong> is played in the world ${world}:
      <span class=${differences === 0 ? 'good' : 'bad'}>${differences} of ${calls} replies differ.</span></p>
    ${incomplete === null ? nothing : html`<p class="warning">The recording is incomplete: ${incomplete}.</p>`}
    ${problems.length === 0 ? nothing : html`
      <ul class="problems" aria-label="What differs">${problems.map((problem) => html`<li><code>${problem}</code></li>`)}</ul>
      ${differences > problems.length ? html`<p class="quiet">These are the first ${problems.length}.</p>` : nothing}`}`;
}

/** A file is held over the panel, or no longer. */
export function dragged(event) {
  event.preventDefault();
  event.currentTarget.classList.toggle('over', event.type === 'dragover');
}

/** A file is dropped anywhere on the panel. */
export function dropped(app, event) {
  event.preventDefault();
  event.currentTarget.classList.remove('over');
  take(app, event.dataTransfer.files[0]);
}

function taken(app) {
  const choose = (event) => {
    take(app, event.target.files[0]);
    event.target.value = '';
  };
  const name = (event) => {
    target = event.target.value.trim();
    app.update();
  };
  const wrong = target === '' ? '' : nameProblem(target);
  return html`
    <section class="card takes" aria-labelledby="import-title">
      <h2 id="import-title">Use a file</h2>
      <p class="quiet">A state, a recording or a report, of this server or of another one. Drop it here, or choose it. The world becomes what
        the file says: loaded from a state, or played from a recording.</p>
      <label>Into the world <input id="import-world" autocomplete="off" spellcheck="false" placeholder=${app.world} .value=${target}
        aria-invalid=${wrong === '' ? 'false' : 'true'} aria-describedby="import-world-error" @input=${name}></label>
      <label>File <input id="import-file" type="file" accept=".json,.html,.md" ?disabled=${isBusy} @change=${choose}></label>
      <p id="import-world-error" class="bad" role="alert">${wrong}</p>
      <div id="import-result" role="status">${resultView(app)}</div>
    </section>`;
}

/** The sections about files. */
export function filesView(app, worlds) {
  const exists = worlds.some((world) => world.name === app.world);
  return html`${exists ? given(app) : nothing}${taken(app)}`;
}
