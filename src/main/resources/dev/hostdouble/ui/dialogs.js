// Questions and messages above the page.
import { html, nothing, render } from './dom.js';

const dialog = () => document.getElementById('dialog');

/**
 * Shows a form in a dialog.
 *
 * @param {{title: string, text?: string, fields?: unknown, action: string, danger?: boolean}} question `fields` is a template with
 *     named form fields
 * @returns {Promise<FormData | null>} what was entered; null if the dialog was cancelled
 */
export function ask({ title, text, fields, action, danger = false }) {
  const element = dialog();
  return new Promise((resolve) => {
    let entered = null;
    const submit = (event) => {
      event.preventDefault();
      entered = new FormData(event.target);
      element.close();
    };
    render(html`
      <form @submit=${submit} aria-labelledby="dialog-title">
        <h2 id="dialog-title">${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing}
        ${fields ?? nothing}
        <div class="actions">
          <button type="button" @click=${() => element.close()}>Cancel</button>
          <button type="submit" class=${danger ? 'danger' : 'primary'}>${action}</button>
        </div>
      </form>`, element);
    element.setAttribute('aria-labelledby', 'dialog-title');
    element.onclose = () => {
      render(nothing, element);
      resolve(entered);
    };
    element.showModal();
    element.querySelector('input, select, textarea, button[type=submit]').focus();
  });
}

/** Asks whether to do something that cannot be undone. */
export async function confirmed(title, text, action) {
  return await ask({ title, text, action, danger: true }) !== null;
}

const LONGEST = 5;
let notices = [];
let number = 0;

/**
 * Shows a message for a while; errors stay until they are closed.
 *
 * @param {string} text
 * @param {'done' | 'error'} [kind]
 */
export function notify(text, kind = 'done') {
  const notice = { number: ++number, text, kind };
  notices = [...notices.filter((other) => other.text !== text), notice].slice(-LONGEST);
  showNotices();
  if (kind === 'done') {
    setTimeout(() => close(notice), 4_000);
  }
}

function close(notice) {
  notices = notices.filter((other) => other !== notice);
  showNotices();
}

function showNotices() {
  render(notices.map((notice) => html`
    <p class="notice notice-${notice.kind}">
      <span>${notice.text}</span>
      <button type="button" class="quiet" aria-label="Close this message" @click=${() => close(notice)}>×</button>
    </p>`), document.getElementById('notices'));
}
