// One request to the server: repeated while repeating is safe and promising, a refusal as a Problem.

import { heardDate } from './clock.js';

const PATIENCE_MS = 30_000;
const FIRST_WAIT_MS = 800;

let whenBusy = () => {};

/** Calls the function with true while requests wait for a busy server, then with false. */
export function onBusy(report) {
  whenBusy = report;
}

/** What the server refused, as its problem+json says it. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? body.code);
    this.status = status;
    this.code = body.code ?? 'other';
    this.body = body;
  }
}

/**
 * Sends and gives `{status, json, etag}`. Every call of this page may be repeated: reads, writes that are
 * idempotent by nature, and writes with a key.
 */
export async function call(method, path, { body, key, headers = {}, patienceMs = PATIENCE_MS } = {}) {
  const request = {
    method,
    cache: 'no-store',
    credentials: 'same-origin',
    headers: { Accept: 'application/json', 'Daegi-Client': 'web', ...headers },
  };
  if (method === 'POST') {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body ?? {});
  }
  if (key) {
    request.headers['Idempotency-Key'] = key;
  }
  const giveUpAt = performance.now() + patienceMs;
  try {
    for (let tries = 0; ; tries++) {
      const answer = await send(path, request);
      const waitMs = answer instanceof Problem ? waitFor(answer, tries) : null;
      if (waitMs === null || performance.now() + waitMs > giveUpAt) {
        if (answer instanceof Problem) {
          throw answer;
        }
        return answer;
      }
      whenBusy(true);
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  } finally {
    whenBusy(false);
  }
}

async function send(path, request) {
  try {
    const response = await fetch(path, request);
    const text = await response.text();
    heardDate(response.headers.get('Date'));
    const isJson = text === '' || (response.headers.get('Content-Type') ?? '').includes('json');
    if (isJson && (response.ok || response.status === 304)) {
      return {
        status: response.status,
        json: text ? JSON.parse(text) : null,
        etag: response.headers.get('ETag'),
      };
    }
    return new Problem(response.status, parsed(text));
  } catch (cut) {
    return new Problem(0, { code: 'offline', detail: cut.message });
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

/** How long to wait before asking again; null: this answer stays. */
function waitFor(problem, tries) {
  const isUnderWay = ['idempotency-key-running', 'payment-running'].includes(problem.code);
  if (problem.status === 503 || isUnderWay) {
    return problem.body.retryAfterMs ?? backoff(tries);
  }
  return problem.status === 0 || problem.status === 502 || problem.status === 504
    ? backoff(tries)
    : null;
}

function backoff(tries) {
  return Math.min(8_000, FIRST_WAIT_MS * 2 ** tries) * (0.5 + Math.random() / 2);
}
