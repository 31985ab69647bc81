package io.daegi.engine.pipeline;

/** Who waits for an answer. */
@FunctionalInterface
public interface ReplyTo {

  /**
   * Told once for each published envelope, on the reply stage's thread, which it must not hold up.
   * The envelope is reused when this returns.
   */
  void answered(Envelope envelope);
}
