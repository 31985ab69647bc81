// Seats are held: fill up the balance and pay before the hold is over.

import { msUntil, ticking } from './clock.js';
import { button, dd, h, heading, line, write } from './dom.js';
import { countdown, day, money, seatName, time } from './format.js';
import { confirm, tell } from './frame.js';
import * as payment from './payment.js';
import { startOf } from './sale.js';
import * as shop from './shop.js';
import { t } from './words.js';

const PAYS_FROM_BALANCE = document.querySelector('meta[name="daegi-payment"]').content === 'balance';
/** Refusals after which the seats are not held any more. */
const LOST = ['insufficient-balance', 'payment-declined', 'hold-expired', 'hold-cancelled', 'reservation-unknown'];

export function checkout(app) {
  const { hold } = app.purchase;
  const startsAt = startOf(app.sale.concert, hold.showId);
  const clock = h('p', { class: 'clock', role: 'timer' });
  const balance = dd();
  const missing = dd();
  const missingLine = h('div', { hidden: true }, h('dt', {}, t('checkout.missing')), missing);
  const topUp = button('', 'primary', doTopUp);
  const topUpNote = h('p', { class: 'small', hidden: true }, t('checkout.topUpNote'));
  const pay = button(t('checkout.pay', { amount: money(hold.total) }), 'primary', doPay);
  const redirect = h('p', { class: 'note', hidden: true });
  const outside = h('p', { class: 'small', hidden: PAYS_FROM_BALANCE }, t('checkout.outside'));
  let owned = null;
  let isOver = false;
  let isPending = payment.pendingId(hold.reservationId) !== null;
  topUp.hidden = true;
  pay.hidden = true;

  function lacking() {
    return { ...hold.total, amount: Math.max(0, hold.total.amount - owned.amount) };
  }

  function show(wallet) {
    owned = wallet;
    const lacks = lacking().amount > 0;
    write(balance, money(owned));
    write(missing, money(lacking()));
    missingLine.hidden = !lacks;
    write(topUp, t('checkout.topUp', { amount: money(lacking()) }));
    topUp.hidden = topUpNote.hidden = !lacks;
    pay.hidden = lacks;
  }

  async function look() {
    await app.doing(async () => show(await shop.balance(hold.total.currency)));
  }

  async function doTopUp() {
    await app.doing(async () => {
      show(await payment.topUp(hold.reservationId, lacking()));
      tell(t('checkout.toppedUp', { amount: money(owned) }), 'good');
    });
    pay.focus();
  }

  async function doPay() {
    await app.doing(async () => {
      try {
        const wasPending = isPending;
        const begun = await (wasPending ? payment.pending : payment.pay)(hold.reservationId);
        if (begun.state === 'PENDING') {
          showPending(begun);
          if (!wasPending && begun.redirectUrl) {
            location.assign(begun.redirectUrl);
          }
        }
        const { reservation } = await payment.settled(begun, hold.reservationId);
        if (reservation.state === 'CONFIRMED') {
          app.paid(reservation);
        } else {
          tell(t('problem.payment-declined'));
          await app.unheld();
        }
      } catch (failure) {
        if (LOST.includes(failure.code) || failure.code === 'already-confirmed') {
          await app.unheld();
        }
        throw failure;
      }
    });
  }

  function showPending({ redirectUrl }) {
    isPending = true;
    pay.hidden = outside.hidden = true;
    redirect.hidden = false;
    redirect.replaceChildren(t('checkout.pending') + ' ',
      ...(redirectUrl ? [h('a', { href: redirectUrl }, t('checkout.redirect'))] : []));
  }

  async function release() {
    const isSure = await confirm({
      title: t('checkout.release'), text: t('checkout.releaseText'),
      yes: t('checkout.release'), no: t('leave.no'),
    });
    if (isSure) {
      await app.doing(async () => {
        await shop.release(hold.reservationId);
        await app.unheld();
        tell(t('checkout.released'), 'good');
      });
    }
  }

  const stop = ticking(() => {
    const leftMs = msUntil(hold.holdUntil);
    write(clock, countdown(leftMs));
    clock.classList.toggle('soon', leftMs < 60_000);
    if (leftMs === 0 && !isOver && !isPending) {
      isOver = true;
      app.doing(async () => {
        await app.unheld();
        if (!app.purchase.ticket) {
          tell(t('problem.hold-expired'));
        }
      });
    }
  });
  if (isPending) {
    doPay();
  } else if (payment.isUnanswered(hold.reservationId)) {
    pay.hidden = false;
    doPay();
    tell(t('checkout.repeated'), 'good');
  } else if (PAYS_FROM_BALANCE) {
    look();
  } else {
    pay.hidden = false;
  }
  return {
    title: t('checkout.title'),
    element: h('section', { class: 'checkout' },
      h('p', { class: 'kicker' }, [app.sale.concert?.title, day(hold.date), startsAt && time(startsAt, true)].filter(Boolean).join(' · ')),
      heading(t('checkout.title')),
      h('p', { class: 'label' }, t('checkout.left')), clock,
      h('ul', { class: 'chosen' }, hold.seats.map(seat => h('li', {}, h('span', {}, seatName(seat))))),
      h('dl', { class: 'bill' },
        h('div', { class: 'sum' }, h('dt', {}, t('checkout.total')), h('dd', {}, money(hold.total))),
        h('div', { hidden: !PAYS_FROM_BALANCE }, h('dt', {}, t('checkout.balance')), balance),
        missingLine),
      topUp, topUpNote, outside, pay, redirect,
      button(t('checkout.release'), 'plain', release)),
    close: stop,
  };
}
