package io.daegi.launcher;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.Map;

/**
 * Traces by OpenTelemetry, told where to by its own {@code OTEL_*} variables. Until it is started
 * nothing of it runs, and what asks whether it is traced hears no.
 */
record Tracing(OpenTelemetrySdk telemetry) implements AutoCloseable {

  /** One in a hundred, and whoever calls us with a trace of their own decides for it. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name", "daegi",
          "otel.traces.sampler", "parentbased_traceidratio",
          "otel.traces.sampler.arg", "0.01",
          "otel.exporter.otlp.protocol", "http/protobuf",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none");

  /**
   * @throws StartFailure if a variable says what OpenTelemetry does not understand
   */
  static Tracing start() throws StartFailure {
    try {
      return new Tracing(
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> DEFAULTS)
              .disableShutdownHook()
              .setResultAsGlobal()
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException e) {
      throw StartFailure.misconfigured("OpenTelemetry cannot be set up: " + e.getMessage());
    }
  }

  /** Has the event loops trace what comes in, and what they ask of the bus and of services. */
  void trace(VertxBuilder builder, VertxOptions options) {
    options.setTracingOptions(new OpenTelemetryOptions());
    builder.withTracer(new OpenTelemetryTracingFactory(telemetry));
  }

  /** Sends what is left. */
  @Override
  public void close() {
    telemetry.close();
  }
}
