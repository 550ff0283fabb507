// The jobs of the world: bars that move with its clock, and what can be done with a job.
import { ask } from './dialogs.js';
import { dateText, html, nothing, repeat } from './dom.js';
import { textOf } from './resources.js';
import { runUntilEnd, worldNow } from './time.js';

/** The jobs that run; `total` may be more than there are in the list. */
export function runningJobs(app, jobs, total) {
  return html`
    <section class="jobs" aria-labelledby="state-jobs">
      <h2 id="state-jobs">Running jobs <span class="count">${jobs.length}</span></h2>
      ${jobs.length === 0 ? html`<p class="quiet">No job is running.</p>` : nothing}
      <ul>${repeat(jobs, (job) => job.number, (job) => running(app, job))}</ul>
      ${total > jobs.length && jobs.length >= 1_000 ? html`<p class="quiet">The latest ${jobs.length} of ${total}.</p>` : nothing}
    </section>`;
}

function running(app, job) {
  const name = `${job.operation} on ${job.target}`;
  const share = shareOf(job);
  return html`
    <li class="job" id="job-${job.number}">
      <span class="what"><strong>${job.operation}</strong> on ${job.target} <span class="quiet">job ${job.id}</span></span>
      <progress max="1" .value=${share} aria-label=${name}></progress>
      <span class="how">${job.status}, ${Math.round(job.progress * 100)} %${left(job)}</span>
      <span class="steer">
        <button type="button" aria-label="Run the clock until the end of ${name}"
          @click=${() => runUntilEnd(app, idOf(job))}>Run until it ends</button>
        <button type="button" aria-label="Finish ${name}" @click=${() => finish(app, job)}>Finish</button>
        <button type="button" aria-label="Fail ${name}" @click=${() => fail(app, job)}>Fail…</button>
      </span>
    </li>`;
}

const idOf = (job) => `${job.api}/${job.id}`;
const pathOf = (job) => `jobs/${encodeURIComponent(idOf(job))}`;

/** How much of its time has passed, 0 to 1: what clients see of its progress moves in steps. */
function shareOf(job) {
  if (job.endsAt === undefined) {
    return job.progress;
  }
  const start = Date.parse(job.startedAt);
  const length = Date.parse(job.endsAt) - start;
  const passed = worldNow() - start;
  if (Number.isNaN(passed)) {
    return job.progress; // the clock was not read yet
  }
  return length <= 0 ? 1 : Math.min(1, Math.max(0, passed / length));
}

function left(job) {
  if (job.endsAt === undefined) {
    return ', end not known';
  }
  if (Number.isNaN(worldNow())) {
    return '';
  }
  const seconds = Math.max(0, Math.ceil((Date.parse(job.endsAt) - worldNow()) / 1000));
  return `, ${durationText(seconds)} left`;
}

function durationText(seconds) {
  const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']];
  const some = parts.filter(([number]) => number > 0).slice(0, 2);
  return some.length === 0 ? '0 s' : some.map(([number, unit]) => `${number} ${unit}`).join(' ');
}

function finish(app, job) {
  return app.attempt(() => app.api.post(`${pathOf(job)}/finish`), `Job ${job.id} has finished.`);
}

/** Asks for the output; the errors of the operation can be chosen. */
async function fail(app, job) {
  let outputs = [];
  try {
    const { operations } = await app.api.get('operations');
    outputs = operations.find((one) => one.operation === job.operation)?.answers
      .filter((answer) => answer.answer !== 'ok' && answer.text !== '').map((answer) => answer.text) ?? [];
  } catch {
    // Then the output is typed.
  }
  const entered = await ask({
    title: `Fail job ${job.id}`,
    text: `${job.operation} on ${job.target} fails now, at the progress it has reached.`,
    fields: html`
      <label>Output <input name="output" list="job-outputs" autocomplete="off" placeholder="failed by the control API"></label>
      <datalist id="job-outputs">${[...new Set(outputs)].map((output) => html`<option value=${output}></option>`)}</datalist>`,
    action: 'Fail the job',
    danger: true,
  });
  if (entered !== null) {
    const output = entered.get('output');
    await app.attempt(() => app.api.post(`${pathOf(job)}/fail`, output === '' ? {} : { output }), `Job ${job.id} has failed.`);
  }
}

/** The jobs that have ended, the latest first. */
export function endedJobs(jobs, total, fold) {
  if (total === 0 || jobs.length === 0) {
    return nothing;
  }
  return html`
    <details class="kind ended" .open=${fold.isOpen} @toggle=${fold.toggled}>
      <summary><h3>Ended jobs</h3> <span class="count">${total > jobs.length ? `${jobs.length} of ${total}` : total}</span></summary>
      ${fold.isOpen ? html`
        <div class="wide" tabindex="0" role="region" aria-label="Ended jobs">
          <table>
            <thead><tr><th scope="col">Job</th><th scope="col">Operation</th><th scope="col">Target</th><th scope="col">Status</th>
              <th scope="col">Ended</th><th scope="col">Output</th></tr></thead>
            <tbody>${repeat(jobs, (job) => job.number, (job) => html`
              <tr><th scope="row">${job.id}</th><td>${job.operation}</td><td>${job.target}</td><td>${job.status}</td>
                <td>${dateText(job.endsAt)}</td><td class="output">${textOf(job.output)}</td></tr>`)}</tbody>
          </table>
        </div>` : nothing}
    </details>`;
}
