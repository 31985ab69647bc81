package io.daegi.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.LogFormat;
import io.daegi.launcher.config.LogLevel;
import org.slf4j.LoggerFactory;

/**
 * Hands the configured format and level to logback.xml, and has it read again: what reads the
 * configuration may have asked for the first logger by then.
 */
final class Logging {
  private Logging() {}

  static void configure(LauncherConfig config) {
    configure(config.logFormat(), config.logLevel());
  }

  static void configure(LogFormat format, LogLevel level) {
    System.setProperty("daegi.log.format", format.name());
    System.setProperty("daegi.log.level", level.name());
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("logback.xml cannot be read", e);
    }
  }
}
