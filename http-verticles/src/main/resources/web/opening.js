// The opening of a line: counted by the server's clock, and joined by itself, not by everybody at once.

import { msUntil } from './clock.js';
import { isPassing } from './problems.js';

/** Joins of one opening are spread over this time, drawn by lot. */
const SPREAD_MS = 2_000;
const AGAIN_MS = 1_000;

export class Opening {
  #app;
  #whenRefused;
  #worker = new Worker(new URL('./alarm.js', import.meta.url));
  #lotMs = Math.random() * SPREAD_MS;
  #isKnocking = false;
  #isClosed = false;

  /** @param whenRefused called with a refusal that waiting does not cure */
  constructor(app, whenRefused) {
    this.#app = app;
    this.#whenRefused = whenRefused;
    this.#worker.onmessage = () => this.#knock();
  }

  /** The line opens then; an operator may have moved it. */
  at(opensAt) {
    if (!this.#isKnocking) {
      this.#worker.postMessage(msUntil(opensAt) + this.#lotMs);
    }
  }

  /** The line was seen open. */
  now() {
    if (!this.#isKnocking) {
      this.#isKnocking = true;
      this.#worker.postMessage(this.#lotMs);
    }
  }

  async #knock() {
    this.#isKnocking = true;
    try {
      await this.#app.joinQuietly();
    } catch (refusal) {
      if (!this.#isClosed) {
        this.#refused(refusal);
      }
    }
  }

  #refused(refusal) {
    const again = AGAIN_MS * (0.5 + Math.random());
    if (refusal.code === 'queue-not-open') {
      this.#isKnocking = false;
      if (refusal.body.opensAt) {
        this.#worker.postMessage(Math.max(again, msUntil(refusal.body.opensAt) + this.#lotMs));
      }
    } else if (isPassing(refusal) || refusal.code === 'too-many-joins') {
      this.#worker.postMessage(refusal.body.retryAfterMs ?? again);
    } else {
      this.#whenRefused(refusal);
    }
  }

  close() {
    this.#isClosed = true;
    this.#worker.terminate();
  }
}
