// Where the seats of a large hall are: sections side by side in bands, from the stage back. One unit is one seat.

import { seatAt } from './seat-book.js';

const GAP = 3;
const LABEL = 2.2;
const STAGE = 4;
/** A screen is wider than high. */
const WIDE = 1.7;

export class Hall {
  width = 0;
  height = 0;
  blocks = [];
  stage = null;

  constructor(sections) {
    const area = sections.reduce((sum, each) => sum + (each.seatsPerRow + GAP) * (each.rows + GAP + LABEL), 0);
    const widest = Math.max(...sections.map(each => each.seatsPerRow));
    const bands = banded(sections, Math.max(widest, Math.sqrt(area * WIDE)));
    this.width = Math.max(...bands.map(widthOf)) + 2 * GAP;
    this.stage = { x: this.width / 2, y: 1, width: Math.min(this.width * 0.5, 60), height: STAGE - 1 };
    let y = STAGE + 1;
    for (const band of bands) {
      let x = (this.width - widthOf(band)) / 2;
      for (const section of band) {
        this.blocks.push(new Block(section, x, y + LABEL));
        x += section.seatsPerRow + GAP;
      }
      y += Math.max(...band.map(each => each.rows)) + LABEL + GAP;
    }
    this.height = y;
  }

  /** The seat at a point, or null. */
  seatAt(x, y) {
    for (const block of this.blocks) {
      const column = Math.floor(x - block.x);
      const row = Math.floor(y - block.y);
      if (column >= 0 && column < block.columns && row >= 0 && row < block.rows) {
        return { block, row, column };
      }
    }
    return null;
  }

  /** The next seat from a place in a direction, into the next section where one ends. */
  neighbour({ block, row, column }, key) {
    const order = this.blocks.indexOf(block);
    const to = at => this.blocks[(at + this.blocks.length) % this.blocks.length];
    switch (key) {
      case 'ArrowRight':
        return column + 1 < block.columns ? { block, row, column: column + 1 } : first(to(order + 1), row);
      case 'ArrowLeft':
        return column > 0 ? { block, row, column: column - 1 } : last(to(order - 1), row);
      case 'ArrowDown':
        return row + 1 < block.rows ? { block, row: row + 1, column } : { ...first(to(order + 1), 0) };
      case 'ArrowUp':
        return row > 0 ? { block, row: row - 1, column } : last(to(order - 1), Infinity);
      case 'Home':
        return { block, row, column: 0 };
      case 'End':
        return { block, row, column: block.columns - 1 };
      case 'PageDown':
        return first(to(order + 1), 0);
      case 'PageUp':
        return first(to(order - 1), 0);
      default:
        return null;
    }
  }
}

const first = (block, row) => ({ block, row: Math.min(row, block.rows - 1), column: 0 });
const last = (block, row) => ({ block, row: Math.min(row, block.rows - 1), column: block.columns - 1 });
const widthOf = band => band.reduce((sum, each) => sum + each.seatsPerRow + GAP, -GAP);

function banded(sections, width) {
  const bands = [[]];
  for (const section of sections) {
    const band = bands.at(-1);
    if (band.length > 0 && widthOf([...band, section]) > width) {
      bands.push([section]);
    } else {
      band.push(section);
    }
  }
  return bands;
}

class Block {
  constructor(section, x, y) {
    this.x = x;
    this.y = y;
    this.rows = section.rows;
    this.columns = section.seatsPerRow;
    this.section = section;
  }

  indexOf(row, column) {
    return row * this.columns + column;
  }

  seat(row, column) {
    return seatAt(this.section, this.indexOf(row, column));
  }
}
