package io.daegi.launcher.config;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.http.address.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The types that settings are made of. */
final class ValueTypes {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

  private ValueTypes() {}

  static ValueType<Integer> wholeNumber(int min, int max, String unit) {
    String range = min + " to " + max;
    return new ValueType<>(
        "whole number",
        unit,
        range,
        text -> number(text, min, max, "a whole number from " + range));
  }

  static ValueType<Long> largeNumber(long min, long max, String unit) {
    String range = min + " to " + max;
    return new ValueType<>(
        "whole number",
        unit,
        range,
        text -> largeNumber(text, min, max, "a whole number from " + range));
  }

  static ValueType<Boolean> flag() {
    return new ValueType<>(
        "true or false",
        "",
        "",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new BadValue("true or false");
            });
  }

  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
    String names =
        Arrays.stream(type.getEnumConstants())
            .map(ValueTypes::shown)
            .collect(Collectors.joining(", "));
    return new ValueType<>(
        "one of " + names,
        "",
        "",
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(one -> shown(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new BadValue("one of " + names)));
  }

  static ValueType<Set<Role>> roles() {
    String names = "all, or some of edge, engine, booking, separated by commas";
    ValueType<Role> one = oneOf(Role.class);
    return new ValueType<>(
        names,
        "",
        "",
        text -> {
          try {
            return text.equals("all")
                ? EnumSet.allOf(Role.class)
                : EnumSet.copyOf(list(text, one.parser()));
          } catch (BadValue e) {
            throw new BadValue(names);
          }
        });
  }

  static ValueType<FormatVersion> formatVersion() {
    String names =
        FormatVersion.WRITABLE.stream()
            .map(FormatVersion::toString)
            .collect(Collectors.joining(", "));
    return new ValueType<>(
        "one of " + names,
        "",
        "",
        text ->
            FormatVersion.WRITABLE.stream()
                .filter(version -> version.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new BadValue("one of " + names)));
  }

  static ValueType<String> text(String title, String range, Pattern allowed) {
    return new ValueType<>(
        title,
        "",
        range,
        text -> {
          if (!allowed.matcher(text).matches()) {
            throw new BadValue(title + ", " + range);
          }
          return text;
        });
  }

  static ValueType<String> host() {
    return text("host name or IP address", "letters, digits, dots, hyphens and colons", HOST);
  }

  static ValueType<Path> path() {
    return new ValueType<>(
        "path",
        "",
        "relative to the working directory",
        text -> {
          try {
            return Path.of(text);
          } catch (InvalidPathException e) {
            throw new BadValue("a path");
          }
        });
  }

  static ValueType<Secret> secret(int maxChars) {
    Pattern allowed = Pattern.compile("[\\x21-\\x7e]{1," + maxChars + "}");
    ValueType<String> text =
        text("secret text", "1 to " + maxChars + " visible ASCII characters", allowed);
    return new ValueType<>(text.title(), "", text.range(), value -> new Secret(text.parse(value)));
  }

  static ValueType<URI> webAddress() {
    return new ValueType<>(
        "http or https address", "", "without path, query and user", ValueTypes::origin);
  }

  static ValueType<List<URI>> webAddresses() {
    return new ValueType<>(
        "http or https addresses",
        "",
        "separated by commas",
        text -> list(text, ValueTypes::origin));
  }

  static ValueType<String> hostsAndPorts() {
    ValueType<List<String>> list = listOfHostsAndPorts();
    return new ValueType<>(
        list.title(), "", list.range(), text -> String.join(",", list.parse(text)));
  }

  static ValueType<List<String>> listOfHostsAndPorts() {
    return new ValueType<>(
        "host:port addresses",
        "",
        "separated by commas",
        text -> list(text, ValueTypes::hostAndPort));
  }

  static ValueType<Set<Network>> networks() {
    return new ValueType<>(
        "IP networks or addresses",
        "",
        "such as `10.0.0.0/8,2001:db8::/32`, separated by commas",
        text -> Set.copyOf(list(text, ValueTypes::network)));
  }

  static ValueType<PostgresAddress> postgres() {
    return new ValueType<>(
        "postgresql:// address", "", PostgresAddress.FORM, PostgresAddress::parse);
  }

  static ValueType<RedisAddress> redis() {
    return new ValueType<>(
        "redis:// or rediss:// address", "", RedisAddress.FORM, RedisAddress::parse);
  }

  static int number(String text, int min, int max, String mustBe) throws BadValue {
    return (int) largeNumber(text, min, max, mustBe);
  }

  private static long largeNumber(String text, long min, long max, String mustBe) throws BadValue {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new BadValue(mustBe);
    }
    throw new BadValue(mustBe);
  }

  static String shown(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static URI origin(String text) throws BadValue {
    BadValue bad =
        new BadValue("an address like https://tickets.example.org, without path, query and user");
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getRawPath() != null && uri.getRawPath().isEmpty() && uri.getRawQuery() == null;
      if (web
          && bare
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw bad;
    }
    throw bad;
  }

  private static String hostAndPort(String text) throws BadValue {
    String mustBe = "addresses like kafka-1:9092,kafka-2:9092";
    var parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw new BadValue(mustBe);
    }
    number(parts.group(2), 1, 65_535, mustBe);
    return text;
  }

  private static Network network(String text) throws BadValue {
    try {
      return Network.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadValue("networks like 10.0.0.0/8,2001:db8::/32, each from its first address on");
    }
  }

  private static <T> List<T> list(String text, ValueType.Parser<T> one) throws BadValue {
    List<T> all = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      all.add(one.parse(part.strip()));
    }
    return List.copyOf(all);
  }
}
