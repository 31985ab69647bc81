// The place has ended: why, and what can be done.

import { button, h, heading } from './dom.js';
import { ticketList } from './view-ticket.js';
import { t, tryT } from './words.js';

const NO_WAY_BACK = ['TURNED_AWAY', 'RETURNING'];

export function end(app) {
  const why = reasonOf(app.place);
  return {
    title: t(`end.${why}.title`),
    element: h('section', {},
      h('p', { class: 'kicker' }, app.sale.about),
      heading(t(`end.${why}.title`)),
      h('p', { class: 'lead' }, t(`end.${why}.text`)),
      app.place.status.message ? h('p', { class: 'note' }, app.place.status.message) : null,
      NO_WAY_BACK.includes(why) ? null : button(t('join.again'), 'primary', () => app.join()),
      ticketList(app)),
  };
}

/** Who was silent gets the place back while its number is not passed; the stream says when it is. */
function reasonOf({ state, status, isOver }) {
  if (state === 'ABANDONED' && !isOver) {
    return 'RETURNING';
  }
  return tryT(`end.${status.reason}.title`, {}) ? status.reason : state;
}
