package io.daegi.engine.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that one shard knows. Read by decisions, written by {@link Evolution}. */
final class ShardState {

  final List<QueueLine> lines = new ArrayList<>();
  final Map<String, QueueLine> nameToLine = new HashMap<>();
  long epoch;
  long wallMs;

  /** All the time that ticks have told. */
  long ageMs;

  long outcomeOffset = -1;

  /** The queue that was asked for last: on the night of a sale it mostly is the next one too. */
  private QueueLine lastAsked;

  /** The queue of this name, or null. */
  QueueLine line(String queueId) {
    if (lastAsked == null || !lastAsked.queueId.equals(queueId)) {
      lastAsked = nameToLine.get(queueId);
    }
    return lastAsked;
  }
}
