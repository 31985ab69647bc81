// The seats of a large hall as a list, row by row, for whoever has no use for a drawing.

import { h, set, write } from './dom.js';
import { money, seatName } from './format.js';
import { seatAt } from './seat-book.js';
import { t } from './words.js';

/**
 * @param states the SeatStates of the visitor
 * @param toggle is called with an available or chosen seat
 */
export function seatList(book, { states, toggle }) {
  const sections = h('select', { id: 'list-section', onchange: () => showRows() });
  const rows = h('select', { id: 'list-row', onchange: () => showSeats() });
  const seats = h('ul', { class: 'row-seats' });
  const element = h('details', { class: 'list', ontoggle: () => update() },
    h('summary', {}, t('list.title')),
    h('div', { class: 'choices-of-list' },
      h('label', { for: 'list-section' }, t('list.section')), sections,
      h('label', { for: 'list-row' }, t('list.row')), rows),
    seats);

  const section = () => book.sections[Number(sections.value)];

  function update() {
    if (!element.open || book.sections.length === 0) {
      return;
    }
    options(sections, book.sections.map(each => ({
      name: `${t('seats.section', { section: each.section })} · ${money(each.price)}`,
      count: free(each.states),
    })));
    showRows();
  }

  function showRows() {
    const { rows: count, seatsPerRow, states: letters } = section();
    options(rows, Array.from({ length: count }, (_, row) => ({
      name: t('seats.row', { row: row + 1 }),
      count: free(letters.slice(row * seatsPerRow, (row + 1) * seatsPerRow)),
    })));
    showSeats();
  }

  function showSeats() {
    const { seatsPerRow } = section();
    const first = Number(rows.value) * seatsPerRow;
    const wanted = Array.from({ length: seatsPerRow }, (_, i) => seatAt(section(), first + i));
    if (seats.firstChild?.firstChild.dataset.seat !== wanted[0] || seats.children.length !== wanted.length) {
      seats.replaceChildren(...wanted.map(seat => h('li', {}, h('button', {
        type: 'button', 'data-seat': seat, onclick: () => press(seat),
      }, seat.split('-').at(-1)))));
    }
    [...seats.children].forEach(({ firstChild: cell }) => paint(cell));
  }

  function paint(cell) {
    const { seat } = cell.dataset;
    const state = states.of(seat);
    const price = money(section().price);
    cell.dataset.state = state;
    set(cell, 'aria-pressed', String(state === 'CHOSEN'));
    set(cell, 'aria-disabled', states.mayToggle(seat) ? null : 'true');
    set(cell, 'aria-label', t('seats.label', { seat: seatName(seat), price, state: t('seats.' + state) }));
  }

  function press(seat) {
    if (states.mayToggle(seat)) {
      toggle(seat);
    }
  }
  return { element, update };
}

const free = letters => letters.split('A').length - 1;

/** Keeps what was chosen while the words behind it change. */
function options(select, all) {
  if (select.children.length !== all.length) {
    select.replaceChildren(...all.map((_, at) => h('option', { value: at })));
  }
  all.forEach(({ name, count }, at) => write(select.children[at], t('list.free', { name, count })));
}
