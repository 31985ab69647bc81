package io.daegi.engine.codec;

import io.daegi.engine.event.EventSink;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events as lines that people can read and compare. What a newer minor version added stands at the
 * end of a line, and only where it says more than the older one did, so that old lines stay true.
 */
final class EventText {

  private final List<String> lines = new ArrayList<>();

  /** Whatever this hears becomes a line. */
  EventSink sink() {
    return (EventSink)
        Proxy.newProxyInstance(
            EventText.class.getClassLoader(),
            new Class<?>[] {EventSink.class},
            (proxy, method, arguments) -> {
              lines.add(
                  method.getName().equals("joined")
                      ? joined(arguments)
                      : line(method.getName(), Arrays.stream(arguments)));
              return null;
            });
  }

  private static String joined(Object[] told) {
    Object number = told[1];
    long entry = (long) told[2];
    int lane = (int) told[3];
    String line = line("joined", Stream.of(told[0], number, told[4], told[5]));
    return number.equals(entry) && lane == 0 ? line : line + " entry=" + entry + " lane=" + lane;
  }

  private static String line(String name, Stream<Object> values) {
    return values.map(Object::toString).collect(Collectors.joining(" ", name + " ", ""));
  }

  List<String> lines() {
    return lines;
  }
}
