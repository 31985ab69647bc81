// The sale that the page's address asks for: its queue, its concert if there is one, and the way back.

import { Problem } from './api.js';
import { about } from './sale.js';
import * as shop from './shop.js';

const DEMO = 'demo';

export class AskedSale {
  concert = null;
  /** The public figures of the queue that the address names; a page without one shows a concert's. */
  queue = null;
  #asked;

  /**
   * @param asked the concert or the queue that the address names, and where to lead those on who came in, each
   *     null if there is none; and whether to send a pass along
   */
  constructor(asked) {
    this.#asked = asked;
  }

  get queueId() {
    return this.#asked.queueId ?? this.concert?.queueId ?? this.#asked.concertId ?? DEMO;
  }

  get returnTo() {
    return this.#asked.returnTo;
  }

  get wantsPass() {
    return this.returnTo !== null && this.#asked.wantsPass;
  }

  /** Whether the shop is somewhere else, so that this page only waits. */
  get isRoomOnly() {
    return this.#asked.queueId !== null && (this.returnTo !== null || this.concert === null);
  }

  /** What the line is for, in one line. */
  get about() {
    return this.isRoomOnly ? this.queue?.title ?? '' : about(this.concert);
  }

  async find() {
    if (this.#asked.queueId !== null) {
      this.queue ??= await shop.queue(this.#asked.queueId);
    }
    await this.findConcert();
  }

  /**
   * While the shop is away one can still wait in line: the concert is looked for again later. In front of
   * somebody else's shop there is none, and whatever is at its address may answer.
   */
  async findConcert() {
    try {
      this.concert ??= this.returnTo === null ? await shop.concertFor(this.#asked) : null;
    } catch (failure) {
      const isAway = failure instanceof Problem && (failure.status === 503 || this.#asked.queueId !== null);
      if (!isAway) {
        throw failure;
      }
    }
  }

  /** Leads the visitor on, with a pass for who asks for one. */
  goOn(pass) {
    if (this.returnTo !== null) {
      location.assign(withPass(this.returnTo, this.wantsPass ? pass : null));
    }
  }
}

/** Behind the #, where it reaches neither a log nor another site. */
function withPass(address, pass) {
  return pass ? `${address}${address.includes('#') ? '&' : '#'}daegi-pass=${pass}` : address;
}
