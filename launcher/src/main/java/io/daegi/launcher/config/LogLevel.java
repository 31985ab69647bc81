package io.daegi.launcher.config;

/** The least important log line that is still written. */
public enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG
}
