// How a resource is shown: the words for its kind and its details, and the mark of its state.
import { bytesText, dateText, html, nothing } from './dom.js';

const TITLES = {
  vm: 'Virtual machines',
  dedicated: 'Dedicated servers',
  iso: 'ISO images',
  address: 'IP addresses',
  market: 'Market',
  image: 'Public images',
  'user-image': 'Images of users',
  file: 'Files in stores',
  'ssh-key': 'SSH keys',
  'api-key': 'API keys',
};

const GOOD = ['running', 'poweredOn', 'ready', 'active', 'valid', 'Paid', 'finished', 'done', 'available', 'permitted', 'delivered'];
const BAD = ['failed', 'Error', 'suspended', 'revoked', 'unreadable', 'ongoing'];
const OPEN = ['waiting', 'unpaid', 'Unpaid', 'awaiting payment', 'deploying', 'ordered', 'Pending', 'being created', 'purged'];

/** The title of a kind: `Callback keys`. */
export function kindTitle(kind) {
  return TITLES[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replace('-', ' ')}s`;
}

/** The state of a resource as a mark. */
export function stateMark(state) {
  return state === null ? nothing : html`<span class="mark state-${tone(state)}">${state}</span>`;
}

function tone(state) {
  if (GOOD.includes(state)) {
    return 'good';
  }
  return BAD.includes(state) ? 'bad' : OPEN.includes(state) ? 'open' : 'off';
}

/** The details of a resource as pairs of a label and a text, without those that are null or empty; its hardware is one of them. */
export function details(item) {
  const { cpus, cpuCores = cpus, cpu = cpuCores, memoryMb, mem = memoryMb, memoryGb, diskGb, disk, virtual, ...others } = item.details;
  const parts = [
    typeof cpu === 'number' && `${cpu} CPU${cpu === 1 ? '' : 's'}`,
    mem && `${mem} MB`,
    memoryGb && `${memoryGb} GB`,
    diskGb ? `${diskGb} GB disk` : disk && `${disk} disk`,
  ].filter(Boolean);
  const pairs = Object.entries(others)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => [labelOf(name), valueOf(name, value)]);
  if (typeof cpu === 'string') {
    pairs.push(['CPU', cpu]);
  }
  if (parts.length > 0) {
    pairs.push(['hardware', parts.join(', ') + (virtual === false ? ', bare metal' : '')]);
  }
  return pairs;
}

/** `memoryMb` is `memory MB`. */
function labelOf(name) {
  return name
    .replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/\b(mb|gb|ip|os|iso|vm|mac)\b/g, (word) => word.toUpperCase())
    .replace('ips', 'IPs');
}

function valueOf(name, value) {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (typeof value === 'number') {
    return name === 'size' ? bytesText(value) : ['total', 'credit', 'fromCredit'].includes(name) ? value.toFixed(2) : String(value);
  }
  return /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? dateText(value) : value;
}

/** The output of a job as a text, without the password of a new server. */
export function textOf(output) {
  return typeof output === 'string' ? output
    : JSON.stringify(output, (name, value) => (/pass|secret|token/i.test(name) ? '***' : value)).replace(/^null$/, '');
}
