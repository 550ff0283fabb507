// What panels render with: lit-html, whose bindings are texts and attributes, and a few small helpers.
import { html, nothing, render } from './lib/lit-html.js';
import { live } from './lib/directives/live.js';
import { repeat } from './lib/directives/repeat.js';

export { html, live, nothing, render, repeat };

/**
 * Moves the focus among the elements that a key handler finds with the arrow keys, Home and End, as in a menu or a list of tabs.
 *
 * @param {KeyboardEvent} event
 * @param {string} selector finds the elements inside the one that has the handler
 */
export function moveFocus(event, selector) {
  const all = [...event.currentTarget.querySelectorAll(selector)];
  const at = all.indexOf(document.activeElement);
  const to = {
    ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1,
  }[event.key];
  if (to === undefined || all.length === 0) {
    return;
  }
  event.preventDefault();
  all[(to + all.length) % all.length].focus();
}

/**
 * Renders, and gives the focus to what is nearest if the element that has it goes away or is disabled: the keyboard goes on from there.
 *
 * @param {() => void} show
 */
export function keepFocus(show) {
  const around = [];
  for (let element = document.activeElement; element !== null && element !== document.body; element = element.parentElement) {
    around.push(element);
  }
  show();
  const isGone = around.length > 0 && (!around[0].isConnected || around[0].matches(':disabled'));
  const near = around.slice(1).find((element) => element.isConnected);
  if (isGone && near !== undefined && near.closest('dialog') === null) {
    const name = around[0].getAttribute('aria-label');
    const same = [...near.querySelectorAll('[aria-label]:enabled')].find((element) => element.getAttribute('aria-label') === name);
    near.hasAttribute('tabindex') || near.setAttribute('tabindex', '-1');
    (same ?? near).focus({ preventScroll: true });
  }
}

/**
 * Runs a function when it has not been asked for during this time.
 *
 * @param {Function} run
 * @param {number} wait in milliseconds
 */
export function debounced(run, wait) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), wait);
  };
}

/** A date of the server for people: `2026-11-30 16:22:38`, in UTC as the server writes it. */
export function dateText(iso) {
  return String(iso ?? '').replace('T', ' ').replace(/(\.\d+)?Z$/, '');
}

/** The time of day of a date. */
export function timeText(iso) {
  return dateText(iso).slice(11);
}

/** A number of bytes for people. */
export function bytesText(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** A number with its word: `1 call`, `2 calls`. */
export function counted(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** How well an answer is known, as a mark. */
export function evidenceMark(evidence) {
  return html`<span class="mark mark-${evidence}">${evidence}</span>`;
}

/** Copies a text to the clipboard; resolves to whether it worked. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Pages of other machines without HTTPS have no clipboard. */
function copyBySelection(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const worked = document.execCommand('copy');
  field.remove();
  return worked;
}

/** Saves a text or a blob as a file. */
export function saveFile(name, content, type = 'text/plain') {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
