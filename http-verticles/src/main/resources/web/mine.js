// What the visitor holds and owns of this sale.

import { msUntil } from './clock.js';
import { pendingId } from './payment.js';
import * as shop from './shop.js';

/** The live hold, null if there is none, and the reservations that are paid. */
export async function findMine({ concert, queueId }) {
  const here = (await shop.reservations()).filter(each => concert
    ? each.concertId === concert.concertId
    : each.queueId === queueId);
  return {
    hold: here.find(each => each.state === 'HELD' && isLive(each)) ?? null,
    tickets: here.filter(each => each.state === 'CONFIRMED'),
  };
}

/** Seats that are being paid for stay held until the payment has ended. */
const isLive = ({ holdUntil, reservationId }) => msUntil(holdUntil) > 0 || pendingId(reservationId) !== null;
