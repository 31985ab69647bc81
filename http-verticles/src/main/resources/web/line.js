// The visitor's place in line, and the stream that keeps it true.

import { steadyMs } from './clock.js';
import * as frame from './frame.js';
import { Place } from './place.js';
import { Stream } from './stream.js';

export class Line {
  place = null;
  #stream = null;
  #cutAtMs = null;

  /** How long the way to the server has been cut. */
  get cutMs() {
    return this.#cutAtMs === null ? 0 : steadyMs() - this.#cutAtMs;
  }

  /**
   * Takes a place, instead of any before.
   *
   * @param on status(status) · ended() · lost()
   */
  settleIn(queueId, status, on) {
    this.forget();
    this.place = new Place(status);
    this.#via('start', false);
    this.#stream = new Stream(queueId, () => this.place.status.version, {
      status: on.status,
      ended: () => {
        this.place.isOver = true;
        this.#via(null, false);
        on.ended();
      },
      lost: on.lost,
      via: (kind, isUp) => this.#via(kind, isUp),
    });
    this.#stream.start();
  }

  forget() {
    this.#stream?.stop();
    this.#stream = this.place = null;
    this.#via(null, false);
  }

  #via(kind, isUp) {
    const isCut = kind !== null && !isUp;
    this.#cutAtMs = isCut ? this.#cutAtMs ?? steadyMs() : null;
    frame.showVia(kind, isUp);
  }
}
