package io.daegi.launcher.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What single values cannot tell: which of them go together. Each rule names its mend. */
final class ConfigRules {
  private static final int ADMIN_KEY_CHARS_MIN = 16;
  private static final int GATEWAY_SECRET_CHARS_MIN = 16;

  private final Values values;
  private final Path workingDir;
  private final List<String> faults = new ArrayList<>();

  private ConfigRules(Values values, Path workingDir) {
    this.values = values;
    this.workingDir = workingDir;
  }

  static List<String> broken(Values values, Path workingDir) {
    ConfigRules rules = new ConfigRules(values, workingDir);
    rules.roles();
    rules.ports();
    rules.readable(Settings.KEYS_FILE);
    rules.tls();
    rules.busTls();
    rules.gateway(
        values.get(Settings.PAYMENT_GATEWAY).orElse(null) == PaymentChoice.HTTP,
        Settings.PAYMENT_GATEWAY,
        Settings.PAYMENT_URL,
        Settings.PAYMENT_SECRET);
    rules.gateway(
        values.get(Settings.TOP_UP_GATEWAY).orElse(null) == TopUpSource.HTTP,
        Settings.TOP_UP_GATEWAY,
        Settings.TOP_UP_URL,
        Settings.TOP_UP_SECRET);
    rules.notMore(BookingSettings.CHARGE_MAX, BookingSettings.BALANCE_MAX);
    if (values.profile() == Profile.PRODUCTION) {
      rules.production();
    }
    return rules.faults;
  }

  private void roles() {
    boolean sharesWork = values.roles().size() < Role.values().length;
    if (sharesWork && values.profile() == Profile.EMBEDDED) {
      faults.add(
          Settings.PROFILE.name()
              + " must be production: what one process embeds cannot be shared, and "
              + Settings.ROLES.name()
              + " leaves work to others");
    }
    faults.addAll(ClusterRules.broken(values, values.profile(), sharesWork));
  }

  private void ports() {
    int http = values.get(Settings.HTTP_PORT).orElse(0);
    int management = values.get(Settings.MANAGEMENT_PORT).orElse(0);
    if (http != 0 && http == management) {
      faults.add(
          Settings.HTTP_PORT.name()
              + " and "
              + Settings.MANAGEMENT_PORT.name()
              + " must differ: both are "
              + http);
    }
  }

  private void notMore(Setting<Long> part, Setting<Long> whole) {
    Optional<Long> most = values.get(whole);
    values
        .get(part)
        .filter(said -> most.isPresent() && said > most.get())
        .ifPresent(
            said ->
                faults.add(
                    "%s must not be more than %s: it is %d, and that is %d"
                        .formatted(part.name(), whole.name(), said, most.get())));
  }

  private void readable(Setting<Path> setting) {
    values
        .get(setting)
        .map(workingDir::resolve)
        .filter(file -> !Files.isReadable(file))
        .ifPresent(
            file -> faults.add(setting.name() + " names " + file + ", which cannot be read"));
  }

  private void tls() {
    readable(Settings.TLS_CERTIFICATE_FILE);
    readable(Settings.TLS_KEY_FILE);
    together(Settings.TLS_CERTIFICATE_FILE, Settings.TLS_KEY_FILE);
    together(Settings.TLS_KEY_FILE, Settings.TLS_CERTIFICATE_FILE);
    values
        .get(Settings.PUBLIC_URL)
        .filter(url -> values.isSaid(Settings.TLS_CERTIFICATE_FILE))
        .filter(url -> !"https".equals(url.getScheme()))
        .ifPresent(
            url ->
                faults.add(
                    Settings.PUBLIC_URL.name()
                        + " must be an https address: "
                        + Settings.TLS_CERTIFICATE_FILE.name()
                        + " makes this service speak TLS"));
  }

  private void busTls() {
    List<Setting<Path>> files =
        List.of(
            ClusterSettings.CERTIFICATE_FILE, ClusterSettings.KEY_FILE, ClusterSettings.CA_FILE);
    for (Setting<Path> one : files) {
      readable(one);
      files.stream()
          .filter(values::isSaid)
          .findFirst()
          .filter(said -> !said.equals(one))
          .ifPresent(said -> together(said, one));
    }
  }

  private void together(Setting<?> said, Setting<?> needed) {
    if (values.isSaid(said) && !values.isSaid(needed)) {
      faults.add(needed.name() + " is missing, and " + said.name() + " is not");
    }
  }

  private void gateway(
      boolean isHttp, Setting<?> choice, Setting<URI> url, Setting<Secret> secret) {
    if (!isHttp) {
      return;
    }
    for (Setting<?> needed : List.of(url, secret)) {
      if (!values.isSaid(needed)) {
        faults.add(needed.name() + " is missing, and " + choice.name() + " is http");
      }
    }
    values
        .get(secret)
        .filter(said -> said.reveal().length() < GATEWAY_SECRET_CHARS_MIN)
        .ifPresent(
            said ->
                faults.add(
                    secret.name()
                        + " must have at least "
                        + GATEWAY_SECRET_CHARS_MIN
                        + " characters"));
  }

  private void production() {
    missing(
        EnumSet.of(Role.BOOKING),
        Settings.POSTGRES_URL,
        "name your PostgreSQL, " + PostgresAddress.FORM);
    missing(
        EnumSet.allOf(Role.class),
        Settings.KAFKA_BOOTSTRAP_SERVERS,
        "name your brokers, kafka-1:9092,kafka-2:9092");
    missing(
        EnumSet.of(Role.EDGE, Role.BOOKING),
        Settings.REDIS_URL,
        "name your Redis, " + RedisAddress.FORM);
    missing(
        EnumSet.of(Role.EDGE),
        Settings.ADMIN_KEY,
        "choose a key of at least " + ADMIN_KEY_CHARS_MIN + " characters for operators");
    missing(
        EnumSet.of(Role.EDGE),
        Settings.KEYS_FILE,
        "name the JWK set that signs tokens, the same file for all processes");
    if (values
        .get(Settings.ADMIN_KEY)
        .filter(key -> key.reveal().length() < ADMIN_KEY_CHARS_MIN)
        .isPresent()) {
      faults.add(
          Settings.ADMIN_KEY.name()
              + " must have at least "
              + ADMIN_KEY_CHARS_MIN
              + " characters in production");
    }
    https(Settings.PAYMENT_URL);
    https(Settings.TOP_UP_URL);
    if (values.get(Settings.DEMO).orElse(false)) {
      faults.add(Settings.DEMO.name() + " gives money away: it must be false in production");
    }
    if (values.get(Settings.TOP_UP_GATEWAY).orElse(null) == TopUpSource.DEMO) {
      faults.add(
          Settings.TOP_UP_GATEWAY.name() + " must not be demo in production: it gives money away");
    }
  }

  private void https(Setting<URI> setting) {
    values
        .get(setting)
        .filter(url -> !"https".equals(url.getScheme()))
        .ifPresent(url -> faults.add(setting.name() + " must be an https address in production"));
  }

  /**
   * @param users the roles that cannot do without
   */
  private void missing(Set<Role> users, Setting<?> setting, String mend) {
    if (!Collections.disjoint(users, values.roles()) && !values.isSaid(setting)) {
      faults.add(setting.name() + " is missing, and production embeds and makes nothing: " + mend);
    }
  }
}
