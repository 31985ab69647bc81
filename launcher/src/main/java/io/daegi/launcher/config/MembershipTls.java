package io.daegi.launcher.config;

/**
 * Whether what processes say about who lives is under TLS, once they have certificates. The steps
 * in this order lead a running deployment from clear text to TLS, each with a restart of one
 * process after the other.
 */
public enum MembershipTls {
  /** Speaks clear text and is spoken to in either: next to builds that know no TLS here. */
  ACCEPTED,

  /** Speaks TLS and is spoken to in either. */
  PREFERRED,

  REQUIRED;

  /** Whether a member that speaks clear text is answered. */
  public boolean takesClearText() {
    return this != REQUIRED;
  }

  /** Whether a connection that is opened here speaks TLS. */
  public boolean speaksTls() {
    return this != ACCEPTED;
  }
}
