package io.daegi.launcher;

/**
 * The node cannot be started, for a reason that an operator can mend; the message says what and
 * how. It is shown without a stack trace.
 */
public final class StartFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** Something outside could not be used: a port, a service, a disk. */
  public static final int UNUSABLE = 1;

  /** The configuration is wrong. */
  public static final int MISCONFIGURED = 2;

  private final int exitCode;

  private StartFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public static StartFailure unusable(String message) {
    return new StartFailure(UNUSABLE, message, null);
  }

  public static StartFailure unusable(String message, Throwable cause) {
    return new StartFailure(UNUSABLE, message, cause);
  }

  public static StartFailure misconfigured(String message) {
    return new StartFailure(MISCONFIGURED, message, null);
  }

  public int exitCode() {
    return exitCode;
  }
}
