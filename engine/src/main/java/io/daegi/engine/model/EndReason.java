package io.daegi.engine.model;

/** Why a token ended, in the words of the public contract. */
public enum EndReason {
  PAID("paid"),
  LEFT("left"),
  SILENT("silent"),
  MISSED_CALL("missed-call"),
  SESSION_OVER("session-over"),
  QUEUE_CLOSED("queue-closed");

  private final String code;

  EndReason(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
