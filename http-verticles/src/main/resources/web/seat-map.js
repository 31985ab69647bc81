// The seats of a small hall as a grid for each section: drawn once, then only changed where seats change.

import { h, set, write } from './dom.js';
import { money, seatName } from './format.js';
import { seatAt } from './seat-book.js';
import { t } from './words.js';

/**
 * @param states the SeatStates of the visitor
 * @param toggle is called with an available or chosen seat
 */
export function seatMap(book, { states, toggle }) {
  const seatToCell = new Map();
  const element = h('div', { class: 'map' });
  let shape = '';

  function update() {
    const { sections } = book;
    const nextShape = JSON.stringify(sections.map(s => [s.section, s.rows, s.seatsPerRow]));
    if (shape !== nextShape) {
      shape = nextShape;
      seatToCell.clear();
      element.replaceChildren(...sections.map(section => drawn(section, seatToCell)));
    }
    sections.forEach(paint);
  }

  function paint(section) {
    for (let at = 0; at < section.states.length; at++) {
      const seat = seatAt(section, at);
      const state = states.of(seat);
      const cell = seatToCell.get(seat);
      if (cell.dataset.state !== state) {
        cell.dataset.state = state;
        set(cell, 'aria-pressed', String(state === 'CHOSEN'));
        set(cell, 'aria-disabled', states.mayToggle(seat) ? null : 'true');
        const price = money(section.price);
        set(cell, 'aria-label',
          t('seats.label', { seat: seatName(seat), price, state: t('seats.' + state) }));
      }
    }
  }

  element.addEventListener('click', event => {
    const cell = event.target.closest('[data-seat]');
    if (cell) {
      rove(cell);
      if (cell.ariaDisabled !== 'true') {
        toggle(cell.dataset.seat);
      }
    }
  });
  element.addEventListener('keydown', event => {
    const cell = event.target.closest('[data-seat]');
    const next = cell && neighbour(cell, event.key);
    if (next) {
      event.preventDefault();
      rove(next);
      next.focus();
    }
  });
  return { element, update };
}

function drawn(section, seatToCell) {
  const title = h('h2', {}, t('seats.section', { section: section.section }),
    h('span', { class: 'price' }, money(section.price)));
  const rows = Array.from({ length: section.rows }, (_, row) =>
    h('div', {},
      h('span', { class: 'row', 'aria-hidden': 'true' }, String(row + 1)),
      Array.from({ length: section.seatsPerRow }, (_, number) => {
        const seat = seatAt(section, row * section.seatsPerRow + number);
        const isFirst = row === 0 && number === 0;
        const cell = h('button', {
          type: 'button', tabindex: isFirst ? '0' : '-1', 'data-seat': seat,
        }, String(number + 1));
        seatToCell.set(seat, cell);
        return cell;
      })));
  const grid = h('div', { class: 'seats', role: 'group', 'aria-label': t('seats.section', { section: section.section }) }, rows);
  return h('section', { class: 'hall' }, title, h('div', { class: 'scroll' }, grid));
}

/** One seat of a section is in the order of tabs; the arrows move which. */
function rove(cell) {
  const grid = cell.closest('.seats');
  grid.querySelectorAll('[tabindex="0"]').forEach(each => set(each, 'tabindex', '-1'));
  set(cell, 'tabindex', '0');
}

function neighbour(cell, key) {
  const row = cell.parentElement;
  const at = [...row.children].indexOf(cell);
  switch (key) {
    case 'ArrowRight':
      return cell.nextElementSibling;
    case 'ArrowLeft':
      return at > 1 ? cell.previousElementSibling : null;
    case 'ArrowDown':
      return row.nextElementSibling?.children[at];
    case 'ArrowUp':
      return row.previousElementSibling?.children[at];
    case 'Home':
      return row.children[1];
    case 'End':
      return row.lastElementChild;
    default:
      return null;
  }
}

/** What the colours mean. */
export function legend() {
  return h('ul', { class: 'legend', 'aria-hidden': 'true' },
    ['AVAILABLE', 'CHOSEN', 'HELD', 'SOLD', 'MINE'].map(state => {
      const label = h('span', {});
      write(label, t('seats.' + state));
      return h('li', {}, h('i', { 'data-state': state }), label);
    }));
}
