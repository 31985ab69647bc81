package io.daegi.launcher.services;

import io.daegi.embedded.DataDirInUse;
import io.daegi.embedded.EmbeddedDatabase;
import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.EmbeddedSettings;
import io.daegi.embedded.ServiceFailure;
import io.daegi.embedded.ServiceKind;
import io.daegi.embedded.StartedService;
import io.daegi.launcher.CloseChain;
import io.daegi.launcher.Progress;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.PostgresAddress;
import io.daegi.launcher.config.Profile;
import io.daegi.launcher.config.RedisAddress;
import io.daegi.launcher.config.Role;
import io.daegi.launcher.config.Secret;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the services: asks those that configuration names whether they answer, and embeds the
 * others.
 */
public final class ServicesStart {
  private final LauncherConfig config;
  private final Progress progress;

  private ServicesStart(LauncherConfig config, Progress progress) {
    this.config = config;
    this.progress = progress;
  }

  /**
   * Returns when all answer that this process cannot do without. Takes the data directory for this
   * process if anything is kept there.
   *
   * @throws StartFailure naming what does not answer, or who else has the data directory
   */
  public static Services start(LauncherConfig config, CloseChain chain, Progress progress)
      throws Exception {
    ServicesStart start = new ServicesStart(config, progress);
    boolean isRedisUp = start.askTheNamed();
    if (config.profile() == Profile.PRODUCTION) {
      if (config.has(Role.ENGINE) && config.nodeName().isEmpty()) {
        chain.open("the data directory", start::embed);
      }
      return start.named(isRedisUp);
    }
    EmbeddedServices embedded = chain.open("the embedded services", start::embed);
    return start.all(embedded, isRedisUp);
  }

  /** Whether Redis answers, too. */
  private boolean askTheNamed() throws StartFailure {
    LauncherConfig.Backends named = config.backends();
    if (named.kafka().isPresent()) {
      String kafka = named.kafka().get();
      tell(ServiceKind.KAFKA, kafka, KafkaCheck.tookMs(kafka, named.kafkaClient()));
    }
    if (postgres().isPresent()) {
      PostgresAddress postgres = postgres().get();
      tell(ServiceKind.POSTGRES, postgres, PostgresCheck.tookMs(postgres));
    }
    return redis().isEmpty() || askRedis(redis().get());
  }

  /** Redis is only speed: without it the start goes on. */
  private boolean askRedis(RedisAddress redis) throws StartFailure {
    try {
      tell(ServiceKind.REDIS, redis, RedisCheck.tookMs(redis));
      return true;
    } catch (RedisCheck.Away e) {
      progress.say("%-12s %s: slower until it is there".formatted("Redis", e.getMessage()));
      return false;
    }
  }

  private Optional<PostgresAddress> postgres() {
    return config.backends().postgres().filter(named -> config.has(Role.BOOKING));
  }

  private Optional<RedisAddress> redis() {
    return config.backends().redis().filter(named -> config.usesRedis());
  }

  private EmbeddedServices embed() throws StartFailure {
    EmbeddedSettings settings =
        EmbeddedSettings.of(config.dataDir(), unnamed()).withFsync(config.backends().fsync());
    try {
      return EmbeddedServices.start(settings, this::tell);
    } catch (DataDirInUse | ServiceFailure | UncheckedIOException e) {
      throw StartFailure.unusable(e.getMessage(), e);
    }
  }

  private Set<ServiceKind> unnamed() {
    if (config.profile() == Profile.PRODUCTION) {
      return EnumSet.noneOf(ServiceKind.class);
    }
    LauncherConfig.Backends named = config.backends();
    Set<ServiceKind> unnamed = EnumSet.allOf(ServiceKind.class);
    named.kafka().ifPresent(kafka -> unnamed.remove(ServiceKind.KAFKA));
    named.postgres().ifPresent(postgres -> unnamed.remove(ServiceKind.POSTGRES));
    named.redis().ifPresent(redis -> unnamed.remove(ServiceKind.REDIS));
    return unnamed;
  }

  private Services named(boolean isRedisUp) {
    return new Services(postgres(), config.backends().kafka().orElseThrow(), redis(), isRedisUp);
  }

  private Services all(EmbeddedServices embedded, boolean isRedisUp) {
    LauncherConfig.Backends named = config.backends();
    return new Services(
        Optional.of(named.postgres().orElseGet(() -> address(embedded.database()))),
        named.kafka().orElseGet(() -> embedded.broker().bootstrapServers()),
        Optional.of(named.redis().orElseGet(() -> redis(embedded.cache().url()))),
        isRedisUp);
  }

  private static PostgresAddress address(EmbeddedDatabase database) {
    return new PostgresAddress(
        database.host(),
        database.port(),
        database.database(),
        database.user(),
        new Secret(database.password()),
        "");
  }

  private static RedisAddress redis(String url) {
    URI uri = URI.create(url);
    return new RedisAddress(uri.getHost(), uri.getPort(), false, new Secret(url));
  }

  private void tell(StartedService started) {
    tell(started.kind(), "embedded at " + started.address(), started.tookMs());
  }

  private void tell(ServiceKind kind, Object where, long tookMs) {
    progress.say("%-12s %s, ready after %,d ms".formatted(kind.title(), where, tookMs));
  }
}
