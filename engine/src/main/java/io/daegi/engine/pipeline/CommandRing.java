package io.daegi.engine.pipeline;

/** The front of a pipeline: where commands enter, by one thread and never by waiting. */
public interface CommandRing extends AutoCloseable {

  /**
   * The next envelope to fill and {@link #publish()}, or null when the ring is full.
   *
   * @param reserve places that must stay free beside this one
   */
  Envelope tryClaim(int reserve);

  /** Hands the claimed envelope to the machine. */
  void publish();

  /** Free places of the ring, from 0 (full) to 1. */
  double ringFreeRatio();

  /** Commands that were taken since the pipeline began. */
  long taken();

  /** Commands that were taken and are not yet durable. */
  long undurable();

  /** Commands that were taken and are not yet decided. */
  long undecided();

  /** Ends the stages at once, whatever was taken: for a pipeline of which one has died. */
  void halt();

  /**
   * Waits until all that was taken is answered, then ends the stages. Nobody may publish any more.
   */
  @Override
  void close();
}
