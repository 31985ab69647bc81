package io.daegi.booking.gateway;

import java.io.IOException;

/** The gateway did not answer, or not in words that we know: what it did is unknown. */
public final class GatewayAwayException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean worthARepeat;

  /**
   * @param worthARepeat whether asking again at once may help
   */
  public GatewayAwayException(String message, boolean worthARepeat) {
    super(message);
    this.worthARepeat = worthARepeat;
  }

  boolean isWorthARepeat() {
    return worthARepeat;
  }
}
