// One request to the operators' side; a refusal as a Problem. Nothing is repeated by itself: operators decide.

const ROOT = '/admin/v1';

let whenSignedOut = () => {};

/** Calls the function when the server does not know the session any more. */
export function onSignedOut(work) {
  whenSignedOut = work;
}

/** What the server refused, as its problem+json says it; status 0: there was no answer. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? body.code);
    this.status = status;
    this.code = body.code ?? 'other';
    this.body = body;
  }
}

/** Sends and gives `{ status, json, etag }`. */
export async function call(method, path, { body, headers = {} } = {}) {
  const request = { method, cache: 'no-store', credentials: 'same-origin', headers: { Accept: 'application/json', ...headers } };
  if (method !== 'GET') {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body ?? {});
  }
  const { response, text } = await send(ROOT + path, request);
  if (response.ok) {
    return { status: response.status, json: text ? JSON.parse(text) : null, etag: response.headers.get('ETag') };
  }
  if (response.status === 401 && path !== '/session') {
    whenSignedOut();
  }
  throw new Problem(response.status, parsed(text));
}

async function send(path, request) {
  try {
    const response = await fetch(path, request);
    return { response, text: await response.text() };
  } catch (cut) {
    throw new Problem(0, { code: 'offline', detail: cut.message });
  }
}

/** A proxy on the way may answer with something that is no problem+json. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return { code: 'other', detail: text.slice(0, 200) };
  }
}

/** Sends a change that is refused when what it takes the place of is not what the operator saw. */
export const change = (method, path, etag, body) => call(method, path, { body, headers: { 'If-Match': etag } });

export const get = async path => (await call('GET', path)).json;

/** The concerts behind a queue, as everybody may see them. */
export async function concertsOf(queueId) {
  const { response, text } = await send('/v1/concerts', { cache: 'no-store', headers: { Accept: 'application/json' } });
  return response.ok ? JSON.parse(text).items.filter(each => each.queueId === queueId) : [];
}

export const id = name => encodeURIComponent(name);

/** Where the live figures of a queue come from. */
export const eventsOf = queueId => `${ROOT}/queues/${id(queueId)}/events`;
