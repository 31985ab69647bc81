package io.daegi.launcher.config;

import io.daegi.http.edge.TlsFiles;
import io.daegi.http.theme.Theme;
import io.daegi.http.theme.ThemeFaults;
import io.daegi.http.theme.ThemeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns texts into the configuration, or tells everything that is wrong with them. */
final class ConfigReader {
  private final Path workingDir;
  private final Values values;
  private final Theme theme;

  private ConfigReader(Path workingDir, Values values, Theme theme) {
    this.workingDir = workingDir;
    this.values = values;
    this.theme = theme;
  }

  static LauncherConfig read(Map<String, String> environment, Path workingDir) throws ConfigFaults {
    return checked(environment, workingDir).config();
  }

  /** The values of every setting, which go together. */
  static Values values(Map<String, String> environment, Path workingDir) throws ConfigFaults {
    return checked(environment, workingDir).values;
  }

  private static ConfigReader checked(Map<String, String> environment, Path workingDir)
      throws ConfigFaults {
    List<String> faults = new ArrayList<>();
    Values values = Values.parse(Sources.read(environment, workingDir, faults), faults);
    faults.addAll(ConfigRules.broken(values, workingDir));
    Theme theme = theme(values.get(Settings.THEME_DIR).map(workingDir::resolve), faults);
    if (!faults.isEmpty()) {
      throw new ConfigFaults(faults);
    }
    return new ConfigReader(workingDir, values, theme);
  }

  private static Theme theme(Optional<Path> folder, List<String> faults) {
    if (folder.isEmpty()) {
      return Theme.NONE;
    }
    try {
      return ThemeReader.read(folder.get());
    } catch (ThemeFaults e) {
      e.faults().forEach(fault -> faults.add(Settings.THEME_DIR.name() + ": " + fault));
      return Theme.NONE;
    }
  }

  private LauncherConfig config() {
    Profile profile = values.profile();
    return new LauncherConfig(
        profile,
        values.need(Settings.ROLES),
        new Endpoint(values.need(Settings.HTTP_HOST), values.need(Settings.HTTP_PORT)),
        new Endpoint(values.need(Settings.MANAGEMENT_HOST), values.need(Settings.MANAGEMENT_PORT)),
        values.get(Settings.PUBLIC_URL),
        values.get(Settings.ORIGINS_ALLOWED).orElse(List.of()),
        values.get(Settings.RETURN_ORIGINS).orElse(List.of()),
        tls(),
        theme,
        absolute(values.need(Settings.DATA_DIR)),
        values.get(Settings.NODE_NAME),
        isDemo(profile),
        credentials(),
        joins(),
        values.need(Settings.POLLS_PER_SECOND),
        backends(profile),
        cluster(),
        payment(),
        topUps(profile),
        BookingSettings.limits(values),
        values.need(Settings.TICK_MS),
        values.need(Settings.EVENT_LOOPS),
        values.need(Settings.DRAIN_MS),
        values.need(Settings.LOG_FORMAT),
        values.need(Settings.LOG_LEVEL),
        values.need(Settings.TRACING));
  }

  private Optional<TlsFiles> tls() {
    return values
        .get(Settings.TLS_CERTIFICATE_FILE)
        .map(
            certificate ->
                new TlsFiles(absolute(certificate), absolute(values.need(Settings.TLS_KEY_FILE))));
  }

  private LauncherConfig.Credentials credentials() {
    return new LauncherConfig.Credentials(
        values.get(Settings.ADMIN_KEY),
        values.get(Settings.ORIGIN_KEY),
        values.get(Settings.KEYS_FILE).map(this::absolute));
  }

  private Optional<LauncherConfig.OutsideGateway> payment() {
    return switch (values.need(Settings.PAYMENT_GATEWAY)) {
      case BALANCE -> Optional.empty();
      case HTTP ->
          Optional.of(
              new LauncherConfig.OutsideGateway(
                  values.need(Settings.PAYMENT_URL), values.need(Settings.PAYMENT_SECRET)));
    };
  }

  private boolean isDemo(Profile profile) {
    return values.get(Settings.DEMO).orElse(profile == Profile.EMBEDDED);
  }

  private LauncherConfig.TopUps topUps(Profile profile) {
    TopUpSource source =
        values
            .get(Settings.TOP_UP_GATEWAY)
            .orElse(isDemo(profile) ? TopUpSource.DEMO : TopUpSource.NONE);
    return new LauncherConfig.TopUps(
        source,
        source == TopUpSource.HTTP
            ? Optional.of(
                new LauncherConfig.OutsideGateway(
                    values.need(Settings.TOP_UP_URL), values.need(Settings.TOP_UP_SECRET)))
            : Optional.empty());
  }

  private LauncherConfig.Joins joins() {
    return new LauncherConfig.Joins(
        values.need(Settings.JOIN_BURST),
        values.need(Settings.JOINS_PER_SECOND),
        values.get(Settings.TRUSTED_PROXIES).orElse(Set.of()),
        values.get(Settings.UNLIMITED_NETWORKS).orElse(Set.of()));
  }

  private LauncherConfig.Backends backends(Profile profile) {
    boolean embedded = profile == Profile.EMBEDDED;
    return new LauncherConfig.Backends(
        values.get(Settings.POSTGRES_URL),
        values.get(Settings.KAFKA_BOOTSTRAP_SERVERS),
        new KafkaClientConfig(values.toKafka()),
        values.get(Settings.REDIS_URL),
        values.need(Settings.TOPIC_PREFIX),
        values.get(Settings.PARTITIONS).orElse(embedded ? 1 : 8),
        values.get(Settings.REPLICATION_FACTOR).orElse(embedded ? 1 : 3),
        values.get(Settings.JOURNAL_FORMAT),
        values.need(Settings.FSYNC));
  }

  private Optional<ClusterConfig> cluster() {
    if (!ClusterSettings.areThere(values)) {
      return Optional.empty();
    }
    return Optional.of(
        new ClusterConfig(
            values.get(ClusterSettings.HOST),
            values.need(ClusterSettings.PORT),
            values.need(ClusterSettings.BUS_PORT),
            values.get(ClusterSettings.PUBLIC_HOST),
            values.get(ClusterSettings.MEMBERS).orElse(List.of()),
            values.get(ClusterSettings.DNS),
            values.need(ClusterSettings.SECRET),
            values.get(ClusterSettings.CERTIFICATE_FILE).map(this::busTls)));
  }

  private ClusterConfig.BusTls busTls(Path certificate) {
    return new ClusterConfig.BusTls(
        absolute(certificate),
        absolute(values.need(ClusterSettings.KEY_FILE)),
        absolute(values.need(ClusterSettings.CA_FILE)),
        values.need(ClusterSettings.MEMBERSHIP_TLS));
  }

  private Path absolute(Path path) {
    return workingDir.resolve(path).normalize();
  }
}
