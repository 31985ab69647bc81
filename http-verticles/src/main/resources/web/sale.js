// What a sale says of itself, in one line each.

import { day } from './format.js';
import { t, tryT } from './words.js';

/** The concert and its days. */
export function about(concert) {
  if (!concert) {
    return '';
  }
  const days = concert.shows.map(show => show.date).sort();
  const [first, last] = [days[0], days.at(-1)];
  const span = !first ? '' : first === last ? day(first) : `${day(first, false)} – ${day(last, false)}`;
  return [concert.title, span].filter(Boolean).join(' · ');
}

/** When a show starts; null when the concert does not say. */
export function startOf(concert, showId) {
  return concert?.shows.find(each => each.showId === showId)?.startsAt ?? null;
}

/** What an operator says and what keeps the line from moving; null when there is nothing. */
export function queueNote({ message, held }, state) {
  const words = [
    message,
    tryT('queue.' + state, {}),
    held ? tryT('held.' + held, {}) ?? t('held.other') : null,
  ].filter(Boolean);
  return words.length ? words.join(' ') : null;
}
