package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;

/**
 * Tells each answer to whoever waits for it: the last stage, so nothing is told before its time.
 */
final class ReplyHandler implements EventHandler<Envelope> {

  private long version = Envelope.NO_VERSION;

  @Override
  public void onEvent(Envelope envelope, long sequence, boolean endOfBatch) {
    if (envelope.beginsBatch()) {
      version = envelope.version();
    }
    envelope.reply(version);
  }
}
