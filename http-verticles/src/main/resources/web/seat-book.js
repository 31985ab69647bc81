// The seats of one show as they were last told: which there are, what they cost, whether they are free.

import { seatParts } from './format.js';

export class SeatBook {
  sections = [];
  #nameToSection = new Map();

  /** Takes a newer drawing of the hall. */
  take(sections) {
    this.sections = sections;
    this.#nameToSection = new Map(sections.map(section => [section.section, section]));
  }

  get count() {
    return this.sections.reduce((sum, each) => sum + each.states.length, 0);
  }

  /** Section, place in its states, letter of the state and price of a seat such as R-1-10; null if it is gone. */
  find(seat) {
    const { section: name, row, number } = seatParts(seat);
    const section = this.#nameToSection.get(name);
    const at = section ? (Number(row) - 1) * section.seatsPerRow + Number(number) - 1 : -1;
    const state = section?.states[at];
    return state ? { seat, section, at, state, price: section.price } : null;
  }

  isFree(seat) {
    return this.find(seat)?.state === 'A';
  }
}

export function seatAt(section, at) {
  const row = Math.floor(at / section.seatsPerRow) + 1;
  return `${section.section}-${row}-${(at % section.seatsPerRow) + 1}`;
}
