package io.daegi.engine.codec;

/** Bytes that are not what the format says, or of a version that this build does not know. */
public final class FormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String mend;

  public FormatException(String message) {
    this(message, "");
  }

  /**
   * @param mend what an operator does about it, a sentence without its full stop
   */
  public FormatException(String message, String mend) {
    super(message);
    this.mend = mend;
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
    this.mend = "";
  }

  /** What an operator does about it; empty when that depends on where the bytes stand. */
  public String mend() {
    return mend;
  }
}
