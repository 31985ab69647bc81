// In the shop: which seats of one evening.

import { bestSeatsForm } from './best-seats.js';
import { button, h, heading, line, set, write } from './dom.js';
import { day, money, seatName, time } from './format.js';
import { tell } from './frame.js';
import { hallMap } from './hall-map.js';
import { startOf } from './sale.js';
import { SeatBook } from './seat-book.js';
import { seatList } from './seat-list.js';
import { legend, seatMap } from './seat-map.js';
import { SeatStates } from './seat-states.js';
import { watchSeats } from './seat-watch.js';
import * as shop from './shop.js';
import { sessionClock } from './view-dates.js';
import { t } from './words.js';

const DEFAULT_LIMIT = 4;
/** More seats than that are no buttons any more: they are drawn. */
const GRID_SEATS_MAX = 1_000;

export function seats(app) {
  const { sale: { concert }, purchase: { show, tickets } } = app;
  const owned = new Set(tickets.filter(each => each.showId === show.showId).flatMap(each => each.seats));
  const bought = tickets.flatMap(each => each.seats).length;
  const limit = Math.max(0, (concert?.maxSeatsPerVisitor ?? DEFAULT_LIMIT) - bought);
  const chosen = new Set();
  const book = new SeatBook();
  const states = new SeatStates(book, owned, chosen);
  const session = sessionClock(app);
  const basket = basketOf(hold);
  const best = limit > 0 ? bestSeatsForm(book, limit, chooseAll) : null;
  const place = h('div', { class: 'map' });
  const keys = h('span', { class: 'keys' }, t('seats.keys'));
  const stage = h('p', { class: 'stage' }, t('seats.stage'));
  let parts = null;
  const watch = watchSeats(() => [concert.concertId, show.showId], {
    drawing: sections => {
      book.take(sections);
      dropLost();
      draw();
    },
    failed: failure => app.failLooking(failure),
  });

  /** Seats that somebody else took while they were only looked at. */
  function dropLost() {
    const lost = [...chosen].filter(seat => !book.isFree(seat));
    lost.forEach(seat => chosen.delete(seat));
    if (lost.length) {
      tell(t('seats.lost', { seats: lost.map(seatName).join(', ') }));
    }
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

  function chooseAll(all) {
    chosen.clear();
    all.forEach(seat => chosen.add(seat));
    draw();
    parts.forEach(part => part.show?.(all[0]));
  }

  function draw() {
    if (parts === null) {
      parts = book.count > GRID_SEATS_MAX ? large() : [seatMap(book, { states, toggle })];
      place.replaceChildren(...parts.map(part => part.element));
    }
    parts.forEach(part => part.update());
    best?.update();
    basket.show([...chosen].map(seat => book.find(seat)));
  }

  function large() {
    stage.hidden = true;
    write(keys, t('map.hint'));
    keys.classList.remove('keys');
    place.classList.add('large-hall');
    return [hallMap(book, { states, chosen, toggle }), seatList(book, { states, toggle })];
  }

  async function hold() {
    await app.doing(async () => {
      try {
        app.held(await shop.hold(concert.concertId, show.showId, [...chosen]));
      } catch (failure) {
        (failure.body?.seats ?? []).forEach(seat => chosen.delete(seat));
        await watch.look();
        if (!watch.isClosed && parts) {
          draw();
        }
        throw failure;
      }
    });
  }

  watch.look();
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
        h('p', { class: 'small' }, t('seats.limit', { count: limit }) + ' ', keys),
        best?.element,
        legend(),
        stage,
        place),
      basket.element),
    close() {
      watch.close();
      parts?.forEach(part => part.close?.());
      session.stop();
    },
  };
}

/** What is chosen and what it costs. */
function basketOf(hold) {
  const summary = h('ul', { class: 'chosen' });
  const total = h('p', { class: 'total', hidden: true });
  const count = h('p', { class: 'label' }, t('seats.nothing'));
  const take = button(t('seats.hold'), 'primary', hold);
  set(take, 'disabled', true);
  return {
    element: h('aside', { class: 'basket' }, count, summary, total, take, h('p', { class: 'small' }, t('seats.holdNote'))),
    show(picked) {
      const sum = picked.reduce((amount, each) => amount + each.price.amount, 0);
      write(count, picked.length ? t('seats.chosen', { count: picked.length }) : t('seats.nothing'));
      line(total, picked.length ? money({ amount: sum, currency: picked[0].price.currency }) : null);
      summary.replaceChildren(...picked.map(each =>
        h('li', {}, h('span', {}, seatName(each.seat)), h('span', {}, money(each.price)))));
      set(take, 'disabled', picked.length === 0);
    },
  };
}
