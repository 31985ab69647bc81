package io.daegi.launcher.roles;

import io.daegi.booking.BookingModule;
import io.daegi.booking.BookingOptions;
import io.daegi.booking.BookingTiming;
import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.PostgresAddress;
import io.daegi.launcher.config.Profile;
import io.daegi.launcher.config.RedisAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.HashMap;
import java.util.Map;

/** The booking side of this process. */
public final class BookingRole implements AutoCloseable {
  private final BookingModule module;

  private BookingRole(BookingModule module) {
    this.module = module;
  }

  /**
   * Brings the schema up to date and starts to answer.
   *
   * @param engine told each second that the shop lives
   */
  public static BookingRole start(
      Vertx vertx,
      LauncherConfig config,
      PostgresAddress postgres,
      RedisAddress redis,
      KafkaLogConfig log,
      MeterRegistry meters,
      EngineLink engine)
      throws StartFailure {
    BookingOptions options =
        new BookingOptions(
            connection(postgres),
            redis.connection().reveal(),
            kafka(log),
            config.backends().topicPrefix(),
            config.backends().partitions(),
            topUp(config.topUps()),
            config.payment().map(BookingRole::gateway),
            config.profile() == Profile.EMBEDDED,
            BookingTiming.DEFAULT,
            config.bookingLimits(),
            meters,
            (queueId, forMs) -> engine.send(client -> client.shopAlive(queueId, forMs)));
    try {
      return new BookingRole(BookingModule.start(vertx, options).await());
    } catch (Exception e) { // awaiting throws whatever went wrong, checked or not
      throw StartFailure.unusable(
          "booking cannot be started on PostgreSQL at " + postgres + ": " + e, e);
    }
  }

  private static Map<String, Object> kafka(KafkaLogConfig log) {
    Map<String, Object> settings = new HashMap<>(log.clientProperties());
    settings.put("bootstrap.servers", log.bootstrapServers());
    return settings;
  }

  private static TopUpChoice topUp(LauncherConfig.TopUps topUps) {
    return switch (topUps.source()) {
      case DEMO -> new TopUpChoice.Demo();
      case NONE -> new TopUpChoice.None();
      case HTTP -> new TopUpChoice.Http(gateway(topUps.gateway().orElseThrow()));
    };
  }

  private static HttpGatewayConfig gateway(LauncherConfig.OutsideGateway at) {
    return HttpGatewayConfig.of(at.url(), at.secret().reveal());
  }

  private static PgConnectOptions connection(PostgresAddress address) {
    return PgConnectOptions.fromUri(address.uri())
        .setUser(address.user())
        .setPassword(address.password().reveal());
  }

  /** Whether PostgreSQL answered lately. */
  public boolean isDatabaseUp() {
    return module.isDatabaseUp();
  }

  @Override
  public void close() {
    module.close().await();
  }
}
