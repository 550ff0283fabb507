// The panel "Operations".
import { html } from './dom.js';

export default {
  id: 'operations',
  title: 'Operations',
  view: () => html`<p class="empty">Operations</p>`,
};
