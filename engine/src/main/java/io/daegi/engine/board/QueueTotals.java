package io.daegi.engine.board;

/**
 * What a queue has seen since its first day.
 *
 * @param calls tokens that were called
 * @param noShows called tokens that did not enter in time
 */
public record QueueTotals(long calls, long noShows) {}
