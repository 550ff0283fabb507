// Calls the control API of the world that this page is about.

const TOKEN = 'hostdouble-control-token';

/** The path of the control API, such as `/_w/mine/_emulator/`: the page lies in its folder `ui`. */
export const base = location.pathname.replace(/ui\/[^/]*$/, '');

/** A reply that says no. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let tokenWanted = async () => false;

/** Asks for the control token when the server wants one: the function resolves to whether there is a new one. */
export function onTokenWanted(ask) {
  tokenWanted = ask;
}

/** The control token; kept in this tab only. */
export function token() {
  return sessionStorage.getItem(TOKEN) ?? '';
}

export function setToken(text) {
  sessionStorage.setItem(TOKEN, text);
}

function headers(more) {
  return token() === '' ? more : { ...more, Authorization: `Bearer ${token()}` };
}

/**
 * Sends a request; asks for the token and sends it again where the server wants one.
 *
 * @param {string} method
 * @param {string} path below the control API, such as `clock/advance`; or an absolute one, such as `/_w/x/_emulator/reset`
 * @param {object} [options] of fetch
 * @returns {Promise<Response>} whatever its status
 */
export async function send(method, path, options = {}) {
  const url = path.startsWith('/') ? path : base + path;
  const used = token();
  const reply = await fetch(url, { ...options, method, headers: headers(options.headers ?? {}), cache: 'no-store' }).catch(() => {
    throw new Error('The server does not answer, or has closed the connection.');
  });
  if (reply.status === 401 && (used !== token() || await tokenWanted())) {
    return send(method, path, options);
  }
  return reply;
}

/** A reply that says yes; throws the error of another one. */
export async function checked(reply) {
  if (reply.ok) {
    return reply;
  }
  const text = await reply.text();
  throw new ApiError(reply.status, errorOf(text) ?? (text || `status ${reply.status}`));
}

function errorOf(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return undefined;
  }
}

async function json(method, path, body) {
  const isText = body === undefined || typeof body === 'string' || body instanceof Blob;
  return (await checked(await send(method, path, { body: isText ? body : JSON.stringify(body) }))).json();
}

/** Requests whose reply is JSON. A body may be an object, a text or a file. All throw {@link ApiError}. */
export const api = {
  get: (path) => json('GET', path),
  put: (path, body) => json('PUT', path, body),
  post: (path, body) => json('POST', path, body),
  delete: (path) => json('DELETE', path),
  /** The text of a reply. */
  text: async (path) => (await checked(await send('GET', path))).text(),
  /** The content of a reply, to save it as a file. */
  blob: async (path) => (await checked(await send('GET', path))).blob(),
};
