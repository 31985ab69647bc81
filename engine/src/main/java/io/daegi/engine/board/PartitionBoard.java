package io.daegi.engine.board;

import io.daegi.engine.model.Limits;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One partition as the board knows it: how far, how old and whose; and the lock under which
 * everything of the partition is written and read.
 */
final class PartitionBoard {

  final SequenceLock lock = new SequenceLock();
  final BatchWaiters waiters;

  private final int number;
  private final LongSupplier nanoClock;
  private final LongSupplier wallClockMs;

  private long version = -1;
  private long asOfMs;
  private long tickedAtMs;
  private long tickedAtNs;
  private volatile String ownerNode;
  private volatile String ownerAddress;
  private volatile long lastWordNs;
  private volatile long lastWordWallMs;
  private volatile boolean caughtUp;

  PartitionBoard(int number, LongSupplier nanoClock, LongSupplier wallClockMs) {
    this.number = number;
    this.nanoClock = nanoClock;
    this.wallClockMs = wallClockMs;
    this.waiters = new BatchWaiters(nanoClock);
    this.lastWordNs = nanoClock.getAsLong();
    this.tickedAtNs = lastWordNs;
  }

  void beginBatch(long batchNumber) {
    if (batchNumber <= version) {
      throw new IllegalStateException("batch " + batchNumber + " after " + version);
    }
    lock.beginWrite();
    version = batchNumber;
  }

  void writeTo(StateSink out) {
    out.number(asOfMs);
    out.number(tickedAtMs);
    out.text(ownerNode == null ? "" : ownerNode);
    out.text(ownerAddress == null ? "" : ownerAddress);
  }

  void readFrom(StateSource in) {
    asOfMs = in.number();
    tickedAtMs = in.number();
    String node = in.text();
    String address = in.text();
    setOwner(node.isEmpty() ? null : node, address.isEmpty() ? null : address);
    tickedAtNs = nanoClock.getAsLong();
  }

  /** As if every word that the other has heard had come just now. */
  void become(PartitionBoard other) {
    asOfMs = other.asOfMs;
    tickedAtMs = other.tickedAtMs;
    setOwner(other.ownerNode, other.ownerAddress);
    tickedAtNs = nanoClock.getAsLong();
  }

  /** The log says that the wall clock showed this. */
  void heardAt(long wallMs) {
    asOfMs = wallMs;
  }

  /** The queues' clocks were moved, or begin to run anew under a new owner. */
  void timeMoved() {
    tickedAtNs = nanoClock.getAsLong();
    tickedAtMs = asOfMs;
  }

  void endBatch() {
    lastWordNs = nanoClock.getAsLong();
    lastWordWallMs = asOfMs;
    lock.endWrite();
    waiters.reach(version);
  }

  /** Wall-clock time of the last word from the log; for the writer. */
  long asOfMs() {
    return asOfMs;
  }

  QueueView view(QueueBoard queue) {
    return readUntorn(() -> queue.view(asOfMs, version));
  }

  QueueTotals totals(QueueBoard queue) {
    return readUntorn(queue::totals);
  }

  TokenView view(QueueBoard queue, long token) {
    long nowNs = nanoClock.getAsLong();
    return readUntorn(() -> queue.view(token, sinceTickMs(nowNs), version));
  }

  /**
   * Real time since the clocks were last moved: since that came here, or, when later words have
   * come since, since it was said. Otherwise a board that hears of a tick and of a later word
   * together would count the time between them to nobody.
   */
  private long sinceTickMs(long nowNs) {
    long byArrivalMs = (nowNs - tickedAtNs) / 1_000_000;
    long saidEarlierMs = Math.clamp(asOfMs - tickedAtMs, 0, Limits.MAX_TICK_STEP_MS);
    long bySayingMs = (nowNs - lastWordNs) / 1_000_000 + saidEarlierMs;
    return Math.max(0, Math.max(byArrivalMs, bySayingMs));
  }

  private <T> T readUntorn(Supplier<T> reader) {
    while (true) {
      long stamp = lock.beginRead();
      try {
        T view = reader.get();
        if (lock.isUnchanged(stamp)) {
          return view;
        }
      } catch (IndexOutOfBoundsException | NullPointerException e) {
        throwUnlessTorn(stamp, e);
      }
    }
  }

  private void throwUnlessTorn(long stamp, RuntimeException e) {
    if (lock.isUnchanged(stamp)) {
      throw e;
    }
  }

  /**
   * By the wall clocks of this process and of the partition's owner, and at least the real time
   * since the last batch came.
   */
  long ageMs() {
    return Math.max(silenceMs(), wallClockMs.getAsLong() - lastWordWallMs);
  }

  long silenceMs() {
    return (nanoClock.getAsLong() - lastWordNs) / 1_000_000;
  }

  int number() {
    return number;
  }

  String ownerAddress() {
    return ownerAddress;
  }

  String ownerNode() {
    return ownerNode;
  }

  void setOwner(String node, String address) {
    ownerNode = node;
    ownerAddress = address;
  }

  boolean isCaughtUp() {
    return caughtUp;
  }

  void setCaughtUp() {
    caughtUp = true;
  }
}
