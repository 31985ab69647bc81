package io.daegi.engine.codec;

/** Bytes that are not what the format says, or of a version that this build does not know. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
