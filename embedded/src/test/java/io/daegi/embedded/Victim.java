package io.daegi.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;

/**
 * A program that keeps numbers in Kafka and PostgreSQL and tells each one as soon as it is
 * acknowledged, until it is killed.
 */
final class Victim {
  static final String READY = "ready";

  private Victim() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    EmbeddedServices services =
        EmbeddedServices.start(
            EmbeddedSettings.of(Path.of(arguments[0]), EnumSet.allOf(ServiceKind.class)),
            started -> {});
    Shop.createTopic(services);
    Shop.createTable(services);
    try (var producer = Shop.producer(services)) {
      out.println(READY);
      for (int number = 1; ; number++) {
        String value = "%06d".formatted(number);
        Shop.keepRecord(producer, value);
        out.println("record " + value);
        Shop.execute(services, "insert into kept values ('" + value + "')");
        out.println("row " + value);
      }
    }
  }
}
