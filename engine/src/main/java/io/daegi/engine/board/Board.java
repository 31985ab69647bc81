package io.daegi.engine.board;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The one board of a process: a follower thread per partition writes what the log says, event loops
 * read. It keeps about five bits a number and an entry for each session in the shop.
 */
public final class Board implements BoardView {

  private final PartitionBoard[] partitions;
  private final BoardWriter[] writers;
  private final ConcurrentHashMap<String, QueueBoard> nameToQueue = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<BatchListener> listeners = new CopyOnWriteArrayList<>();

  /** A board by this machine's clocks. */
  public Board(int partitions) {
    this(partitions, System::nanoTime, System::currentTimeMillis);
  }

  /**
   * @param nanoClock monotonic nanoseconds, which measure how long the log has been silent
   * @param wallClockMs milliseconds since 1970 UTC, compared with those in the log for the age
   */
  public Board(int partitions, LongSupplier nanoClock, LongSupplier wallClockMs) {
    if (partitions < 1) {
      throw new IllegalArgumentException("a log has at least one partition");
    }
    this.partitions = new PartitionBoard[partitions];
    this.writers = new BoardWriter[partitions];
    for (int p = 0; p < partitions; p++) {
      this.partitions[p] = new PartitionBoard(p, nanoClock, wallClockMs);
      this.writers[p] = new BoardWriter(this, this.partitions[p]);
    }
  }

  /** Where the follower of a partition brings its batches. */
  public BoardWriter writer(int partition) {
    return writers[partition];
  }

  /** The follower has applied everything that the log held when this process started. */
  public void caughtUp(int partition) {
    partitions[partition].setCaughtUp();
  }

  /** Adds a listener to the batches of every partition, for as long as the board lives. */
  public void addListener(BatchListener listener) {
    listeners.add(listener);
  }

  @Override
  public QueueView queue(String queueId) {
    QueueBoard queue = nameToQueue.get(queueId);
    return queue == null ? null : queue.partition.view(queue);
  }

  @Override
  public List<QueueView> queues() {
    return nameToQueue.values().stream()
        .map(queue -> queue.partition.view(queue))
        .sorted(Comparator.comparing(QueueView::queueId))
        .toList();
  }

  @Override
  public TokenView token(String queueId, long number) {
    if (number < 1) {
      throw new IllegalArgumentException("numbers start at 1: " + number);
    }
    QueueBoard queue = nameToQueue.get(queueId);
    return queue == null ? null : queue.partition.view(queue, number);
  }

  @Override
  public QueueTotals totals(String queueId) {
    QueueBoard queue = nameToQueue.get(queueId);
    return queue == null ? null : queue.partition.totals(queue);
  }

  @Override
  public long version(int partition) {
    return partitions[partition].waiters.reached();
  }

  @Override
  public long ageMs(int partition) {
    return partitions[partition].ageMs();
  }

  /**
   * Milliseconds since the last word from the partition's log came, by this process's monotonic
   * clock alone: no step of anybody's wall clock changes it.
   */
  public long silenceMs(int partition) {
    return partitions[partition].silenceMs();
  }

  @Override
  public boolean isCaughtUp() {
    return Arrays.stream(partitions).allMatch(PartitionBoard::isCaughtUp);
  }

  @Override
  public void whenReached(int partition, long version, Runnable task) {
    partitions[partition].waiters.whenReached(version, task);
  }

  @Override
  public String ownerAddress(int partition) {
    return partitions[partition].ownerAddress();
  }

  /** Name of the process that led the partition last, as the log says; null before any. */
  public String ownerNode(int partition) {
    return partitions[partition].ownerNode();
  }

  @Override
  public int partitions() {
    return partitions.length;
  }

  void add(QueueBoard queue) {
    nameToQueue.put(queue.queueId, queue);
  }

  /** By index, so that a batch makes no garbage. */
  void announce(int partition, long version) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).batchVisible(partition, version);
    }
  }
}
