package io.daegi.launcher.config;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.http.address.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every setting there is, by subject. */
final class Settings {
  static final String PREFIX = "DAEGI_";

  static final Setting<Profile> PROFILE =
      Setting.of(
              "DAEGI_PROFILE",
              ValueTypes.oneOf(Profile.class),
              "`embedded` starts what is not named here: a broker, PostgreSQL and Redis of its own."
                  + " `production` embeds nothing and refuses what is only good for a try.")
          .orElse("", "`embedded`; `production` if `DAEGI_ROLES` is not all");
  static final Setting<Set<Role>> ROLES =
      Setting.of(
              "DAEGI_ROLES",
              ValueTypes.roles(),
              "What this process does: `edge` serves visitors, `engine` leads the log, `booking` keeps seats and money."
                  + " Less than all makes it one of a cluster, and the profile `production`.")
          .orElse("all");
  static final Setting<Path> CONFIG_FILE =
      Setting.of(
          "DAEGI_CONFIG_FILE",
          ValueTypes.path(),
          "A file of `NAME=value` lines with the names of this page, in UTF-8. The environment wins over it.");
  static final Setting<Path> DATA_DIR =
      Setting.of(
              "DAEGI_DATA_DIR",
              ValueTypes.path(),
              "Where embedded services and made keys are kept. One running instance at a time.")
          .orElse("./data");
  static final Setting<String> NODE_NAME =
      Setting.of(
              "DAEGI_NODE_NAME",
              ValueTypes.text(
                  "name", "1 to 64 of a-z A-Z 0-9 . _ -", Pattern.compile("[a-zA-Z0-9._-]{1,64}")),
              "By which name the log and the other engines know this process: its own, and the same after a restart.")
          .orElse("", "made once in the data directory");
  static final Setting<Boolean> DEMO =
      Setting.of(
              "DAEGI_DEMO",
              ValueTypes.flag(),
              "Makes a demo sale, and lets visitors top up their balance without paying.")
          .orElse("", "`true` in embedded, `false` in production");

  static final Setting<String> HTTP_HOST =
      Setting.of("DAEGI_HTTP_HOST", ValueTypes.host(), "The interface that visitors reach.")
          .orElse("0.0.0.0");
  static final Setting<Integer> HTTP_PORT =
      Setting.of(
              "DAEGI_HTTP_PORT",
              ValueTypes.wholeNumber(0, 65_535, ""),
              "Its port; 0 takes any free one.")
          .orElse("8080");
  static final Setting<String> MANAGEMENT_HOST =
      Setting.of(
              "DAEGI_MANAGEMENT_HOST",
              ValueTypes.host(),
              "The interface of health and metrics, which ask for no credential; `0.0.0.0` lets other machines in.")
          .orElse("127.0.0.1");
  static final Setting<Integer> MANAGEMENT_PORT =
      Setting.of(
              "DAEGI_MANAGEMENT_PORT",
              ValueTypes.wholeNumber(0, 65_535, ""),
              "Its port; 0 takes any free one.")
          .orElse("8081");
  static final Setting<URI> PUBLIC_URL =
      Setting.of(
              "DAEGI_PUBLIC_URL",
              ValueTypes.webAddress(),
              "The address under which visitors reach this service; it stands in passes as their issuer.")
          .orElse("", "`http://localhost` and the port; `https` with a certificate");
  static final Setting<List<URI>> ORIGINS_ALLOWED =
      Setting.of(
              "DAEGI_ORIGINS_ALLOWED",
              ValueTypes.webAddresses(),
              "Web pages that may act for a visitor by cookie.")
          .orElse("", "the public address alone");

