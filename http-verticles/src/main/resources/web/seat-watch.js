// Keeps an eye on the seats of one show, while somebody looks at the page.

import * as shop from './shop.js';

const LOOK_EVERY_MS = 3_000;

/**
 * @param of gives the concert and the show
 * @param on drawing(sections) when something changed · failed(failure)
 */
export function watchSeats(of, on) {
  let etag = null;
  let timer = null;
  const watch = { isClosed: false, look, close };

  async function look() {
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        const [concertId, showId] = of();
        const newer = await shop.seats(concertId, showId, etag);
        if (newer && !watch.isClosed) {
          etag = newer.etag;
          on.drawing(newer.sections);
        }
      } catch (failure) {
        if (!watch.isClosed) {
          await on.failed(failure);
        }
      }
    }
    if (!watch.isClosed) {
      clearTimeout(timer);
      timer = setTimeout(look, LOOK_EVERY_MS * (0.75 + Math.random() / 2));
    }
  }

  /** Who comes back to the page sees at once what became of the seats. */
  function seen() {
    if (!document.hidden) {
      look();
    }
  }

  function close() {
    watch.isClosed = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }

  document.addEventListener('visibilitychange', seen);
  return watch;
}
