package io.daegi.engine.verticle;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.board.QueueView;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a queue lives in. */
final class Partitions {

  private final BoardView board;

  Partitions(BoardView board) {
    this.board = board;
  }

  /** As the log says; for a queue that it has not named yet, where it would be made. */
  int of(String queueId) {
    QueueView queue = board.queue(queueId);
    return queue != null ? queue.partition() : ofNew(queueId, board.partitions());
  }

  /** Kafka's own way from a key to a partition. */
  static int ofNew(String queueId, int partitions) {
    byte[] key = queueId.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
