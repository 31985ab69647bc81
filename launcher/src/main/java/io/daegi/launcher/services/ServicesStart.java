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
import io.daegi.launcher.config.RedisAddress;
import io.daegi.launcher.config.Secret;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.EnumSet;
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
   * Returns when all three answer. Takes the data directory for this process, embedded services or
   * not.
   *
   * @throws StartFailure naming what does not answer, or who else has the data directory
   */
  public static Services start(LauncherConfig config, CloseChain chain, Progress progress)
      throws Exception {
    ServicesStart start = new ServicesStart(config, progress);
    start.askTheNamed();
    EmbeddedServices embedded = chain.open("the embedded services", start::embed);
    return start.all(embedded);
  }

  private void askTheNamed() throws StartFailure {
    LauncherConfig.Backends named = config.backends();
    if (named.kafka().isPresent()) {
      tell(ServiceKind.KAFKA, named.kafka().get(), KafkaCheck.tookMs(named.kafka().get()));
    }
    if (named.postgres().isPresent()) {
      tell(
          ServiceKind.POSTGRES,
          named.postgres().get(),
          PostgresCheck.tookMs(named.postgres().get()));
    }
    if (named.redis().isPresent()) {
      tell(ServiceKind.REDIS, named.redis().get(), RedisCheck.tookMs(named.redis().get()));
    }
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
    LauncherConfig.Backends named = config.backends();
    Set<ServiceKind> unnamed = EnumSet.allOf(ServiceKind.class);
    named.kafka().ifPresent(kafka -> unnamed.remove(ServiceKind.KAFKA));
    named.postgres().ifPresent(postgres -> unnamed.remove(ServiceKind.POSTGRES));
    named.redis().ifPresent(redis -> unnamed.remove(ServiceKind.REDIS));
    return unnamed;
  }

  private Services all(EmbeddedServices embedded) {
    LauncherConfig.Backends named = config.backends();
    return new Services(
        named.postgres().orElseGet(() -> address(embedded.database())),
        named.kafka().orElseGet(() -> embedded.broker().bootstrapServers()),
        named.redis().orElseGet(() -> redis(embedded.cache().url())));
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
