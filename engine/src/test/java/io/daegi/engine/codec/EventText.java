package io.daegi.engine.codec;

import io.daegi.engine.event.EventSink;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Events as lines that people can read and compare. */
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
                  Arrays.stream(arguments)
                      .map(Object::toString)
                      .collect(Collectors.joining(" ", method.getName() + " ", "")));
              return null;
            });
  }

  List<String> lines() {
    return lines;
  }
}
