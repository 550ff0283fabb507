// A list of which only the visible rows are elements: 10,000 rows scroll as ten do.
import { html, nothing } from './dom.js';

/** As in the style sheet. */
export const ROW = 30;

/** Rows above and below the visible ones, so that quick scrolling shows no gap. */
const MORE = 10;

export class VirtualList {
  /**
   * @param {{id: string, label: string, columns: string[], row: (item, index: number) => unknown[],
   *     key: (item) => unknown, opened: (item) => void, closed: () => void, changed: () => void}} options `row` gives the content of the cells
   */
  constructor(options) {
    this.options = options;
    this.items = [];
    /** The key of the row that the keyboard is at. */
    this.current = undefined;
    /** Whether it stays at its end when rows come. */
    this.follows = true;
    this.top = 0;
    /** The key of the first visible row, since it was scrolled. */
    this.first = undefined;
    this.height = 600;
    /** The key of a row that shall become visible with the next frame. */
    this.wanted = undefined;
    this.observer = new ResizeObserver(() => this.resized());
  }

  element() {
    return document.getElementById(this.options.id);
  }

  index() {
    return this.items.findIndex((item) => this.options.key(item) === this.current);
  }

  scrolled(event) {
    const { scrollTop, clientHeight, scrollHeight } = event.target;
    this.top = scrollTop;
    this.height = clientHeight;
    this.follows = scrollTop + clientHeight >= scrollHeight - ROW;
    const first = this.items[Math.floor(scrollTop / ROW)];
    this.first = first && this.options.key(first);
    this.options.changed();
  }

  /** Keeps the first visible row where it is when rows before it have gone. */
  stay(items) {
    const at = Math.floor(this.top / ROW);
    if (this.follows || this.first === undefined || (at < items.length && this.options.key(items[at]) === this.first)) {
      return;
    }
    const now = items.findIndex((item) => this.options.key(item) === this.first);
    if (now >= 0) {
      this.top += (now - at) * ROW;
      this.hasMoved = true;
    }
  }

  /** Moves to a row, and makes it visible. */
  move(index) {
    const to = Math.max(0, Math.min(this.items.length - 1, index));
    if (this.items.length === 0) {
      return;
    }
    this.current = this.options.key(this.items[to]);
    this.reveal(to);
    this.options.changed();
  }

  reveal(index) {
    const element = this.element();
    const first = index * ROW;
    if (first < element.scrollTop) {
      element.scrollTop = first;
    } else if (first + 2 * ROW > element.scrollTop + element.clientHeight) {
      element.scrollTop = first + 2 * ROW - element.clientHeight; // the head takes the height of one row
    }
  }

  /** Makes a row visible, as soon as it is there. */
  show(key) {
    this.current = key;
    this.wanted = key;
    this.follows = false;
  }

  toEnd() {
    this.follows = true;
    this.options.changed();
  }

  pressed(event) {
    const page = Math.max(1, Math.floor(this.height / ROW) - 2);
    const at = this.index();
    const to = {
      ArrowDown: at + 1, ArrowUp: at < 0 ? this.items.length - 1 : at - 1, PageDown: at + page, PageUp: at - page,
      Home: 0, End: this.items.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.move(to);
    } else if ((event.key === 'Enter' || event.key === ' ') && at >= 0) {
      event.preventDefault();
      this.options.opened(this.items[at]);
    } else if (event.key === 'Escape') {
      this.options.closed();
    }
  }

  /** Renders the list with these items. */
  view(items) {
    this.stay(items);
    this.items = items;
    const { id, label, columns } = this.options;
    const end = Math.max(0, (items.length + 1) * ROW - this.height);
    const top = this.follows ? end : Math.min(this.top, end);
    const first = Math.max(0, Math.floor(top / ROW) - MORE);
    const last = Math.min(items.length, Math.ceil((top + this.height) / ROW) + MORE);
    queueMicrotask(() => this.rendered());
    const at = this.index();
    return html`
      <div id=${id} class="grid" role="grid" tabindex="0" aria-label=${label} aria-rowcount=${items.length + 1}
        aria-activedescendant=${at >= first && at < last ? `${id}-${at}` : ''}
        @scroll=${(event) => this.scrolled(event)} @keydown=${(event) => this.pressed(event)}>
        <div role="row" class="row head" aria-rowindex="1">
          ${columns.map((column) => html`<span role="columnheader">${column}</span>`)}</div>
        <div role="presentation" .style=${`height:${first * ROW}px`}></div>
        ${items.slice(first, last).map((item, index) => this.row(item, first + index, at))}
        <div role="presentation" .style=${`height:${(items.length - last) * ROW}px`}></div>
      </div>`;
  }

  row(item, index, at) {
    const open = () => {
      this.current = this.options.key(item);
      this.options.opened(item);
    };
    return html`
      <div role="row" class="row ${this.options.rowClass?.(item) ?? ''}" id="${this.options.id}-${index}"
        aria-rowindex=${index + 2} aria-selected=${index === at} @click=${open}>
        ${this.options.row(item).map((cell) => html`<span role="gridcell" title=${typeof cell === 'string' ? cell : nothing}>${cell}</span>`)}</div>`;
  }

  /** After each frame: the element may be a new one, and has its height only now. */
  rendered() {
    const element = this.element();
    if (element === null) {
      return;
    }
    if (this.observed !== element) {
      this.observed = element;
      this.observer.disconnect();
      this.observer.observe(element);
      element.scrollTop = this.top;
    } else if (this.hasMoved) {
      element.scrollTop = this.top;
    }
    this.hasMoved = false;
    const wanted = this.wanted === undefined ? -1 : this.items.findIndex((item) => this.options.key(item) === this.wanted);
    if (wanted >= 0) {
      this.wanted = undefined;
      this.reveal(wanted);
    } else if (this.follows) {
      element.scrollTop = element.scrollHeight;
    }
  }

  resized() {
    const element = this.element();
    if (element !== null && element.clientHeight !== this.height) {
      this.height = element.clientHeight;
      if (this.current !== undefined && !this.follows) {
        this.wanted = this.current;
      }
      this.options.changed();
    }
  }
}
