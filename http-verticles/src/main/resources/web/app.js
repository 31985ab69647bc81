// What the page knows, and what changes it.

import { Problem } from './api.js';
import * as frame from './frame.js';
import { Line } from './line.js';
import { findMine } from './mine.js';
import * as payment from './payment.js';
import { isPassing, isUnknown, problemOf } from './problems.js';
import { about } from './sale.js';
import * as shop from './shop.js';
import * as signals from './signals.js';
import { Stage } from './stage.js';
import { tabs } from './tabs.js';
import { t } from './words.js';

const DEMO = 'demo';

export class App {
  concert = null;
  /** The public figures of the queue that the address names; a page without one shows a concert's. */
  queue = null;
  /** The visitor's live hold, the reservation just paid, and all that were paid earlier. */
  hold = null;
  ticket = null;
  tickets = [];
  /** The date whose seats are looked at. */
  show = null;
  /** Why nothing can be shown, and whether everything was asked for once. */
  problem = null;
  isLoaded = false;
  #asked;
  #stage;
  #line = new Line();
  #tellTabs = tabs(status => this.#hear(status));

  /**
   * @param asked the concert or the queue that the address names, and where to lead those on who came in;
   *     each null if there is none
   */
  constructor(main, asked) {
    this.#stage = new Stage(main);
    this.#asked = asked;
  }

  get queueId() {
    return this.#asked.queueId ?? this.concert?.queueId ?? this.#asked.concertId ?? DEMO;
  }

  get returnTo() {
    return this.#asked.returnTo;
  }

  /** Whether the shop is somewhere else, so that this page only waits. */
  get isRoomOnly() {
    return this.#asked.queueId !== null && (this.returnTo !== null || this.concert === null);
  }

  /** What the line is for, in one line. */
  get about() {
    return this.isRoomOnly ? this.queue?.title ?? '' : about(this.concert);
  }

  get place() {
    return this.#line.place;
  }

  /** How long the way to the server has been cut. */
  get cutMs() {
    return this.#line.cutMs;
  }

  async start() {
    this.problem = null;
    this.render();
    try {
      await this.#findQueue();
      await this.findConcert();
      const status = await this.#findPlace();
      await this.findReservations();
      this.isLoaded = true;
      if (status) {
        this.#settleIn(status);
      }
    } catch (failure) {
      this.problem = problemOf(failure);
    }
    this.render();
  }

  async #findQueue() {
    if (this.#asked.queueId !== null) {
      this.queue ??= await shop.queue(this.#asked.queueId);
    }
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

  /** The status of the place that this browser holds already; null when it holds none. */
  async #findPlace() {
    try {
      return await shop.me(this.queueId);
    } catch (failure) {
      if (isUnknown(failure)) {
        return null;
      }
      throw failure;
    }
  }

  /** What the visitor holds and owns of this concert. */
  async findReservations() {
    if (this.isRoomOnly) {
      return;
    }
    try {
      Object.assign(this, await findMine(this));
    } catch (failure) {
      if (!isUnknown(failure)) {
        this.fail(failure);
      }
    }
  }

  #settleIn(status) {
    this.ticket = this.show = null;
    this.#line.settleIn(this.queueId, status, {
      status: newer => this.take(newer),
      ended: () => this.render(),
      lost: () => this.#lost(),
    });
    if (this.place.state === 'COMPLETED') {
      this.ticket = this.tickets[0] ?? null;
    }
  }

  /** Another tab did something with the place. */
  #hear(status) {
    if (!this.isLoaded || status.queueId !== this.queueId) {
      return;
    }
    if (this.place?.status.tokenId === status.tokenId) {
      this.take(status);
    } else if (status.version >= (this.place?.status.version ?? 0)) {
      this.#settleIn(status);
      this.render();
    }
  }

  /** A status that was told, by a stream or by an answer. */
  async take(status) {
    const before = this.place.state;
    if (!this.place.accept(status)) {
      return;
    }
    if (before !== this.place.state) {
      frame.tell(null);
      if (this.place.state === 'LEFT') {
        this.hold = null;
      }
      if (this.place.state === 'COMPLETED' && !this.ticket) {
        await this.findReservations();
        this.ticket = this.tickets[0] ?? null;
      }
    }
    this.render();
  }

  /** The visitor did something with the place: what was answered goes for every tab. */
  async #did(status) {
    this.#tellTabs(status);
    await this.take(status);
  }

  /** The place is not known any more. */
  #lost() {
    this.#line.forget();
    this.hold = this.ticket = this.show = null;
    frame.tell(t('problem.token-invalid'));
    this.render();
  }

  async join() {
    await this.doing(() => this.joinQuietly());
  }

  /** Joins without a word of what goes wrong, which is thrown. */
  async joinQuietly() {
    const status = await payment.join(this.queueId);
    this.hold = null;
    this.#settleIn(status);
    this.#tellTabs(status);
    this.render();
  }

  async enter() {
    await this.doing(async () => {
      await this.findConcert();
      await this.#did(await shop.enter(this.queueId));
      if (this.place.state === 'ACTIVE') {
        this.goOn();
      }
    });
  }

  /** Only who asks for it is led on: a shop that sends its visitors back would send them round for ever. */
  goOn() {
    if (this.returnTo !== null) {
      location.assign(this.returnTo);
    }
  }

  async leave() {
    const isSure = await frame.confirm({
      title: t('leave.title'), text: t('leave.text'), yes: t('leave.yes'), no: t('leave.no'),
    });
    if (isSure) {
      await this.doing(async () => {
        await shop.leave(this.queueId);
        await this.#did(await shop.me(this.queueId));
      });
    }
  }

  choose(show) {
    this.show = show;
    frame.tell(null);
    this.render();
  }

  held(reservation) {
    this.hold = reservation;
    this.render();
  }

  /** The hold is over, one way or the other. */
  async unheld() {
    await this.findReservations();
    const paid = this.tickets.find(each => each.reservationId === this.hold?.reservationId);
    this.ticket = paid ?? this.ticket;
    this.render();
  }

  paid(reservation) {
    frame.tell(null);
    this.hold = this.show = null;
    this.ticket = reservation;
    this.tickets = [reservation, ...this.tickets];
    signals.say(t('ticket.lead'));
    this.render();
  }

  /** Does something of the visitor's, and tells what went wrong with it. */
  async doing(work) {
    frame.tell(null);
    try {
      await work();
    } catch (failure) {
      await this.fail(failure);
    }
    this.render();
  }

  /** A look that nobody asked for failed: it is repeated anyway, and a cut is told by the footnote. */
  async failLooking(failure) {
    if (!isPassing(failure)) {
      await this.fail(failure);
    }
  }

  /** Tells a refusal in words, and looks again at what it puts in doubt. */
  async fail(failure) {
    const { code, text } = problemOf(failure);
    frame.tell(text);
    if (this.place && ['session-over', 'not-admitted', 'not-called'].includes(code)) {
      const status = await this.#findPlace().catch(() => null);
      if (status && this.place.accept(status)) {
        this.render();
      }
    } else if (code.startsWith('token-')) {
      this.#lost();
    }
  }

  speakAnew() {
    frame.tell(null);
    this.#stage.clear();
    this.render();
  }

  render() {
    this.#stage.show(this);
  }
}
