package io.daegi.engine.board;

/**
 * What a queue has seen since its first day.
 *
 * @param calls tokens that were called
 * @param noShows called tokens that did not enter in time
 * @param overfull calls after which more were inside than the capacity: always 0
 * @param completed tokens whose session reached its aim
 * @param left tokens that were given up, called or not
 * @param abandoned waiting tokens that fell silent and have not come back
 * @param sessionsOver sessions that ran out
 * @param turnedAway waiting tokens that the queue was closed on
 */
public record QueueTotals(
    long calls,
    long noShows,
    long overfull,
    long completed,
    long left,
    long abandoned,
    long sessionsOver,
    long turnedAway) {}
