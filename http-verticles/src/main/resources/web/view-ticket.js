// Paid: what the visitor takes along.

import { button, facts, h, heading } from './dom.js';
import { day, money, seatName, time } from './format.js';
import { startOf } from './sale.js';
import { t } from './words.js';

export function ticket(app) {
  return {
    title: t('ticket.title'),
    element: h('section', {},
      heading(t('ticket.title')),
      h('p', { class: 'lead' }, t('ticket.lead')),
      stub(app.sale.concert, app.purchase.ticket, true),
      button(t('ticket.print'), 'plain', () => print()),
      button(t('join.again'), 'plain', () => app.join())),
  };
}

/** Everything that was paid earlier, or nothing at all. */
export function ticketList(app) {
  return app.purchase.tickets.length === 0 ? null : h('section', { class: 'tickets' },
    h('h2', {}, t('tickets.title')),
    app.purchase.tickets.map(each => stub(app.sale.concert, each)));
}

function stub(concert, reservation, isWhole = false) {
  const startsAt = startOf(concert, reservation.showId);
  const id = reservation.reservationId;
  const code = h('img', {
    class: 'code', src: `/v1/reservations/${id}/code`, alt: t('ticket.code', { id }), width: '180', height: '180',
  });
  return h('article', { class: 'ticket' },
    isWhole ? code : null,
    h('p', { class: 'state' }, t('ticket.state')),
    h('p', { class: 'name' }, concert?.title),
    facts(
      [t('ticket.date'), day(reservation.date)],
      ...(startsAt ? [[t('ticket.time'), time(startsAt, true)]] : []),
      [t('ticket.seats'), h('dd', {}, reservation.seats.map(seat => h('span', { class: 'seat' }, seatName(seat))))],
      [t('ticket.total'), money(reservation.total)]),
    h('p', { class: 'id' }, h('span', { class: 'label' }, t('ticket.id')), h('code', {}, id)));
}
