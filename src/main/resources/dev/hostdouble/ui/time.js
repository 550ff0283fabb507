// The clock of the world, in the header.
import { confirmed } from './dialogs.js';
import { dateText, html, nothing } from './dom.js';

const MODES = ['manual', 'step:1s', 'real', 'x10', 'x60', 'x3600'];
const STEPS = [['1s', '+1 s', 'one second'], ['1m', '+1 min', 'one minute'], ['1h', '+1 h', 'one hour']];

/** The clock as the server said it last, and when that was by the browser's own clock. */
let clock = { mode: '', now: '', read: 0 };
let reading;

function became(app, { mode, now }) {
  clock = { mode, now, read: performance.now() };
  app.update();
}

/** How many seconds of the world pass in one of ours. */
function pace() {
  if (clock.mode === 'real') {
    return 1;
  }
  return clock.mode.startsWith('x') ? Number(clock.mode.slice(1)) : 0;
}

/** Whether time passes by itself. */
export function isRunning() {
  return pace() > 0;
}

/** The date of the world now, in milliseconds. */
export function worldNow() {
  return Date.parse(clock.now) + (performance.now() - clock.read) * pace();
}

/** Reads the clock again, once for all events of a moment. */
export function readClock(app) {
  reading ??= setTimeout(async () => {
    reading = undefined;
    try {
      became(app, await app.api.get('clock'));
    } catch {
      // The feed shows that there is no connection, or no such world.
    }
  }, 50);
}

/** Takes the date of an event, or reads the clock where the event does not say it. */
export function clockTold(app, kind, data) {
  if (kind === 'clock' && data.to !== undefined) {
    became(app, { mode: data.mode, now: data.to });
  } else if (kind !== 'delivery' && kind !== 'end') {
    readClock(app);
  }
}

/** Shows the clock, and goes on showing it while it runs. */
export function startClock(app) {
  setInterval(() => isRunning() && app.update(), 250);
}

function now() {
  return clock.now === '' ? '' : dateText(new Date(worldNow()).toISOString());
}

const move = (app, path, body, method = 'post') =>
  app.attempt(async () => {
    const moved = await app.api[method](path, body);
    became(app, moved);
    return moved;
  });

/** Lets the clock run until a job has ended; `job` is its id, or `api/id`. */
export function runUntilEnd(app, job) {
  return move(app, 'clock/run-until', { job });
}

async function runUntilNextEnd(app) {
  await app.attempt(async () => {
    const { jobs } = await app.api.get('jobs?state=running&limit=10000');
    const next = jobs.filter((job) => job.endsAt !== undefined).sort((a, b) => a.endsAt.localeCompare(b.endsAt))[0];
    if (next === undefined) {
      throw new Error(jobs.length === 0 ? 'No job is running.' : 'No running job ends by itself.');
    }
    const moved = await app.api.post('clock/run-until', { job: `${next.api}/${next.id}` });
    became(app, moved);
    app.notify(`Job ${next.id} has ended.`);
  });
}

async function reset(app) {
  if (await confirmed(
    'Back to the start?',
    `The world ${app.world} gets its start state, clock and start scenarios again. Its calls are forgotten.`,
    'Reset the world')) {
    await app.attempt(() => app.api.post('reset'), 'The world is back at its start.');
  }
}

export function clockBar(app) {
  const modes = MODES.includes(clock.mode) || clock.mode === '' ? MODES : [clock.mode, ...MODES];
  return html`
    <section class="clock" aria-label="Clock">
      <time id="clock-date" title="The date of the world, in UTC">${now()}</time>
      <label><span class="hidden">Mode of the clock</span>
        <select id="clock-mode" title="How time passes" @change=${(event) => move(app, 'clock', { mode: event.target.value }, 'put')}>
          ${modes.map((mode) => html`<option .selected=${mode === clock.mode}>${mode}</option>`)}
        </select></label>
      ${STEPS.map(([by, text, name]) => html`<button type="button" id="clock-${by}" aria-label="Advance the clock by ${name}"
        @click=${() => move(app, 'clock/advance', { by })}>${text}</button>`)}
      <button type="button" id="clock-next" title="Let the clock run until the next job ends"
        @click=${() => runUntilNextEnd(app)}>Next job end</button>
      <button type="button" id="clock-reset" @click=${() => reset(app)}>Back to the start</button>
      ${isRunning() ? html`<span class="hidden">The clock is running.</span>` : nothing}
    </section>`;
}
