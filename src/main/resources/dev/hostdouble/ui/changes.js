// What a provider can change by itself (GET changes), as a menu beside a resource.
import { confirmed } from './dialogs.js';
import { html, nothing } from './dom.js';
import { kindTitle } from './resources.js';

const WORDS = {
  'state=running': 'Start',
  'state=stopped': 'Stop',
  'state=suspended': 'Suspend',
  'available=true': 'Offer again',
  'available=false': 'Withdraw',
  paid: 'Mark as paid',
  cancelled: 'Cancel',
  closed: 'Close',
  removed: 'Remove',
  revoked: 'Revoke',
  spent: 'Spend the credit',
  withheld: 'Withhold new names',
};

/** What cannot be taken back. */
const FINAL = ['removed', 'revoked', 'cancelled', 'spent'];

/** Changes that name something else than the id of the resource, or need more than one option. */
const SPECIAL = {
  'hosterapi/backup': (item) => [{ key: 'hosterapi/backup', value: Number(item.id), also: { vm: item.details.vm } }],
  'hostkey/account': (item) => [{ key: 'hostkey/credit', value: item.id }, { key: 'hostkey/names', value: item.id },
    { key: 'hostkey/token', value: item.id, word: 'Revoke its tokens' }],
  'vss/user': (item) => [{ key: 'vss/token', value: item.id, word: 'Revoke all tokens' }],
  'vss/token': (item) => [{ key: 'vss/token', value: item.details.user, word: `Revoke all tokens of ${item.details.user}` }],
  'vss/user-image': (item) => [{
    key: 'vss/user-image', value: item.details.user, also: { name: item.details.path.split(`] ${item.details.user}/`)[1] }, only: 'removed',
  }],
};

/** Options that would leave a resource as it is. */
const NOTHING_NEW = {
  'available=true': 'available',
  'available=false': ['sold out', 'withdrawn'],
  paid: ['Paid', 'Cancelled', 'Refunded', 'deploying', 'done', 'failed'],
  cancelled: ['done', 'cancelled'],
  closed: ['closed'],
};

/** The menus. */
export class Changes {
  /** @param {() => void} changed is called when something has changed */
  constructor(changed) {
    this.changed = changed;
    this.kinds = undefined;
  }

  /** Reads the kinds of changes, once. */
  async read(app) {
    this.kinds ??= (await app.api.get('changes')).changes;
  }

  /** The menu of a resource; nothing if the provider changes nothing about it. */
  menu(app, kind, item) {
    const actions = this.actions(kind, item);
    if (actions.length === 0) {
      return nothing;
    }
    const name = `${item.name ?? item.id}`;
    return html`
      <details class="menu" @keydown=${closeByEscape} @focusout=${closeWhenLeft}>
        <summary aria-label="Change ${name}">Change</summary>
        <div>${actions.map((action) => html`<button type="button" class=${action.isFinal ? 'danger' : ''} title=${action.about}
          @click=${(event) => this.make(app, kind, item, action, event.target.closest('details'))}>${action.word}</button>`)}</div>
      </details>`;
  }

  actions(kind, item) {
    const own = SPECIAL[kind.key]?.(item)
      ?? [{ key: kind.key, value: /^\d+$/.test(item.id) ? Number(item.id) : item.id }];
    return own.flatMap((one) => this.choices(one, item));
  }

  /** An action for each value of each option of which a change needs one. */
  choices({ key, value, also = {}, word, only }, item) {
    const change = this.kinds?.find((one) => one.change === key);
    return (change?.oneOf[0] ?? [])
      .filter((option) => only === undefined || option === only)
      .flatMap((option) => valuesOf(change, option).map((text) => ({
        word: word ?? WORDS[`${option}=${text}`] ?? WORDS[option] ?? `${option}: ${text}`,
        about: `The provider does this by itself: ${change.description}`,
        isFinal: FINAL.includes(option),
        isVain: text === item.state || [NOTHING_NEW[`${option}=${text}`] ?? NOTHING_NEW[option] ?? []].flat().includes(item.state),
        body: { [key]: value, [option]: text, ...also },
      })))
      .filter((action) => !action.isVain);
  }

  async make(app, kind, item, action, menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
    const what = `${kindTitle(kind.kind)}: ${item.name ?? item.id}`;
    if (action.isFinal && !await confirmed(`${action.word}?`, `${what}. ${action.about} Only a reset takes it back.`, action.word)) {
      return;
    }
    await app.attempt(async () => {
      const { changed } = await app.api.post('changes', action.body);
      app.notify(changed ? `${what}: done.` : `${what}: nothing changed.`);
    });
    this.changed();
  }
}

/** The words that an option can have. */
function valuesOf(change, option) {
  return change.options.find((one) => one.name === option).value.split(' or ');
}

function closeByEscape(event) {
  if (event.key === 'Escape') {
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary').focus();
  }
}

function closeWhenLeft(event) {
  if (!event.currentTarget.contains(event.relatedTarget)) {
    event.currentTarget.open = false;
  }
}
