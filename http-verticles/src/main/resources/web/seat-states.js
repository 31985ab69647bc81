// What a seat is to this visitor.

const LETTERS = { A: 'AVAILABLE', H: 'HELD', S: 'SOLD' };

export class SeatStates {
  #book;
  #owned;
  #chosen;

  /** @param owned, chosen sets of seats, which may change */
  constructor(book, owned, chosen) {
    this.#book = book;
    this.#owned = owned;
    this.#chosen = chosen;
  }

  of(seat) {
    return this.#ofOurs(seat) ?? this.ofLetter(this.#book.find(seat)?.state);
  }

  /** What a letter of the compact drawing says; a seat that is gone is as good as sold. */
  ofLetter(letter) {
    return LETTERS[letter] ?? 'SOLD';
  }

  /** The seats that are more than their letter says, with what they are. */
  ours() {
    return [...this.#owned, ...this.#chosen].map(seat => [seat, this.#ofOurs(seat)]);
  }

  mayToggle(seat) {
    return ['AVAILABLE', 'CHOSEN'].includes(this.of(seat));
  }

  #ofOurs(seat) {
    return this.#owned.has(seat) ? 'MINE' : this.#chosen.has(seat) ? 'CHOSEN' : null;
  }
}
