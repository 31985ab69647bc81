// Draws a large hall. From afar a section is a picture that is painted once and then only where seats change;
// near by, only the seats that can be seen are drawn, each with its number.

const DETAIL_PX = 13;
const NUMBERS_PX = 20;
/** Of one seat in a section's picture. */
const CELL = 6;
const MARK_MIN_PX = 5;

export class HallPainter {
  #canvas;
  #pen;
  #hall;
  #stateOf;
  #colours = {};
  #blockToPicture = new Map();
  #words;

  /**
   * @param stateOf says of a block and the index of a seat in it what it is
   * @param words `{ stage, section(name) }`
   */
  constructor(canvas, hall, stateOf, words) {
    this.#canvas = canvas;
    this.#pen = canvas.getContext('2d');
    this.#hall = hall;
    this.#stateOf = stateOf;
    this.#words = words;
  }

  /** Takes the colours of the page, which may have changed from light to dark. */
  takeColours() {
    const style = getComputedStyle(document.body);
    for (const name of ['paper', 'raised', 'ink', 'soft', 'line', 'jade', 'on-jade', 'wash']) {
      this.#colours[name] = style.getPropertyValue('--' + name).trim();
    }
    this.#colours.font = style.fontFamily;
    this.#blockToPicture.clear();
  }

