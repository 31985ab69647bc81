package io.daegi.booking.gateway;

import java.net.URI;

/**
 * Where the gateway is, and how long it is asked.
 *
 * @param url http or https, without path, query and user
 * @param secret shared with the gateway: it signs what either tells the other
 * @param attemptMs how long one attempt may take
 * @param attempts how often one question is asked
 * @param backOffMs before the second attempt at most; twice as long before each further one
 * @param breakerFailures after so many failed attempts in a row the gateway is left alone
 * @param breakerOpenMs for how long
 */
public record HttpGatewayConfig(
    URI url,
    String secret,
    long attemptMs,
    int attempts,
    long backOffMs,
    int breakerFailures,
    long breakerOpenMs) {

  /** What a step of the saga waits for an answer; all attempts must fit in it. */
  private static final long STEP_MS = 4_500;

  public HttpGatewayConfig {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the gateway needs a secret");
    }
    if (attempts < 1 || attemptMs < 1 || backOffMs < 1) {
      throw new IllegalArgumentException("the gateway must be asked at least once, for a while");
    }
    if (breakerFailures < 1 || breakerOpenMs < 1) {
      throw new IllegalArgumentException("the breaker needs failures, and a time");
    }
    long allMs = attempts * attemptMs + backOffMs * ((1L << (attempts - 1)) - 1);
    if (allMs > STEP_MS) {
      throw new IllegalArgumentException(
          "the attempts take up to " + allMs + " ms, more than the " + STEP_MS + " of a step");
    }
  }

  /** Two attempts of 2 s with up to 0.2 s between them fit into a step of 4.5 s. */
  public static HttpGatewayConfig of(URI url, String secret) {
    return new HttpGatewayConfig(url, secret, 2_000, 2, 200, 5, 5_000);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "HttpGatewayConfig[" + url + "]";
  }
}
