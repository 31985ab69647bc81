// Durations, shares and rates as operators read them.

import { number } from './format.js';
import { locale, t } from './words.js';

/** About how long: 45 s, 41 min, 3 h 20 min. */
export function span(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) {
    return t('span.s', { count: Math.max(seconds, ms > 0 ? 1 : 0) });
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? t('span.min', { count: minutes })
    : t('span.h', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A part of a whole; a dash while there is no whole. */
export function share(part, whole) {
  return whole > 0
    ? new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(part / whole)
    : '–';
}

/** A figure that may not be known. */
export const known = (value, show = number) => (value === null || value === undefined ? '–' : show(value));

/** How many a second, with one decimal where there are few. */
export const rate = value => number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** The time of day to the second, where the operator is. */
export const clock = at =>
  new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(new Date(at));
