// The dates and sections of a concert, as a form has them: every date has the same sections.

import { h, write } from './dom.js';
import { field, numberOf } from './fields.js';
import { number } from './format.js';
import { rows } from './rows.js';
import { t } from './words.js';

export const whole = { type: 'number', inputmode: 'numeric', min: 1, step: 1, required: true, autocomplete: 'off' };

/** @param currency gives what the currency is now: prices are in its minor units */
export function planFields(currency) {
  const dates = rows(t('sale.dates'), t('sale.addDate'), () => ({
    date: field(t('sale.date'), { name: 'date', type: 'date', required: true }), startsAt: field(t('sale.startsAt'), { name: 'startsAt', type: 'time' }) }));
  const sections = rows(t('sale.sections'), t('sale.addSection'), () => ({
    name: field(t('sale.section'), { name: 'name', required: true, maxlength: 30, autocomplete: 'off' }),
    rows: field(t('sale.rows'), { name: 'rows', ...whole }), seatsPerRow: field(t('sale.seatsPerRow'), { name: 'seatsPerRow', ...whole }),
    price: field(t('sale.price'), { name: 'price', ...whole, min: 0, step: 'any', inputmode: 'decimal' }) }));
  const sum = h('p', { class: 'sum', role: 'status' });
  /** When a date begins as it was written; a form knows only the hours of where it is looked at. */
  const dateToStart = new Map();

  function startOf({ date, startsAt }) {
    const known = dateToStart.get(date.value);
    if (known && timeOf(known) === startsAt.value) {
      return known;
    }
    return startsAt.value && date.value ? new Date(`${date.value}T${startsAt.value}`).toISOString() : null;
  }

  return {
    elements: [dates.element, sections.element, sum],
    all: () => [...dates.fields(), ...sections.fields()],
    begin() {
      dates.add();
      sections.add();
    },
    /** Shows the plan of a concert whose dates all have the same sections. */
    fill({ shows, currency: plannedIn }) {
      for (const show of shows) {
        const row = dates.add();
        row.date.value = show.date;
        if (show.startsAt) {
          dateToStart.set(show.date, show.startsAt);
          row.startsAt.value = timeOf(show.startsAt);
        }
      }
      for (const section of shows[0].sections) {
        const row = sections.add();
        ['name', 'rows', 'seatsPerRow'].forEach(name => { row[name].value = section[name]; });
        row.price.value = section.price / 10 ** digitsOf(plannedIn);
      }
      this.count();
    },
    count() {
      const seats = sections.read(each => Number(each.rows.value) * Number(each.seatsPerRow.value)).reduce((a, b) => a + b, 0);
      const evenings = dates.length;
      const key = evenings === 1 ? 'sale.sumOfOne' : 'sale.sum';
      write(sum, seats > 0 ? t(key, { count: seats * evenings, seats, dates: number(evenings) }) : '');
    },
    read() {
      const digits = digitsOf(currency());
      const plan = sections.read(each => ({
        name: each.name.value,
        rows: numberOf(each.rows.value),
        seatsPerRow: numberOf(each.seatsPerRow.value),
        price: minor(numberOf(each.price.value), digits),
      }));
      return dates.read(each => ({ date: each.date.value, startsAt: startOf(each), sections: plan }));
    },
    /** The field of a pointer such as `/shows/0/date`; undefined when it is none of these. */
    fieldOf(pointer) {
      const [, list, index, inner, innerIndex, name] = pointer.match(/^\/(shows)\/(\d+)(?:\/(\w+)(?:\/(\d+)\/(\w+))?)?$/) ?? [];
      return list && (innerIndex ? sections.at(innerIndex)?.[name] ?? null : dates.at(index)?.[inner] ?? null);
    },
  };
}

export const group = (key, ...all) => h('fieldset', {}, h('legend', {}, t(key)), h('div', { class: 'grid' }, all.map(each => each.element)));

/** A moment as an input of a time of day shows it, where it is looked at. */
function timeOf(moment) {
  const at = new Date(moment);
  return [at.getHours(), at.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
}

/** How many decimals a currency has; 0 for what is none, which the server refuses. */
function digitsOf(currency) {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return 0;
  }
}

const minor = (amount, digits) => (typeof amount === 'number' ? Math.round(amount * 10 ** digits) : amount);
