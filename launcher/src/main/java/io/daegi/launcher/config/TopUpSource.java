package io.daegi.launcher.config;

/** Who collects the money that visitors charge their balance with. */
public enum TopUpSource {
  DEMO,
  NONE,
  HTTP
}
