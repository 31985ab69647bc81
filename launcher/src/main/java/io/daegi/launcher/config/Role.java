package io.daegi.launcher.config;

/** What a process does. */
public enum Role {
  ALL,
  EDGE,
  ENGINE,
  BOOKING
}
