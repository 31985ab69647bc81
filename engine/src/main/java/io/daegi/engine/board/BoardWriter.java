package io.daegi.engine.board;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;
import java.util.Arrays;

/**
 * Brings one partition's batches onto the board, in their order: {@link #beginBatch}, the batch's
 * events, {@link #endBatch}. All calls come from one thread, the partition's follower. An exception
 * means that log and board disagree, or that a batch is missing: the board is of no use any more
 * and the process should end.
 */
public final class BoardWriter implements EventSink {

  private final Board board;
  private final PartitionBoard partition;
  private QueueBoard[] queues = new QueueBoard[4];
  private int queueCount;
  private long batch = -1;

  BoardWriter(Board board, PartitionBoard partition) {
    this.board = board;
    this.partition = partition;
  }

  /** Onto a board that nobody reads, of one partition: what snapshots are made from. */
  public static BoardWriter unread(int partition) {
    return new BoardWriter(
        new Board(1), new PartitionBoard(partition, System::nanoTime, System::currentTimeMillis));
  }

  /** An unread board as it was when {@link #writeTo} wrote it, after this batch. */
  public static BoardWriter readFrom(StateSource in, int partition, long lastBatch) {
    BoardWriter read = unread(partition);
    read.beginBatch(lastBatch);
    read.partition.readFrom(in);
    for (long queues = in.number(); queues > 0; queues--) {
      read.add(QueueBoard.readFrom(in, read.partition));
    }
    read.endBatch();
    return read;
  }

  /** Writes all that readers see, in an order that does not depend on history. */
  public void writeTo(StateSink out) {
    partition.writeTo(out);
    out.number(queueCount);
    for (int queue = 0; queue < queueCount; queue++) {
      queues[queue].writeTo(out);
    }
  }

  /**
   * Goes on from where another board of the partition stands; readers see all of it at once.
   *
   * @param ahead has batches that this one lacks; not to be used any more
   * @throws IllegalStateException when it does not, or is of another log
   */
  public void become(BoardWriter ahead) {
    if (ahead.queueCount < queueCount) {
      throw new IllegalStateException(
          "%d queues where %d were before".formatted(ahead.queueCount, queueCount));
    }
    beginBatch(ahead.batch);
    partition.become(ahead.partition);
    for (int queue = 0; queue < ahead.queueCount; queue++) {
      if (queue < queueCount) {
        queues[queue].become(ahead.queues[queue]);
      } else {
        add(ahead.queues[queue].copyOnto(partition));
      }
    }
    endBatch();
  }

  /** Readers wait, for microseconds, until {@link #endBatch}. */
  public void beginBatch(long batchNumber) {
    partition.beginBatch(batchNumber);
    batch = batchNumber;
  }

  /** The batch is visible; whoever waited for it is told on this thread. */
  public void endBatch() {
    partition.endBatch();
    board.announce(partition.number(), batch);
  }

  @Override
  public void led(long epoch, String node, String address, long wallMs) {
    partition.heardAt(wallMs);
    partition.timeMoved();
    partition.setOwner(node, address);
  }

  @Override
  public void ticked(long stepMs, long wallMs) {
    partition.heardAt(wallMs);
    if (stepMs == 0) {
      return;
    }
    for (int queue = 0; queue < queueCount; queue++) {
      queues[queue].advance(stepMs);
    }
    partition.timeMoved();
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int home, QueueSettings settings) {
    if (queue != queueCount || home != partition.number()) {
      throw new IllegalStateException(
          "queue %s of partition %d is number %d after %d queues of partition %d"
              .formatted(queueId, home, queue, queueCount, partition.number()));
    }
    var created = new QueueBoard(queueId, partition, generation, settings);
    created.changeTokens(partition.asOfMs());
    add(created);
  }

  private void add(QueueBoard queue) {
    if (queueCount == queues.length) {
      queues = Arrays.copyOf(queues, 2 * queueCount);
    }
    queues[queueCount++] = queue;
    board.add(queue);
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    queues[queue].changeSettings(settings, partition.asOfMs());
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    queues[queue].changeState(state, partition.asOfMs());
  }

  @Override
  public void messageChanged(int queue, String message) {
    queues[queue].changeMessage(message, partition.asOfMs());
  }

  /** A board shows whether calling is held, not who may hold it. */
  @Override
  public void shopAttached(int queue) {}

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    queues[queue].hold(reason, partition.asOfMs());
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    tokens(queue).join(number);
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    queues[queue].call(fromNumber, toNumber, partition.asOfMs());
  }

  @Override
  public void entered(int queue, long number) {
    queues[queue].enter(number, partition.asOfMs());
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    tokens(queue).extend(number, deadlineMs);
  }

  @Override
  public void completed(int queue, long number) {
    tokens(queue).complete(number);
  }

  @Override
  public void left(int queue, long number) {
    tokens(queue).leave(number);
  }

  @Override
  public void abandoned(int queue, long number) {
    tokens(queue).abandon(number);
  }

  @Override
  public void returned(int queue, long number) {
    tokens(queue).giveBack(number);
  }

  @Override
  public void expired(int queue, long number) {
    tokens(queue).expire(number);
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    tokens(queue).turnAway(fromNumber, toNumber);
  }

  /** Outcomes concern the machine alone. */
  @Override
  public void outcomeApplied(long offset) {}

  private QueueTokens tokens(int queue) {
    return queues[queue].changeTokens(partition.asOfMs());
  }
}
