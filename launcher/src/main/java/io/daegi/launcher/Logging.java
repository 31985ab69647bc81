package io.daegi.launcher;

import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.LogFormat;
import io.daegi.launcher.config.LogLevel;

/**
 * Hands the configured format and level to logback.xml, which reads them when the first logger is
 * asked for.
 */
final class Logging {
  private Logging() {}

  static void configure(LauncherConfig config) {
    configure(config.logFormat(), config.logLevel());
  }

  static void configure(LogFormat format, LogLevel level) {
    System.setProperty("daegi.log.format", format.name());
    System.setProperty("daegi.log.level", level.name());
  }
}