  /** Seats of a block changed; all of them without indices. */
  changed(block, indices) {
    const picture = this.#blockToPicture.get(block);
    if (picture) {
      indices.forEach(at => this.#paintCell(picture.getContext('2d'), block, at));
    }
  }

  /**
   * @param view `{ x, y, scale, ratio }`: the hall's point at the top left, pixels of a unit and of a pixel
   * @param chosen places of chosen seats, which are seen from afar too
   * @param cursor the place that the keyboard is at, or null
   */
  draw({ x, y, scale, ratio }, chosen, cursor) {
    const pen = this.#pen;
    const { width, height } = this.#canvas;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = this.#colours.paper;
    pen.fillRect(0, 0, width, height);
    pen.setTransform(ratio, 0, 0, ratio, -x * scale * ratio, -y * scale * ratio);
    this.#stage(scale);
    const seen = { left: x, top: y, right: x + width / ratio / scale, bottom: y + height / ratio / scale };
    for (const block of this.#hall.blocks) {
      if (isSeen(block, seen)) {
        this.#block(block, scale, seen);
      }
    }
    chosen.forEach(place => this.#mark(place, scale));
    if (cursor) {
      this.#ring(cursor, scale);
    }
  }

  #stage(scale) {
    const { x, y, width, height } = this.#hall.stage;
    this.#pen.fillStyle = this.#colours.wash;
    this.#pen.fillRect((x - width / 2) * scale, y * scale, width * scale, height * scale);
    this.#text(this.#words.stage, x * scale, (y + height / 2) * scale, Math.min(16, height * scale * 0.6), 'center');
  }

  #block(block, scale, seen) {
    const size = Math.min(16, scale * 1.5);
    if (size >= 7) {
      this.#text(this.#words.section(block.section.section), block.x * scale, (block.y - 1) * scale, size, 'left');
    }
    if (scale < DETAIL_PX) {
      this.#pen.imageSmoothingEnabled = true;
      this.#pen.drawImage(this.#picture(block), block.x * scale, block.y * scale,
        block.columns * scale, block.rows * scale);
    } else {
      this.#seats(block, scale, seen);
    }
  }

  #seats(block, scale, seen) {
    const fromRow = Math.max(0, Math.floor(seen.top - block.y));
    const toRow = Math.min(block.rows, Math.ceil(seen.bottom - block.y));
    const from = Math.max(0, Math.floor(seen.left - block.x));
    const to = Math.min(block.columns, Math.ceil(seen.right - block.x));
    for (let row = fromRow; row < toRow; row++) {
      this.#text(String(row + 1), (block.x - 0.7) * scale, (block.y + row + 0.5) * scale, scale * 0.42, 'center');
      for (let column = from; column < to; column++) {
        this.#seat(block, row, column, scale);
      }
    }
  }

  #seat(block, row, column, scale) {
    const pen = this.#pen;
    const state = this.#stateOf(block, block.indexOf(row, column));
    const { fill, edge, text } = this.#look(state);
    pen.beginPath();
    pen.roundRect((block.x + column + 0.08) * scale, (block.y + row + 0.08) * scale,
      scale * 0.84, scale * 0.84, scale * 0.2);
    pen.fillStyle = fill;
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = edge;
    pen.setLineDash(state === 'HELD' ? [3, 2] : []);
    pen.stroke();
    pen.setLineDash([]);
    if (scale >= NUMBERS_PX && state !== 'SOLD') {
      this.#text(String(column + 1), (block.x + column + 0.5) * scale, (block.y + row + 0.52) * scale,
        scale * 0.4, 'center', text);
    }
  }

  #look(state) {
    const { raised, ink, soft, line, jade, paper, 'on-jade': onJade } = this.#colours;
    switch (state) {
      case 'AVAILABLE':
        return { fill: raised, edge: jade, text: ink };
      case 'CHOSEN':
        return { fill: jade, edge: jade, text: onJade };
      case 'MINE':
        return { fill: ink, edge: ink, text: paper };
      case 'HELD':
        return { fill: paper, edge: soft, text: soft };
      default:
        return { fill: line, edge: line, text: line };
    }
  }

  #picture(block) {
    let picture = this.#blockToPicture.get(block);
    if (!picture) {
      picture = document.createElement('canvas');
      picture.width = block.columns * CELL;
      picture.height = block.rows * CELL;
      this.#blockToPicture.set(block, picture);
      const pen = picture.getContext('2d');
      for (let at = 0; at < block.rows * block.columns; at++) {
        this.#paintCell(pen, block, at);
      }
    }
    return picture;
  }

  #paintCell(pen, block, at) {
    const x = (at % block.columns) * CELL;
    const y = Math.floor(at / block.columns) * CELL;
    const state = this.#stateOf(block, at);
    const { fill, edge } = this.#look(state);
    pen.clearRect(x, y, CELL, CELL);
    pen.fillStyle = edge;
    pen.fillRect(x + 0.5, y + 0.5, CELL - 1, CELL - 1);
    if (state === 'AVAILABLE' || state === 'HELD') {
      pen.fillStyle = fill;
      const inset = state === 'HELD' ? 1.2 : 2;
      pen.fillRect(x + inset, y + inset, CELL - 2 * inset, CELL - 2 * inset);
    }
  }

  /** A chosen seat stands out, however small it is. */
  #mark({ block, row, column }, scale) {
    if (scale >= DETAIL_PX) {
      return;
    }
    const pen = this.#pen;
    pen.beginPath();
    pen.arc((block.x + column + 0.5) * scale, (block.y + row + 0.5) * scale, Math.max(MARK_MIN_PX, scale / 2), 0, 2 * Math.PI);
    pen.fillStyle = this.#colours.jade;
    pen.fill();
    pen.lineWidth = 2;
    pen.strokeStyle = this.#colours.paper;
    pen.stroke();
  }

  #ring({ block, row, column }, scale) {
    const pen = this.#pen;
    const size = Math.max(scale, 10);
    pen.lineWidth = 3;
    pen.strokeStyle = this.#colours.ink;
    pen.strokeRect((block.x + column + 0.5) * scale - size / 2, (block.y + row + 0.5) * scale - size / 2, size, size);
  }

  #text(text, x, y, size, align, colour = this.#colours.soft) {
    const pen = this.#pen;
    pen.font = `${size.toFixed(1)}px ${this.#colours.font}`;
    pen.textAlign = align;
    pen.textBaseline = 'middle';
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  }
}

function isSeen(block, { left, top, right, bottom }) {
  return block.x < right && block.x + block.columns > left && block.y - 2 < bottom && block.y + block.rows > top;
}
