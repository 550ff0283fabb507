// The panel "Failures".
import { html } from './dom.js';

export default {
  id: 'failures',
  title: 'Failures',
  view: () => html`<p class="empty">Failures</p>`,
};
