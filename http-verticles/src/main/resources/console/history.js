// The figures of one queue since this page looks at it, second by second.

const KEEP_MS = 15 * 60_000;
/** Longer than two events apart: something was missed, and no line is drawn over it. */
const GAP_MS = 3_500;
const RATE_OVER_MS = 10_000;

export class History {
  #samples = [];

  /** Adds what was told at this moment. */
  add(queue, atMs) {
    const last = this.#samples.at(-1);
    if (last?.queue && atMs - last.atMs > GAP_MS) {
      this.#samples.push({ atMs: last.atMs + 1, queue: null });
    }
    this.#samples.push({ atMs, queue });
    while (this.#samples[0].atMs < atMs - KEEP_MS) {
      this.#samples.shift();
    }
  }

  get last() {
    return this.#samples.at(-1)?.queue ?? null;
  }

  /** How fast a counter of the queue grew of late; null when nobody can tell yet. */
  perSecond(counter) {
    return this.#rateAt(this.#samples.length - 1, counter);
  }

  #rateAt(index, counter) {
    const end = this.#samples[index];
    if (!end?.queue) {
      return null;
    }
    let begin = null;
    for (let i = index - 1; i >= 0 && this.#samples[i].queue && end.atMs - this.#samples[i].atMs <= RATE_OVER_MS; i--) {
      begin = this.#samples[i];
    }
    const seconds = begin ? (end.atMs - begin.atMs) / 1000 : 0;
    return seconds < 0.9 ? null : Math.max(0, counter(end.queue) - counter(begin.queue)) / seconds;
  }

  /** Columns for a chart: seconds, then each figure; null where nothing is known. */
  columns(figures) {
    return [
      this.#samples.map(({ atMs }) => atMs / 1000),
      ...figures.map(figure => this.#samples.map(({ queue }) => (queue ? figure(queue) ?? null : null))),
    ];
  }

  /** The same, of how fast counters grew. */
  rates(counters) {
    return [
      this.#samples.map(({ atMs }) => atMs / 1000),
      ...counters.map(counter => this.#samples.map((_, index) => this.#rateAt(index, counter))),
    ];
  }
}
