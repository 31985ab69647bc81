package io.daegi.engine.board;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;

/**
 * One consistent look at a queue.
 *
 * @param partition the partition of the log that the queue lives in
 * @param generation which life of this name; tokens of another generation are not of this queue
 * @param settingsVersion grows with every change of settings; what {@code If-Match} compares
 * @param message the operator's word to the waiting; null when there is none
 * @param servingNumber the highest number called so far
 * @param lastNumber the highest number given so far
 * @param waiting tokens that wait
 * @param ready tokens that were called and have not entered
 * @param active tokens in the shop
 * @param changedAtMs wall-clock time of the last change of any figure
 * @param asOfMs wall-clock time of the last word from the log
 * @param version the batch of the log that this view includes
 */
public record QueueView(
    String queueId,
    int partition,
    int generation,
    QueueSettings settings,
    int settingsVersion,
    QueueState state,
    String message,
    HoldReason held,
    long servingNumber,
    long lastNumber,
    long waiting,
    int ready,
    int active,
    long changedAtMs,
    long asOfMs,
    long version) {}
