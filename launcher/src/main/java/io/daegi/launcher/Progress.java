package io.daegi.launcher;

import io.daegi.launcher.config.LogFormat;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever watches the start how far it is: plain lines for people, log lines where logs are
 * read by programs.
 */
@FunctionalInterface
public interface Progress {

  void say(String line);

  static Progress in(LogFormat format, PrintStream out) {
    Logger log = LoggerFactory.getLogger("io.daegi.start");
    return switch (format) {
      case TEXT -> out::println;
      case JSON -> log::info;
    };
  }
}
