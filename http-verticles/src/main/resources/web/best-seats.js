// Seats next to each other: near the stage, near the middle, in the sections that are named first.

import { button, h } from './dom.js';
import { money, number, seatName } from './format.js';
import { tell } from './frame.js';
import { seatAt } from './seat-book.js';
import { t } from './words.js';

const ORDER_WEIGHT = 10;
const ROW_WEIGHT = 10;
const MIDDLE_WEIGHT = 6;

/**
 * The best free seats side by side; null if so many are nowhere.
 *
 * @param where a section's name, or null for any
 */
export function bestSeats(sections, count, where) {
  let best = null;
  let bestCost = Infinity;
  sections.forEach((section, order) => {
    if (where !== null && section.section !== where) {
      return;
    }
    let run = 0;
    for (let at = 0; at < section.states.length; at++) {
      const seat = at % section.seatsPerRow;
      run = section.states[at] === 'A' ? (seat === 0 ? 1 : run + 1) : 0;
      if (run >= count) {
        const cost = costOf(section, order / sections.length, at, count);
        if (cost < bestCost) {
          bestCost = cost;
          best = { section, first: at - count + 1 };
        }
      }
    }
  });
  return best && Array.from({ length: count }, (_, i) => seatAt(best.section, best.first + i));
}

function costOf({ rows, seatsPerRow }, order, lastAt, count) {
  const row = Math.floor(lastAt / seatsPerRow);
  const middle = (lastAt % seatsPerRow) - (count - 1) / 2;
  const aside = Math.abs(middle - (seatsPerRow - 1) / 2) / seatsPerRow;
  return order * ORDER_WEIGHT + (row / rows) * ROW_WEIGHT + aside * MIDDLE_WEIGHT;
}

/**
 * The form that asks for them.
 *
 * @param limit how many seats one may choose
 * @param choose is called with the seats that were found
 */
export function bestSeatsForm(book, limit, choose) {
  const count = h('select', { id: 'best-count' },
    Array.from({ length: limit }, (_, i) => h('option', { value: i + 1, selected: i === Math.min(1, limit - 1) }, number(i + 1))));
  const where = h('select', { id: 'best-where' }, h('option', { value: '' }, t('best.any')));
  const find = button(t('best.do'), 'plain', () => {
    const wanted = Number(count.value);
    const found = bestSeats(book.sections, wanted, where.value || null);
    if (found) {
      choose(found);
      tell(t('best.found', { seats: found.map(seatName).join(', ') }), 'good');
    } else {
      tell(t('best.none', { count: wanted }));
    }
  });
  const wherePair = h('span', { class: 'pair' }, h('label', { for: 'best-where' }, t('best.where')), where);
  const element = h('fieldset', { class: 'best' }, h('legend', {}, t('best.title')),
    h('span', { class: 'pair' }, h('label', { for: 'best-count' }, t('best.count')), count),
    wherePair, find);
  return {
    element,
    update() {
      if (where.children.length !== book.sections.length + 1) {
        wherePair.hidden = book.sections.length < 2;
        where.replaceChildren(where.firstChild, ...book.sections.map(({ section, price }) =>
          h('option', { value: section }, `${t('seats.section', { section })} · ${money(price)}`)));
      }
    },
  };
}
