// The live figures of one queue, and how old they are.

import { eventsOf, get, id } from './calls.js';

const SILENT_MS = 3_500;
const LOOK_EVERY_MS = 500;
const AGAIN_MS = 3_000;

/**
 * Hears of a queue until it is closed.
 *
 * @param heard called with the figures each second
 * @param changed called with `{ isUp, silentMs }`: whether the server is heard, and for how long it was not
 * @param refused called with the failure when the server does answer, but not with this queue
 * @return a function that ends it
 */
export function listen(queueId, { heard, changed, refused }) {
  let source = null;
  let again = null;
  let isClosed = false;
  let lastAtMs = performance.now();

  function open() {
    source = new EventSource(eventsOf(queueId));
    source.addEventListener('queue', event => {
      lastAtMs = performance.now();
      heard(JSON.parse(event.data));
      look();
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        again = setTimeout(reopen, AGAIN_MS);
      }
    });
  }

  /** A stream was refused: asking plainly finds out whether the session is over. */
  async function reopen() {
    await get(`/queues/${id(queueId)}`).catch(failure => failure.status !== 0 && !isClosed && refused(failure));
    if (!isClosed) {
      open();
    }
  }

  function look() {
    const silentMs = performance.now() - lastAtMs;
    changed({ isUp: silentMs < SILENT_MS, silentMs });
  }

  open();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    isClosed = true;
    clearInterval(timer);
    clearTimeout(again);
    source.close();
  };
}
