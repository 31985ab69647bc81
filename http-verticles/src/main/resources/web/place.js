// The visitor's place in line: the newest status that was told, never an older one.

import * as clock from './clock.js';

const ENDED = ['COMPLETED', 'LEFT', 'ABANDONED', 'EXPIRED', 'TURNED_AWAY'];

export class Place {
  #heardAtMs = 0;
  #line = null;

  constructor(status) {
    this.status = status;
    this.isOver = false;
    this.#remember();
  }

  get state() {
    return this.status.state;
  }

  get hasEnded() {
    return ENDED.includes(this.state);
  }

  /** Takes a status unless a newer one is known; gives whether it did. */
  accept(status) {
    if (status.tokenId === this.status.tokenId && status.version < this.status.version) {
      return false;
    }
    this.status = status;
    this.#remember();
    return true;
  }

  #remember() {
    this.#heardAtMs = clock.steadyMs();
    clock.heard(this.status.now);
    if (this.status.position !== null) {
      this.#measure(this.status.position);
    }
  }

  /** How long nothing was heard of the place. */
  get silentMs() {
    return clock.steadyMs() - this.#heardAtMs;
  }

  /** What is left of the call or of the session; a paused line's calls stand still. */
  get leftMs() {
    const isStill = this.state === 'READY' && this.status.queueState === 'PAUSED';
    const passedMs = isStill ? 0 : this.silentMs;
    return Math.max(0, (this.status.expiresInMs ?? 0) - passedMs);
  }

  /** How far from the first seen position to the front, 0 to 1: the best so far, so it never shrinks. */
  get progress() {
    const { first, best } = this.#line ?? { first: 1, best: 1 };
    return first <= 1 ? 1 : (first - best) / (first - 1);
  }

  /** Kept over a reload and shared by all tabs. A position may rise when somebody returns who was away. */
  #measure(position) {
    const { queueId, tokenId } = this.status;
    const key = 'daegi.line.' + queueId;
    const kept = JSON.parse(localStorage.getItem(key));
    const before = kept?.tokenId === tokenId ? kept : { first: position, best: position };
    this.#line = {
      tokenId,
      first: Math.max(before.first, position),
      best: Math.min(before.best, position),
    };
    localStorage.setItem(key, JSON.stringify(this.#line));
  }
}
