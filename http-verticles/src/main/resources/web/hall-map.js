// The map of a large hall: tens of thousands of seats on one canvas that can be moved and zoomed.

import { button, h, set } from './dom.js';
import { money, seatName } from './format.js';
import { Hall } from './hall.js';
import { gestures, ZOOM } from './hall-gestures.js';
import { HallPainter } from './hall-painter.js';
import * as signals from './signals.js';
import { t } from './words.js';

const SEAT_PX_MAX = 44;
/** A seat that can be hit with a mouse, and one that can be hit with a finger. */
const MOUSE_PX = 12;
const FINGER_PX = 24;
const NEAR_PX = 28;

/**
 * @param states the SeatStates of the visitor
 * @param chosen the seats that are chosen
 * @param toggle is called with an available or chosen seat
 */
export function hallMap(book, { states, chosen, toggle }) {
  const canvas = h('canvas', { tabindex: '0', role: 'application', 'aria-label': t('map.label') });
  const view = { x: 0, y: 0, scale: 1, ratio: 1 };
  let hall = null;
  let painter = null;
  let shape = '';
  let cursor = null;
  let smallest = 1;
  let frame = null;
  let shown = new Map();

  function update() {
    const next = JSON.stringify(book.sections.map(s => [s.section, s.rows, s.seatsPerRow]));
    if (shape !== next) {
      shape = next;
      hall = new Hall(book.sections);
      painter = new HallPainter(canvas, hall, (block, at) => shown.get(block)[at], {
        stage: t('seats.stage'), section: section => t('seats.section', { section }),
      });
      shown = new Map(hall.blocks.map(block => [block, statesOf(block)]));
      painter.takeColours();
      fit();
    } else {
      hall.blocks.forEach((block, i) => follow(block, book.sections[i]));
    }
    draw();
  }

  /** Only seats that changed are painted again. */
  function follow(block, section) {
    block.section = section;
    const before = shown.get(block);
    const now = statesOf(block);
    const changed = [];
    for (let at = 0; at < now.length; at++) {
      if (now[at] !== before[at]) {
        changed.push(at);
      }
    }
    shown.set(block, now);
    painter.changed(block, changed);
  }

  function statesOf(block) {
    const all = new Array(block.rows * block.columns);
    for (let at = 0; at < all.length; at++) {
      all[at] = states.ofLetter(block.section.states[at]);
    }
    for (const [seat, state] of states.ours()) {
      const found = book.find(seat);
      if (found?.section === block.section) {
        all[found.at] = state;
      }
    }
    return all;
  }

  function draw() {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      if (hall && canvas.width > 0) {
        const places = [...chosen].map(placeOf).filter(Boolean);
        painter.draw(view, places, document.activeElement === canvas ? cursor : null);
      }
    });
  }

  function placeOf(seat) {
    const found = book.find(seat);
    const block = found && hall.blocks.find(each => each.section === found.section);
    return block && { block, row: Math.floor(found.at / block.columns), column: found.at % block.columns };
  }

  const width = () => canvas.clientWidth;
  const height = () => canvas.clientHeight;

  function fit() {
    smallest = Math.min(width() / hall.width, height() / hall.height) || 1;
    view.scale = smallest;
    keepInside();
    draw();
  }

  function zoomAt(x, y, factor) {
    const before = view.scale;
    view.scale = Math.min(SEAT_PX_MAX, Math.max(smallest, before * factor));
    view.x += x / before - x / view.scale;
    view.y += y / before - y / view.scale;
    keepInside();
    draw();
  }

  function moveBy(dx, dy) {
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    keepInside();
    draw();
  }

  /** What is smaller than the screen stands in its middle, below its upper edge; what is larger fills it. */
  function keepInside() {
    view.x = kept(view.x, hall.width, width() / view.scale);
    view.y = Math.max(0, kept(view.y, hall.height, height() / view.scale));
  }

  function show({ block, row, column }) {
    if (view.scale < MOUSE_PX) {
      view.scale = NEAR_PX;
    }
    view.x = block.x + column + 0.5 - width() / view.scale / 2;
    view.y = block.y + row + 0.5 - height() / view.scale / 2;
    keepInside();
    draw();
  }

  function tap(x, y, isFinger) {
    const place = hall?.seatAt(view.x + x / view.scale, view.y + y / view.scale);
    if (view.scale < (isFinger ? FINGER_PX : MOUSE_PX)) {
      zoomAt(x, y, NEAR_PX / view.scale);
    } else if (place) {
      cursor = place;
      press();
    }
  }

  function press() {
    const seat = cursor.block.seat(cursor.row, cursor.column);
    if (states.mayToggle(seat)) {
      toggle(seat);
    }
    say();
  }

  function say() {
    const seat = cursor.block.seat(cursor.row, cursor.column);
    const price = money(cursor.block.section.price);
    signals.say(t('seats.label', { seat: seatName(seat), price, state: t('seats.' + states.of(seat)) }));
    set(canvas, 'data-seat', seat);
  }

  function key(name) {
    if (!hall) {
      return false;
    }
    if (name in ZOOM) {
      zoomAt(width() / 2, height() / 2, ZOOM[name]);
    } else if (name === '0') {
      fit();
    } else if (name === ' ' || name === 'Enter') {
      cursor ??= { block: hall.blocks[0], row: 0, column: 0 };
      press();
    } else {
      return go(name);
    }
    return true;
  }

  function go(name) {
    const from = cursor ?? { block: hall.blocks[0], row: 0, column: 0 };
    const next = hall.neighbour(from, name);
    if (next) {
      cursor = next;
      show(cursor);
      say();
    }
    return next !== null;
  }

  function resize() {
    view.ratio = devicePixelRatio || 1;
    canvas.width = Math.round(width() * view.ratio);
    canvas.height = Math.round(height() * view.ratio);
    if (hall) {
      const wasWhole = view.scale <= smallest * 1.01;
      smallest = Math.min(width() / hall.width, height() / hall.height) || 1;
      view.scale = wasWhole ? smallest : Math.max(smallest, view.scale);
      keepInside();
      draw();
    }
  }

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const recolour = () => {
    painter?.takeColours();
    draw();
  };
  dark.addEventListener('change', recolour);
  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  gestures(canvas, { moveBy, zoomAt, tap, key });
  ['focus', 'blur'].forEach(name => canvas.addEventListener(name, draw));
  const zoom = factor => zoomAt(width() / 2, height() / 2, factor);
  return {
    element: h('div', { class: 'hall-map' }, canvas,
      h('div', { class: 'zoom' },
        button(t('map.in'), 'plain', () => zoom(ZOOM['+'])),
        button(t('map.out'), 'plain', () => zoom(ZOOM['-'])),
        button(t('map.whole'), 'plain', fit))),
    update,
    /** Brings a seat into the middle. */
    show: seat => {
      const place = placeOf(seat);
      if (place) {
        show(place);
      }
    },
    close() {
      dark.removeEventListener('change', recolour);
      sizes.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}

function kept(at, whole, seen) {
  return whole <= seen ? (whole - seen) / 2 : Math.min(Math.max(at, 0), whole - seen);
}