  static final Setting<List<URI>> RETURN_ORIGINS =
      Setting.of(
              "DAEGI_RETURN_ORIGINS",
              ValueTypes.webAddresses(),
              "Where the waiting room may lead visitors on to, if `?return=` names an address there.")
          .orElse("", "the public address alone");
  static final Setting<Path> THEME_DIR =
      Setting.of(
              "DAEGI_THEME_DIR",
              ValueTypes.path(),
              "A folder with the colours, the logo and the words of your pages: [theming](theming.md).")
          .orElse("", "none: the pages as they come");
  static final Setting<Path> TLS_CERTIFICATE_FILE =
      Setting.of(
              "DAEGI_TLS_CERTIFICATE_FILE",
              ValueTypes.path(),
              "The public server's certificate and its chain, as PEM; with it, that server speaks TLS."
                  + " Replaced files count within seconds, without a restart.")
          .orElse("", "none: clear text, for a proxy in front");
  static final Setting<Path> TLS_KEY_FILE =
      Setting.of(
              "DAEGI_TLS_KEY_FILE",
              ValueTypes.path(),
              "The certificate's private key, as PEM without a password.")
          .orElse("", "none: needed with a certificate");

  static final Setting<Set<Network>> TRUSTED_PROXIES =
      Setting.of(
          "DAEGI_TRUSTED_PROXIES",
          ValueTypes.networks(),
          "Proxies whose `X-Forwarded-For` is believed; what others send there is ignored.");
  static final Setting<Integer> JOIN_BURST =
      Setting.of(
              "DAEGI_JOIN_BURST",
              ValueTypes.wholeNumber(0, 1_000_000, "places"),
              "How many new places one address (of IPv6, one /64 network) may take at once; 0 sets no limit."
                  + " A mobile carrier may be one address.")
          .orElse("1000");
  static final Setting<Integer> JOINS_PER_SECOND =
      Setting.of(
              "DAEGI_JOINS_PER_SECOND",
              ValueTypes.wholeNumber(1, 1_000_000, "places a second"),
              "How many more such an address may take after its burst.")
          .orElse("50");
  static final Setting<Integer> POLLS_PER_SECOND =
      Setting.of(
              "DAEGI_POLLS_PER_SECOND",
              ValueTypes.wholeNumber(1, 10_000_000, "polls a second"),
              "How often all visitors of one queue together are asked to poll, at all edges;"
                  + " in a long queue those far back then ask more rarely than every 30 s.")
          .orElse("10000");
  static final Setting<Set<Network>> UNLIMITED_NETWORKS =
      Setting.of(
          "DAEGI_UNLIMITED_NETWORKS",
          ValueTypes.networks(),
          "Whose joins are not limited, as those of this machine never are.");

  static final Setting<Secret> ADMIN_KEY =
      Setting.of(
              "DAEGI_ADMIN_KEY",
              ValueTypes.secret(256),
              "What operators show to the admin calls; at least 16 characters in production.")
          .orElse(
              "", "made once in the data directory and printed at the start; none in production")
          .kept();
  static final Setting<Path> KEYS_FILE =
      Setting.of(
              "DAEGI_KEYS_FILE",
              ValueTypes.path(),
              "The JWK set that signs tokens and passes, the same for all processes.")
          .orElse("", "made once in the data directory; none in production");

  static final Setting<Secret> ORIGIN_KEY =
      Setting.of(
              "DAEGI_ORIGIN_KEY",
              ValueTypes.secret(256),
              "What shops of your own show to complete, abandon or extend a session.")
          .orElse("", "none: sessions cannot be changed from outside")
          .kept();

