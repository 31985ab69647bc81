package io.daegi.launcher.config;

/** What a process does; one process may do several things, and several processes the same. */
public enum Role {
  /** Serves visitors, shops and operators. */
  EDGE,
  /** Leads partitions of the log. */
  ENGINE,
  /** Keeps seats and money. */
  BOOKING
}
