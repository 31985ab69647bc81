// Numbers, money, dates and durations in the visitor's language.

import { locale, t } from './words.js';

/** Who is inside may stay longer or shorter: a long wait is told as a span. */
const RANGE_FROM_MINUTES = 4;
const SOONER = 0.85;
const LATER = 1.2;

const made = new Map();

function cached(kind, options, make) {
  const key = locale() + kind + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, make(locale(), options));
  }
  return made.get(key);
}

const numberFormat = options => cached('n', options, (l, o) => new Intl.NumberFormat(l, o));
const dateFormat = options => cached('d', options, (l, o) => new Intl.DateTimeFormat(l, o));

export function number(value) {
  return numberFormat({}).format(value);
}

/** Money comes in minor units; the currency says how many make one. */
export function money({ amount, currency }) {
  const format = numberFormat({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** A calendar day such as 2026-12-24, which has no time zone. */
export function day(dateText, long = true) {
  return dateFormat({
    day: 'numeric', month: long ? 'long' : 'short', timeZone: 'UTC', ...(long ? { weekday: 'long' } : {}),
  }).format(new Date(dateText + 'T00:00:00Z'));
}

/** The time of day of a moment, where the visitor is. */
export function time(timeText, withZone = false) {
  return dateFormat({
    hour: 'numeric', minute: '2-digit', ...(withZone ? { timeZoneName: 'short' } : {}),
  }).format(new Date(timeText));
}

export function moment(timeText) {
  return dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(timeText));
}

/** A countdown such as 9:05. */
export function countdown(ms) {
  const seconds = Math.ceil(ms / 1000);
  const two = n => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** A wait that nobody knows to the second. */
export function about(ms) {
  if (ms < 5_000) {
    return t('wait.now');
  }
  if (ms < 60_000) {
    return t('wait.seconds', { count: Math.ceil(ms / 5_000) * 5 });
  }
  const minutes = ms / 60_000;
  if (minutes < RANGE_FROM_MINUTES) {
    return t('wait.minutes', { count: Math.round(minutes) });
  }
  return minutes < 90
    ? t('wait.range', { from: Math.floor(minutes * SOONER), to: Math.ceil(minutes * LATER) })
    : t('wait.hours', { count: Math.round(minutes / 60) });
}

/** Section, row and number of a seat such as R-1-10. */
export function seatParts(seat) {
  const [section, row, number_] = seat.match(/^(.*)-(\d+)-(\d+)$/)?.slice(1) ?? [seat, '', ''];
  return { section, row, number: number_ };
}

export function seatName(seat) {
  const parts = seatParts(seat);
  return parts.row ? t('seat.name', parts) : seat;
}
