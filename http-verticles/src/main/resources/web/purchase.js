// What the visitor holds and owns of this sale, and the evening that is looked at.

import { findMine } from './mine.js';

export class Purchase {
  /** The live hold, the reservation just paid, and all that were paid earlier. */
  hold = null;
  ticket = null;
  tickets = [];
  /** The date whose seats are looked at. */
  show = null;

  async find(sale) {
    Object.assign(this, await findMine(sale));
  }

  /** The newest ticket is shown. */
  showTicket() {
    this.ticket ??= this.tickets[0] ?? null;
  }

  /** The visitor begins anew; tickets stay. */
  begin() {
    this.ticket = this.show = null;
  }

  forget() {
    this.hold = this.ticket = this.show = null;
  }

  /** The hold is over, one way or the other, and everything was found anew. */
  ended(reservationId) {
    this.ticket = this.tickets.find(each => each.reservationId === reservationId) ?? this.ticket;
  }

  paid(reservation) {
    this.hold = this.show = null;
    this.ticket = reservation;
    this.tickets = [reservation, ...this.tickets.filter(each => each.reservationId !== reservation.reservationId)];
  }
}
