// In the shop: which seats of one evening.

import { button, h, heading, line, set, write } from './dom.js';
import { day, money, seatName, time } from './format.js';
import { tell } from './frame.js';
import { startOf } from './sale.js';
import { legend, seatAt, seatMap } from './seat-map.js';
import * as shop from './shop.js';
import { sessionClock } from './view-dates.js';
import { t } from './words.js';

const LOOK_EVERY_MS = 3_000;
const DEFAULT_LIMIT = 4;

export function seats(app) {
  const { show, concert } = app;
  const owned = new Set(app.tickets.filter(each => each.showId === show.showId).flatMap(each => each.seats));
  const bought = app.tickets.flatMap(each => each.seats).length;
  const limit = Math.max(0, (concert?.maxSeatsPerVisitor ?? DEFAULT_LIMIT) - bought);
  const chosen = new Set();
  const session = sessionClock(app);
  const map = seatMap({
    isMine: seat => owned.has(seat),
    isChosen: seat => chosen.has(seat),
    toggle,
  });
  const summary = h('ul', { class: 'chosen' });
  const total = h('p', { class: 'total' });
  const count = h('p', { class: 'label' });
  const take = button(t('seats.hold'), 'primary', hold);
  let drawing = null;
  let isClosed = false;
  let timer = null;

  async function look() {
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        const newer = await shop.seats(concert.concertId, show.showId, drawing?.etag);
        if (newer && !isClosed) {
          drawing = newer;
          dropLost();
          draw();
        }
      } catch (failure) {
        if (!isClosed) {
          await app.failLooking(failure);
        }
      }
    }
    if (!isClosed) {
      timer = setTimeout(look, LOOK_EVERY_MS);
    }
  }

  /** Seats that somebody else took while they were only looked at. */
  function dropLost() {
    const free = new Set(priced().filter(each => each.state === 'A').map(each => each.seat));
    const lost = [...chosen].filter(seat => !free.has(seat));
    lost.forEach(seat => chosen.delete(seat));
    if (lost.length) {
      tell(t('seats.lost', { seats: lost.map(seatName).join(', ') }));
    }
  }

  function priced() {
    return drawing.sections.flatMap(section => [...section.states].map((state, at) =>
      ({ seat: seatAt(section, at), state, price: section.price })));
  }

  function toggle(seat) {
    if (!chosen.delete(seat)) {
      if (chosen.size >= limit) {
        tell(limit > 0 ? t('seats.full', { count: limit }) : t('problem.seat-limit'));
        return;
      }
      chosen.add(seat);
    }
    draw();
  }

  function draw() {
    map.update(drawing.sections);
    const picked = priced().filter(each => chosen.has(each.seat));
    const sum = picked.reduce((amount, each) => amount + each.price.amount, 0);
    write(count, picked.length ? t('seats.chosen', { count: picked.length }) : t('seats.nothing'));
    line(total, picked.length ? money({ amount: sum, currency: picked[0].price.currency }) : null);
    summary.replaceChildren(...picked.map(each =>
      h('li', {}, h('span', {}, seatName(each.seat)), h('span', {}, money(each.price)))));
    set(take, 'disabled', picked.length === 0);
  }

  async function hold() {
    await app.doing(async () => {
      try {
        app.held(await shop.hold(concert.concertId, show.showId, [...chosen]));
      } catch (failure) {
        (failure.body?.seats ?? []).forEach(seat => chosen.delete(seat));
        if (!isClosed) {
          await look();
          draw();
        }
        throw failure;
      }
    });
  }

  set(take, 'disabled', true);
  write(count, t('seats.nothing'));
  total.hidden = true;
  look();
  const startsAt = startOf(concert, show.showId);
  return {
    title: t('seats.title'),
    element: h('section', { class: 'choosing' },
      h('div', { class: 'hallside' },
        session.element,
        h('p', { class: 'kicker' },
          h('button', { type: 'button', class: 'link', onclick: () => app.choose(null) }, '← ' + t('dates.back'))),
        heading(t('seats.title')),
        h('p', { class: 'lead' }, [concert.title, day(show.date), startsAt && time(startsAt, true)].filter(Boolean).join(' · ')),
        h('p', { class: 'small' }, t('seats.limit', { count: limit }) + ' ', h('span', { class: 'keys' }, t('seats.keys'))),
        legend(),
        h('p', { class: 'stage' }, t('seats.stage')),
        map.element),
      h('aside', { class: 'basket' }, count, summary, total, take, h('p', { class: 'small' }, t('seats.holdNote')))),
    close() {
      isClosed = true;
      clearTimeout(timer);
      session.stop();
    },
  };
}
