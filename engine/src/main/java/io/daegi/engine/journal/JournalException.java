package io.daegi.engine.journal;

/** The log did not take a batch, or did not say whether it did. */
public final class JournalException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What a failure says about who may write. */
  public enum Trouble {
    /** Somebody else has the right to write now. */
    FENCED,
    /** No answer, or a failure: the outcome is unknown. */
    UNAVAILABLE
  }

  private final Trouble trouble;

  public JournalException(Trouble trouble, String message, Throwable cause) {
    super(message, cause);
    this.trouble = trouble;
  }

  public Trouble trouble() {
    return trouble;
  }
}
