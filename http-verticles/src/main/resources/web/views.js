// Which view fits what the page knows.

import { called } from './view-called.js';
import { checkout } from './view-checkout.js';
import { dates } from './view-dates.js';
import { end } from './view-end.js';
import { inside } from './view-inside.js';
import { join } from './view-join.js';
import { seats } from './view-seats.js';
import { ticket } from './view-ticket.js';
import { loading, trouble } from './view-trouble.js';
import { waiting } from './view-waiting.js';

/** A view's name, and the function that makes it; a new name is a new view. */
export function viewOf(app) {
  if (app.problem) {
    return { name: 'trouble', make: () => trouble(app, app.problem.text) };
  }
  if (!app.isLoaded) {
    return { name: 'loading', make: loading };
  }
  const { purchase } = app;
  if (purchase.ticket) {
    return { name: 'ticket', make: ticket };
  }
  if (purchase.hold) {
    return { name: 'checkout', make: checkout };
  }
  return app.place ? viewOfPlace(app) : { name: 'join', make: join };
}

function viewOfPlace({ place, purchase: { show }, sale: { isRoomOnly } }) {
  switch (place.state) {
    case 'WAITING':
      return { name: 'waiting', make: waiting };
    case 'READY':
      return { name: 'called', make: called };
    case 'ACTIVE':
      if (isRoomOnly) {
        return { name: 'inside', make: inside };
      }
      return show ? { name: 'seats ' + show.showId, make: seats } : { name: 'dates', make: dates };
    default:
      return { name: `end ${place.state} ${place.isOver}`, make: end };
  }
}
