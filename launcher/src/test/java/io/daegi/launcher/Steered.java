package io.daegi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One program without the demo sale for all tests that steer it as operators do, each with queues
 * of its own: its start takes longer than what they do with it. It ends with the last test.
 */
final class Steered implements BeforeAllCallback {
  static final String KEY = "key-of-the-operator-in-the-test";
  private static volatile String url;

  /** Where it serves, without a slash at the end. */
  static String url() {
    return url;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!Chromium.isInstalled()) {
      System.err.println(
          "SKIPPED: "
              + context.getDisplayName()
              + ", because chromium and chromedriver are not installed");
    } else {
      context
          .getRoot()
          .getStore(Namespace.create(Steered.class))
          .computeIfAbsent(Program.class, none -> Program.start(), Program.class);
    }
  }

  private record Program(Path folder, Launched daegi) implements AutoCloseable {

    static Program start() {
      try {
        Path folder = Files.createTempDirectory("daegi-steered");
        Program program =
            new Program(
                folder, Launched.in(folder, Map.of("DAEGI_ADMIN_KEY", KEY, "DAEGI_DEMO", "false")));
        program.awaitReady();
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void awaitReady() throws IOException {
      try {
        url = daegi.awaitReady().addressOf("Public").replaceAll("/$", "");
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      daegi.close();
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
