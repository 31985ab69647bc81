package io.daegi.launcher.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    if (values.get(Settings.PROFILE).filter(profile -> profile == Profile.PRODUCTION).isPresent()) {
      rules.production();
    }
    return rules.faults;
  }

  private void roles() {
    if (values.get(Settings.ROLES).filter(role -> role != Role.ALL).isPresent()) {
      faults.add(
          Settings.ROLES.name() + " must be all: this version runs every role in one process");
    }
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
    missing(Settings.POSTGRES_URL, "name your PostgreSQL, " + PostgresAddress.FORM);
    missing(Settings.KAFKA_BOOTSTRAP_SERVERS, "name your brokers, kafka-1:9092,kafka-2:9092");
    missing(Settings.REDIS_URL, "name your Redis, " + RedisAddress.FORM);
    missing(
        Settings.ADMIN_KEY,
        "choose a key of at least " + ADMIN_KEY_CHARS_MIN + " characters for operators");
    missing(
        Settings.KEYS_FILE, "name the JWK set that signs tokens, the same file for all processes");
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

  private void missing(Setting<?> setting, String mend) {
    if (!values.isSaid(setting)) {
      faults.add(setting.name() + " is missing, and production embeds and makes nothing: " + mend);
    }
  }
}
