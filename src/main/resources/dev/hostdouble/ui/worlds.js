// The panel "Worlds".
import { html } from './dom.js';

export default {
  id: 'worlds',
  title: 'Worlds',
  view: () => html`<p class="empty">Worlds</p>`,
};
