package io.daegi.bench;

import io.daegi.bench.booking.BookingSuite;
import io.daegi.bench.edge.EdgeSuite;
import io.daegi.bench.engine.EngineSuite;
import java.util.List;
import java.util.stream.Collectors;

/** Every suite there is. */
final class Suites {

  private static final List<Suite> ALL =
      List.of(EngineSuite.create(), EdgeSuite.create(), BookingSuite.create());

  private Suites() {}

  /**
   * @throws IllegalArgumentException naming those that exist
   */
  static Suite named(String name) {
    return ALL.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no suite is called %s; there are: %s"
                        .formatted(
                            name,
                            ALL.stream().map(Suite::name).collect(Collectors.joining(", ")))));
  }
}
