package io.daegi.engine.shard;

/** Where booking outcomes of one partition come from. */
public interface OutcomeSource {

  /** Takes outcomes in order. */
  interface Target {

    /**
     * Hands one outcome over and returns when it is in the ring. Blocks while the ring is full.
     *
     * @return false when the incarnation has ended
     */
    boolean offer(BookingOutcome outcome) throws InterruptedException;

    /** The outcomes that should follow cannot be read: the process must end. Nothing follows. */
    void broken(IllegalStateException cause);
  }

  /** A running subscription. */
  interface Subscription extends AutoCloseable {

    /** Returns when nothing more will be offered. */
    @Override
    void close();
  }

  /** Tells every outcome from this offset on, on a thread of the source's own. */
  Subscription subscribe(long fromOffset, Target target);

  /** For shards without a shop. */
  static OutcomeSource none() {
    return (fromOffset, target) -> () -> {};
  }
}
