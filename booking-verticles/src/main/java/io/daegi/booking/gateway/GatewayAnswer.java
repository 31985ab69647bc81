package io.daegi.booking.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;

/**
 * What the gateway says of a payment.
 *
 * @param reason why it was declined, in the gateway's words; may be null
 * @param redirectUrl where the buyer goes on with a PENDING payment; else null
 */
public record GatewayAnswer(State state, String reason, String redirectUrl) {

  private static final int REASON_CHARS_MAX = 200;
  private static final int URL_CHARS_MAX = 2_048;

  /** Where a payment is in its life at the gateway. */
  public enum State {
    PENDING,
    SUCCEEDED,
    /** Nothing was charged, and nothing will be. */
    DECLINED,
    /** It was charged, and is given back. */
    REFUNDED,
    /** The gateway never heard of it. */
    UNKNOWN
  }

  public static final GatewayAnswer NEVER_HEARD = new GatewayAnswer(State.UNKNOWN, null, null);

  /**
   * @throws GatewayAwayException when these are not words that we know
   */
  static GatewayAnswer parse(Buffer body) throws GatewayAwayException {
    try {
      JsonObject json = body.toJsonObject();
      State state = state(json.getString("state"));
      String redirectUrl = state == State.PENDING ? webPage(json.getString("redirectUrl")) : null;
      return new GatewayAnswer(state, shortened(json.getString("reason")), redirectUrl);
    } catch (DecodeException | ClassCastException e) {
      throw unreadable();
    }
  }

  private static State state(String word) throws GatewayAwayException {
    return Arrays.stream(State.values())
        .filter(state -> state != State.UNKNOWN && state.name().equals(word))
        .findFirst()
        .orElseThrow(GatewayAnswer::unreadable);
  }

  /** No longer than is good for people, and of characters that can be kept. */
  public static String shortened(String reason) {
    if (reason == null) {
      return null;
    }
    String kept = reason.replace('\0', ' ');
    return kept.length() <= REASON_CHARS_MAX ? kept : kept.substring(0, REASON_CHARS_MAX);
  }

  /** The buyer's browser goes there: nothing but a web page. */
  private static String webPage(String url) throws GatewayAwayException {
    try {
      if (url != null && url.length() <= URL_CHARS_MAX) {
        URI uri = new URI(url);
        if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
            && uri.getHost() != null) {
          return url;
        }
      }
    } catch (URISyntaxException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static GatewayAwayException unreadable() {
    return new GatewayAwayException("the payment gateway's answer cannot be read", false);
  }
}
