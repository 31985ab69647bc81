// In the shop: which evening.

import { ticking } from './clock.js';
import { h, heading, set, write } from './dom.js';
import { countdown, day, time } from './format.js';
import { startOf } from './sale.js';
import * as shop from './shop.js';
import * as signals from './signals.js';
import { t } from './words.js';

const LOOK_EVERY_MS = 5_000;
const WARN_MS = 60_000;

export function dates(app) {
  const list = h('ul', { class: 'dates' });
  const empty = h('p', { class: 'lead' }, t('loading'));
  const session = sessionClock(app);
  let isClosed = false;
  let timer = null;

  async function look() {
    if (!document.hidden) {
      try {
        await app.sale.findConcert();
        const shows = await shop.dates(app.sale.concert?.concertId ?? app.sale.queueId);
        if (!isClosed) {
          draw(shows);
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

  function draw(shows) {
    write(empty, shows.length ? '' : t('dates.none'));
    empty.hidden = shows.length > 0;
    const known = new Map([...list.children].map(item => [item.dataset.show, item]));
    if (known.size !== shows.length || shows.some(show => !known.has(show.showId))) {
      list.replaceChildren(...shows.map(show => card(app, show)));
    }
    shows.forEach((show, at) => fill(list.children[at], show));
  }

  look();
  return {
    title: t('dates.title'),
    element: h('section', {},
      session.element,
      h('p', { class: 'kicker' }, app.sale.concert?.title),
      heading(t('dates.title')),
      empty, list),
    close() {
      isClosed = true;
      clearTimeout(timer);
      session.stop();
    },
  };
}

function card(app, show) {
  const startsAt = startOf(app.sale.concert, show.showId);
  const choose = h('button', { type: 'button', onclick: () => app.choose(show) },
    h('span', { class: 'day' }, day(show.date)),
    h('span', { class: 'hour' }, startsAt ? time(startsAt, true) : ''),
    h('span', { class: 'left' }),
    h('progress', { 'aria-hidden': 'true' }));
  return h('li', { 'data-show': show.showId }, choose);
}

function fill(item, show) {
  const isSoldOut = show.available === 0;
  write(item.querySelector('.left'),
    isSoldOut ? t('dates.soldOut') : t('dates.left', { available: show.available, total: show.total }));
  const bar = item.querySelector('progress');
  set(bar, 'max', Math.max(1, show.total));
  set(bar, 'value', show.available);
  item.querySelector('button').disabled = isSoldOut;
}

/** How long the visitor may stay. */
export function sessionClock(app) {
  const left = h('strong', { role: 'timer' });
  const element = h('p', { class: 'session' }, t('shop.left') + ' ', left);
  let wasWarned = false;
  const stop = ticking(() => {
    const leftMs = app.place?.leftMs ?? 0;
    write(left, countdown(leftMs));
    element.classList.toggle('soon', leftMs < WARN_MS);
    if (leftMs > 0 && leftMs < WARN_MS && !wasWarned) {
      wasWarned = true;
      signals.call(t('shop.minute'));
    }
  });
  return { element, stop };
}
