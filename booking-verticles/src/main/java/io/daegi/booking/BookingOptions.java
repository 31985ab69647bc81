package io.daegi.booking;

import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.shop.ShopSignal;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Map;
import java.util.Optional;

/**
 * What the booking side needs from outside.
 *
 * @param postgres where seats and money are kept
 * @param redisUrl {@code redis://host:port}; null: processes share neither seat maps nor counts of
 *     attempts
 * @param kafka client properties, with {@code bootstrap.servers} and whatever security they need
 * @param topicPrefix of every topic; events go to {@code <prefix>booking}
 * @param partitions how many partitions the booking topic has
 * @param topUp where charged money comes from
 * @param httpGateway takes the payments; empty: the balance pays
 * @param demoAllowed whether a gateway that gives money away may run
 * @param timing the time limits
 * @param limits what visitors may hold and charge
 * @param meters where figures are registered
 * @param shopSignal told each second that the shop lives
 */
public record BookingOptions(
    PgConnectOptions postgres,
    String redisUrl,
    Map<String, Object> kafka,
    String topicPrefix,
    int partitions,
    TopUpChoice topUp,
    Optional<HttpGatewayConfig> httpGateway,
    boolean demoAllowed,
    BookingTiming timing,
    BookingLimits limits,
    MeterRegistry meters,
    ShopSignal shopSignal) {

  public BookingOptions {
    kafka = Map.copyOf(kafka);
    if (partitions < 1) {
      throw new IllegalArgumentException("the booking topic needs a partition");
    }
    if (topUp instanceof TopUpChoice.Demo && !demoAllowed) {
      throw new IllegalArgumentException(
          "the top-up gateway 'demo' gives money away: choose another one");
    }
  }
}
