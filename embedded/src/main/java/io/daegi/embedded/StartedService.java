package io.daegi.embedded;

/**
 * Told once for each service that answers.
 *
 * @param address {@code 127.0.0.1:port}
 * @param tookMs from the order to start until it answered
 */
public record StartedService(ServiceKind kind, String address, long tookMs) {}
