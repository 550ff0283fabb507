// The panel "State".
import { html } from './dom.js';

export default {
  id: 'state',
  title: 'State',
  view: () => html`<p class="empty">State</p>`,
};