  static final Setting<PostgresAddress> POSTGRES_URL =
      Setting.of("DAEGI_POSTGRES_URL", ValueTypes.postgres(), "The database of seats and money.")
          .orElse("", "embedded; none in production")
          .kept();
  static final Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.of(
              "DAEGI_KAFKA_BOOTSTRAP_SERVERS",
              ValueTypes.hostsAndPorts(),
              "Some brokers of the cluster that holds the log; Kafka 4.0 or newer. Further properties of Kafka's clients: below.")
          .orElse("", "embedded; none in production");
  static final Setting<RedisAddress> REDIS_URL =
      Setting.of("DAEGI_REDIS_URL", ValueTypes.redis(), "The cache; nothing is lost with it.")
          .orElse("", "embedded; none in production")
          .kept();
  static final Setting<PaymentChoice> PAYMENT_GATEWAY =
      Setting.of(
              "DAEGI_PAYMENT_GATEWAY",
              ValueTypes.oneOf(PaymentChoice.class),
              "Who takes the money for seats: the visitor's `balance` here, or over `http` a gateway outside.")
          .orElse("balance");
  static final Setting<URI> PAYMENT_URL =
      Setting.of(
              "DAEGI_PAYMENT_URL",
              ValueTypes.webAddress(),
              "Where that gateway is; https in production.")
          .orElse("", "none: needed with `http`");
  static final Setting<Secret> PAYMENT_SECRET =
      Setting.of(
              "DAEGI_PAYMENT_SECRET",
              ValueTypes.secret(256),
              "What signs the words between this service and that gateway; at least 16 characters.")
          .orElse("", "none: needed with `http`")
          .kept();
  static final Setting<TopUpSource> TOP_UP_GATEWAY =
      Setting.of(
              "DAEGI_TOP_UP_GATEWAY",
              ValueTypes.oneOf(TopUpSource.class),
              "Who collects what visitors charge their balance with: nobody, and it is given away (`demo`);"
                  + " nobody, and it cannot be charged (`none`); or over `http` a gateway outside.")
          .orElse("", "`demo` with `DAEGI_DEMO`, else `none`");
  static final Setting<URI> TOP_UP_URL =
      Setting.of(
              "DAEGI_TOP_UP_URL",
              ValueTypes.webAddress(),
              "Where that gateway is; https in production.")
          .orElse("", "none: needed with `http`");
  static final Setting<Secret> TOP_UP_SECRET =
      Setting.of(
              "DAEGI_TOP_UP_SECRET",
              ValueTypes.secret(256),
              "What signs the words between this service and that gateway; at least 16 characters.")
          .orElse("", "none: needed with `http`")
          .kept();
  static final Setting<String> TOPIC_PREFIX =
      Setting.of(
              "DAEGI_TOPIC_PREFIX",
              ValueTypes.text(
                  "prefix",
                  "1 to 64 of a-z A-Z 0-9 . _ -",
                  Pattern.compile("[a-zA-Z0-9._-]{1,64}")),
              "What the names of our topics begin with.")
          .orElse("daegi.");
  static final Setting<Integer> PARTITIONS =
      Setting.of(
              "DAEGI_PARTITIONS",
              ValueTypes.wholeNumber(1, 64, "partitions"),
              "How many shards share the queues; fixed when the log is made.")
          .orElse("", "`1` in embedded, `8` in production");

  static final Setting<Integer> REPLICATION_FACTOR =
      Setting.of(
              "DAEGI_REPLICATION_FACTOR",
              ValueTypes.wholeNumber(1, 9, "brokers"),
              "How many brokers keep each record of the topics that are made; one less must acknowledge it."
                  + " Below 3 a single broken machine can lose what was acknowledged.")
          .orElse("", "`1` in embedded, `3` in production");

  static final Setting<FormatVersion> JOURNAL_FORMAT =
      Setting.of(
              "DAEGI_JOURNAL_FORMAT",
              ValueTypes.formatVersion(),
              "Raises the version in which the log is written, once every process runs a build that knows it."
                  + " A log never goes back to an older one.")
          .orElse("", "what the log is written in; the newest for a new log");

  static final Setting<Boolean> FSYNC =
      Setting.of(
              "DAEGI_FSYNC",
              ValueTypes.flag(),
              "Whether embedded services force what they acknowledge to the disk, so that a power cut loses none of it.")
          .orElse("true");

