// What the page knows, and what changes it.

import { Problem } from './api.js';
import { msUntil } from './clock.js';
import * as frame from './frame.js';
import { money, seatName } from './format.js';
import * as payment from './payment.js';
import { Place } from './place.js';
import { about } from './sale.js';
import * as shop from './shop.js';
import * as signals from './signals.js';
import { Stream } from './stream.js';
import { viewOf } from './views.js';
import { t, tryT } from './words.js';

const DEMO = 'demo';

export class App {
  concert = null;
  /** The public figures of the queue that the address names; a page without one shows a concert's. */
  queue = null;
  place = null;
  /** The visitor's live hold, the reservation just paid, and all that were paid earlier. */
  hold = null;
  ticket = null;
  tickets = [];
  /** The date whose seats are looked at. */
  show = null;
  /** Why nothing can be shown, and whether everything was asked for once. */
  problem = null;
  isLoaded = false;
  #main;
  #asked;
  #stream = null;
  #view = null;

  /**
   * @param asked the concert or the queue that the address names, and where to lead those on who came in;
   *     each null if there is none
   */
  constructor(main, asked) {
    this.#main = main;
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
      this.problem = this.#problemOf(failure);
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
      if (failure instanceof Problem && failure.status === 401) {
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
    let mine = [];
    try {
      mine = await shop.reservations();
    } catch (failure) {
      if (!(failure instanceof Problem && failure.status === 401)) {
        this.fail(failure);
      }
      return;
    }
    const here = mine.filter(each => this.concert
      ? each.concertId === this.concert.concertId
      : each.queueId === this.queueId);
    this.hold = here.find(each => each.state === 'HELD' && msUntil(each.holdUntil) > 0) ?? null;
    this.tickets = here.filter(each => each.state === 'CONFIRMED');
  }

  #settleIn(status) {
    this.place = new Place(status);
    this.#stream?.stop();
    frame.showVia('start', false);
    this.#stream = new Stream(this.queueId, () => this.place.status.version, {
      status: newer => this.take(newer),
      ended: () => this.#ended(),
      lost: () => this.#lost(),
      via: frame.showVia,
    });
    this.#stream.start();
    if (this.place.state === 'COMPLETED') {
      this.ticket = this.tickets[0] ?? null;
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

  #ended() {
    this.place.isOver = true;
    frame.showVia(null, false);
    this.render();
  }

  /** The place is not known any more. */
  #lost() {
    this.#forget();
    frame.tell(t('problem.token-invalid'));
    this.render();
  }

  #forget() {
    this.#stream?.stop();
    this.#stream = null;
    this.place = this.hold = this.ticket = this.show = null;
    frame.showVia(null, false);
  }

  async join() {
    await this.doing(async () => {
      const status = await payment.join(this.queueId);
      this.#forget();
      this.#settleIn(status);
    });
  }

  async enter() {
    await this.doing(async () => {
      await this.findConcert();
      await this.take(await shop.enter(this.queueId));
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
        await this.take(await shop.me(this.queueId));
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
    if (!(failure instanceof Problem && (failure.status === 0 || failure.status >= 500))) {
      await this.fail(failure);
    }
  }

  /** Tells a refusal in words, and looks again at what it puts in doubt. */
  async fail(failure) {
    const problem = this.#problemOf(failure);
    frame.tell(problem.text);
    if (this.place && ['session-over', 'not-admitted', 'not-called'].includes(problem.code)) {
      const status = await this.#findPlace().catch(() => null);
      if (status && this.place.accept(status)) {
        this.render();
      }
    } else if (problem.code.startsWith('token-')) {
      this.#lost();
    }
  }

  #problemOf(failure) {
    if (!(failure instanceof Problem)) {
      console.error(failure);
      return { code: 'other', text: t('problem.other', { detail: failure.message }) };
    }
    const { code, body } = failure;
    const values = {
      seats: (body.seats ?? []).map(seatName).join(', '),
      missing: body.missing ? money(body.missing) : '',
    };
    const text = tryT('problem.' + code, values) ?? t('problem.other', { detail: failure.message });
    return { code, text };
  }

  speakAnew() {
    frame.tell(null);
    this.#view?.close?.();
    this.#view = null;
    this.render();
  }

  /** Shows the view that fits, or lets the one that stands there follow. */
  render() {
    const { name, make } = viewOf(this);
    const isCalled = name === 'called';
    if (this.#view?.name !== name) {
      this.#view?.close?.();
      const isFirst = this.#view === null;
      this.#view = { name, ...make(this) };
      this.#main.replaceChildren(this.#view.element);
      this.#main.dataset.view = name.split(' ')[0];
      signals.title(`${this.#view.title} · ${this.concert?.title ?? this.queue?.title ?? 'Daegi'}`);
      if (!isFirst) {
        scrollTo(0, 0);
        this.#main.querySelector('h1')?.focus();
      }
      this.#showLeave();
      signals.called(isCalled);
    }
    this.#view.update?.();
  }

  #showLeave() {
    const canLeave = this.place && !this.place.hasEnded && !this.ticket;
    const label = this.place?.state === 'ACTIVE' ? 'leave.shop' : 'leave.do';
    frame.showLeave(canLeave ? t(label) : null, () => this.leave());
  }
}
