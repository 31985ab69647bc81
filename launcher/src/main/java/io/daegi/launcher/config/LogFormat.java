package io.daegi.launcher.config;

/** How log lines are written: for people, or one JSON object a line. */
public enum LogFormat {
  TEXT,
  JSON
}