  static final Setting<Integer> TICK_MS =
      Setting.of(
              "DAEGI_TICK_MS",
              ValueTypes.wholeNumber(10, 1_000, "ms"),
              "How often a queue calls people and looks at its deadlines.")
          .orElse("100");
  static final Setting<Integer> EVENT_LOOPS =
      Setting.of(
              "DAEGI_EVENT_LOOPS",
              ValueTypes.wholeNumber(1, 256, "threads"),
              "Threads that serve connections.")
          .orElse(
              Integer.toString(Math.min(256, Runtime.getRuntime().availableProcessors())),
              "one per core");
  static final Setting<Integer> DRAIN_MS =
      Setting.of(
              "DAEGI_DRAIN_MS",
              ValueTypes.wholeNumber(0, 60_000, "ms"),
              "How long this process goes on serving after SIGTERM, not ready any more: as long as your balancer"
                  + " may take to see that.")
          .orElse("0");
  static final Setting<LogFormat> LOG_FORMAT =
      Setting.of(
              "DAEGI_LOG_FORMAT",
              ValueTypes.oneOf(LogFormat.class),
              "Log lines for people, or one JSON object a line.")
          .orElse("text");
  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of(
              "DAEGI_LOG_LEVEL",
              ValueTypes.oneOf(LogLevel.class),
              "The least important line that is written.")
          .orElse("info");
  static final Setting<Boolean> TRACING =
      Setting.of(
              "DAEGI_TRACING",
              ValueTypes.flag(),
              "Sends traces by OpenTelemetry, one request in a hundred; where to and how many say the `OTEL_*`"
                  + " variables of its SDK, `OTEL_EXPORTER_OTLP_ENDPOINT` above all.")
          .orElse("false");

  /** Settings of one subject, as they stand together in the documentation. */
  record Subject(String title, List<Setting<?>> settings) {}

  static final List<Subject> SUBJECTS =
      List.of(
          new Subject(
              "What runs",
              List.of(PROFILE, ROLES, CONFIG_FILE, DATA_DIR, NODE_NAME, DEMO, THEME_DIR)),
          new Subject(
              "Addresses",
              List.of(
                  HTTP_HOST,
                  HTTP_PORT,
                  MANAGEMENT_HOST,
                  MANAGEMENT_PORT,
                  PUBLIC_URL,
                  ORIGINS_ALLOWED,
                  RETURN_ORIGINS,
                  TLS_CERTIFICATE_FILE,
                  TLS_KEY_FILE,
                  TRUSTED_PROXIES)),
          new Subject(
              "Limits",
              List.of(JOIN_BURST, JOINS_PER_SECOND, UNLIMITED_NETWORKS, POLLS_PER_SECOND)),
          new Subject("Booking", BookingSettings.ALL),
          new Subject("Credentials", List.of(ADMIN_KEY, ORIGIN_KEY, KEYS_FILE)),
          new Subject(
              "Services",
              List.of(
                  POSTGRES_URL,
                  KAFKA_BOOTSTRAP_SERVERS,
                  REDIS_URL,
                  TOPIC_PREFIX,
                  PARTITIONS,
                  REPLICATION_FACTOR,
                  JOURNAL_FORMAT,
                  FSYNC)),
          new Subject("Cluster", ClusterSettings.ALL),
          new Subject(
              "Payment",
              List.of(
                  PAYMENT_GATEWAY,
                  PAYMENT_URL,
                  PAYMENT_SECRET,
                  TOP_UP_GATEWAY,
                  TOP_UP_URL,
                  TOP_UP_SECRET)),
          new Subject(
              "Working", List.of(TICK_MS, EVENT_LOOPS, DRAIN_MS, LOG_FORMAT, LOG_LEVEL, TRACING)));

  private Settings() {}

  static List<String> names() {
    return SUBJECTS.stream()
        .flatMap(subject -> subject.settings().stream())
        .map(Setting::name)
        .toList();
  }

  /** Those that may stand in a file of their own. */
  static List<String> secrets() {
    return SUBJECTS.stream()
        .flatMap(subject -> subject.settings().stream())
        .filter(Setting::secret)
        .map(Setting::name)
        .toList();
  }
}
