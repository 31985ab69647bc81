// What the page knows, and what changes it.

import * as frame from './frame.js';
import { Line } from './line.js';
import * as payment from './payment.js';
import { isPassing, isUnknown, problemOf } from './problems.js';
import { Purchase } from './purchase.js';
import * as shop from './shop.js';
import * as signals from './signals.js';
import { Stage } from './stage.js';
import { tabs } from './tabs.js';
import { t } from './words.js';

export class App {
  purchase = new Purchase();
  /** Why nothing can be shown, and whether everything was asked for once. */
  problem = null;
  isLoaded = false;
  #stage;
  #line = new Line();
  #tellTabs = tabs(status => this.#hear(status));

  /** @param sale the AskedSale of this page */
  constructor(main, sale) {
    this.#stage = new Stage(main);
    this.sale = sale;
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
      await this.sale.find();
      const status = await this.#findPlace();
      await this.findReservations();
      this.isLoaded = true;
      if (status) {
        this.#settleIn(status);
        this.#goOnWithPass();
      }
    } catch (failure) {
      this.problem = problemOf(failure);
    }
    this.render();
  }

  /** The status of the place that this browser holds already; null when it holds none. */
  async #findPlace() {
    try {
      return await shop.me(this.sale.queueId);
    } catch (failure) {
      if (isUnknown(failure)) {
        return null;
      }
      throw failure;
    }
  }

  /** What the visitor holds and owns of this concert. */
  async findReservations() {
    if (this.sale.isRoomOnly) {
      return;
    }
    try {
      await this.purchase.find(this.sale);
    } catch (failure) {
      if (!isUnknown(failure)) {
        this.fail(failure);
      }
    }
  }

  #settleIn(status) {
    this.purchase.begin();
    this.#line.settleIn(this.sale.queueId, status, {
      status: newer => this.take(newer),
      ended: () => this.render(),
      lost: () => this.#lost(),
    });
    if (this.place.state === 'COMPLETED') {
      this.purchase.showTicket();
    }
  }

  /** Another tab did something with the place. */
  #hear(status) {
    if (!this.isLoaded || status.queueId !== this.sale.queueId) {
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
        this.purchase.hold = null;
      }
      if (this.place.state === 'COMPLETED' && !this.purchase.ticket) {
        await this.findReservations();
        this.purchase.showTicket();
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
    this.purchase.forget();
    frame.tell(t('problem.token-invalid'));
    this.render();
  }

  async join() {
    await this.doing(() => this.joinQuietly());
  }

  /** Joins without a word of what goes wrong, which is thrown. */
  async joinQuietly() {
    const status = await payment.join(this.sale.queueId);
    this.purchase.hold = null;
    this.#settleIn(status);
    this.#tellTabs(status);
    this.render();
  }

  async enter() {
    await this.doing(async () => {
      await this.sale.findConcert();
      await this.#did(await shop.enter(this.sale.queueId));
      if (this.place.state === 'ACTIVE') {
        this.goOn();
      }
    });
  }

  /** Only who asks for it is led on: a shop that sends its visitors back would send them round for ever. */
  goOn() {
    this.sale.goOn(this.place.status.pass);
  }

  /** A site that asks for a pass by our script believes a fresh one: it sends nobody back. */
  #goOnWithPass() {
    if (this.sale.wantsPass && this.place.state === 'ACTIVE' && this.place.status.pass) {
      this.goOn();
    }
  }

  async leave() {
    const isSure = await frame.confirm({
      title: t('leave.title'), text: t('leave.text'), yes: t('leave.yes'), no: t('leave.no'),
    });
    if (isSure) {
      await this.doing(async () => {
        await shop.leave(this.sale.queueId);
        await this.#did(await shop.me(this.sale.queueId));
      });
    }
  }

  choose(show) {
    this.purchase.show = show;
    frame.tell(null);
    this.render();
  }

  held(reservation) {
    this.purchase.hold = reservation;
    this.render();
  }

  /** The hold is over, one way or the other. */
  async unheld() {
    const reservationId = this.purchase.hold?.reservationId;
    await this.findReservations();
    this.purchase.ended(reservationId);
    this.render();
  }

  paid(reservation) {
    frame.tell(null);
    this.purchase.paid(reservation);
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
