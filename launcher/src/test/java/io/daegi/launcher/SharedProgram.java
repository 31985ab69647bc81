package io.daegi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The real program without its demo sale, and a site of somebody else's, for all tests with a
 * browser, each with queues of its own: its start takes longer than most of what they do with it.
 */
final class SharedProgram implements AutoCloseable {
  static final String KEY = "key-of-the-operator-in-the-test";

  private final Path folder;
  private final OtherShop shop;
  private final Launched daegi;
  private final String url;
  private final Steering operator;

  private SharedProgram(Path folder, OtherShop shop, Launched daegi) {
    this.folder = folder;
    this.shop = shop;
    this.daegi = daegi;
    this.url = daegi.awaitReady().addressOf("Public").replaceAll("/$", "");
    this.operator = new Steering(url, KEY);
  }

  /** The one of this JVM: started for the first test that asks, and ended after the last one. */
  static SharedProgram of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedProgram.class))
        .computeIfAbsent(SharedProgram.class, none -> start(), SharedProgram.class);
  }

  /** Starts them; what had started when something fails is ended again. */
  private static SharedProgram start() {
    try {
      Path folder = Files.createTempDirectory("daegi-pages");
      OtherShop shop = new OtherShop();
      String origins = shop.url() + "," + shop.urlOfSameSite();
      Launched daegi =
          Launched.in(
              folder,
              Map.of(
                  "DAEGI_ADMIN_KEY", KEY,
                  "DAEGI_DEMO", "false",
                  "DAEGI_TOP_UP_GATEWAY", "demo",
                  "DAEGI_ORIGINS_ALLOWED", origins,
                  "DAEGI_RETURN_ORIGINS", origins));
      try {
        return new SharedProgram(folder, shop, daegi);
      } catch (RuntimeException e) {
        daegi.close();
        shop.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it serves, without a slash at the end. */
  String url() {
    return url;
  }

  OtherShop shop() {
    return shop;
  }

  Steering operator() {
    return operator;
  }

  /** Host and port of a service that it embeds. */
  String embedded(String service) {
    return daegi.embedded(service);
  }

  /** Every site that a browser of the tests may know. */
  List<String> origins() {
    return List.of(url, shop.url(), shop.urlOfSameSite());
  }

  /** A new, empty folder that goes with the program. */
  Path newFolder(String name) throws IOException {
    return Files.createTempDirectory(folder, name);
  }

  @Override
  public void close() throws IOException {
    operator.close();
    daegi.close();
    shop.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
