package io.daegi.engine.board;

/**
 * What a queue has seen since its first day.
 *
 * @param calls tokens that were called
 * @param noShows called tokens that did not enter in time
 * @param overfull calls after which more were inside than the capacity: always 0
 */
public record QueueTotals(long calls, long noShows, long overfull) {}
