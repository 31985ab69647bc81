package io.daegi.bench.jmh;

import java.util.Map;

/**
 * One benchmark with its parameters.
 *
 * @param label what people call it
 * @param benchmark the class of the benchmark
 * @param method its annotated method
 */
public record Trial(
    String label, Class<?> benchmark, String method, Map<String, String> parameters) {

  public Trial {
    parameters = Map.copyOf(parameters);
  }

  /** A pattern that JMH finds this benchmark by, and no other. */
  String pattern() {
    return "^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$";
  }
}
