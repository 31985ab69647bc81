package io.daegi.engine.board;

/** Told about every batch that has become visible; for streams and figures. */
@FunctionalInterface
public interface BatchListener {

  /** Called on the partition's follower thread, which it must not hold up and must not throw on. */
  void batchVisible(int partition, long version);
}
