package io.daegi.booking;

import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.shop.ShopSignal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a booking side finds what it stands on; told to processes of their own by their command
 * line.
 *
 * @param postgresPort on this machine
 * @param topicPrefix of its topic, and of its keys in Redis
 */
record ShopSite(int postgresPort, String bootstrapServers, String redisUrl, String topicPrefix) {

  /** How many arguments it takes. */
  static final int ARGUMENTS = 4;

  /** What a test that does not care gives a living hold after an outage. */
  private static final long RECOVERY_GRACE_MS = 5_000;

  /** The services that this test class was lent. */
  static ShopSite lent(String topicPrefix) {
    return new ShopSite(
        RealServices.services().database().port(),
        RealServices.services().broker().bootstrapServers(),
        RealServices.services().cache().url(),
        topicPrefix);
  }

  static ShopSite ofArguments(String... arguments) {
    return new ShopSite(Integer.parseInt(arguments[0]), arguments[1], arguments[2], arguments[3]);
  }

  List<String> toArguments() {
    return List.of(Integer.toString(postgresPort), bootstrapServers, redisUrl, topicPrefix);
  }

  ShopSite withPostgresPort(int port) {
    return new ShopSite(port, bootstrapServers, redisUrl, topicPrefix);
  }

  ShopSite withBootstrapServers(String servers) {
    return new ShopSite(postgresPort, servers, redisUrl, topicPrefix);
  }

  ShopSite withRedisUrl(String url) {
    return new ShopSite(postgresPort, bootstrapServers, url, topicPrefix);
  }

  PgConnectOptions postgres() {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(postgresPort)
        .setDatabase("daegi")
        .setUser("postgres");
  }

  BookingOptions options(
      TopUpChoice topUp,
      Optional<HttpGatewayConfig> httpGateway,
      BookingLimits limits,
      MeterRegistry meters,
      ShopSignal shopSignal) {
    return options(postgres(), topUp, httpGateway, limits, meters, shopSignal);
  }

  /** Of a process of its own, whose sessions PostgreSQL knows by this name. */
  BookingOptions optionsOf(String process) {
    return options(
        postgres().addProperty("application_name", process),
        new TopUpChoice.Demo(),
        Optional.empty(),
        BookingLimits.DEFAULT,
        new SimpleMeterRegistry(),
        (queueId, forMs) -> {});
  }

  private BookingOptions options(
      PgConnectOptions postgres,
      TopUpChoice topUp,
      Optional<HttpGatewayConfig> httpGateway,
      BookingLimits limits,
      MeterRegistry meters,
      ShopSignal shopSignal) {
    return new BookingOptions(
        postgres,
        redisUrl,
        Map.of("bootstrap.servers", bootstrapServers),
        topicPrefix,
        TestShop.PARTITIONS,
        topUp,
        httpGateway,
        true,
        new BookingTiming(TestShop.PAY_WITHIN_MS, RECOVERY_GRACE_MS),
        limits,
        meters,
        shopSignal);
  }
}
