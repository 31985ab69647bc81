package io.daegi.engine.pipeline;

import com.lmax.disruptor.ExceptionHandler;

/** Anything thrown by a stage is a bug, and a state that may be half changed tells nobody. */
final class FatalExceptionHandler implements ExceptionHandler<Envelope> {

  private final PipelineListener listener;

  FatalExceptionHandler(PipelineListener listener) {
    this.listener = listener;
  }

  @Override
  public void handleEventException(Throwable cause, long sequence, Envelope envelope) {
    listener.bug(cause);
    throw new IllegalStateException("the stage ends at sequence " + sequence, cause);
  }

  @Override
  public void handleOnStartException(Throwable cause) {
    listener.bug(cause);
  }

  @Override
  public void handleOnShutdownException(Throwable cause) {
    listener.bug(cause);
  }
}
