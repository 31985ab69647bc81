package io.daegi.http.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What the management server asks the rest of the process. Every supplier answers at once, from any
 * thread.
 *
 * @param host the address to listen on; who reaches it is asked for no credential
 * @param port 0: a free one
 * @param meters what a scrape shows
 * @param isReady whether this process can do what needs nobody else; an edge: it has a board
 * @param dependencies whether each thing that the process leans on answered lately
 */
public record ManagementServices(
    String host,
    int port,
    PrometheusMeterRegistry meters,
    BooleanSupplier isReady,
    Map<String, BooleanSupplier> dependencies) {

  public ManagementServices {
    dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
  }
}
