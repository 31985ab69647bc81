package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressesTest {

  private static final String ROOM = "https://tickets.example.com/queues/winter";

  private final ReturnAddresses returns =
      new ReturnAddresses(
          HttpConfig.defaults("127.0.0.1", 0, "https://tickets.example.com", "key").toBuilder()
              .returnOrigins(Set.of("https://shop.example.com", "http://localhost:9000"))
              .build());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example.com/",
        "https://shop.example.com/seats?a=1&b=%20#top",
        "https://tickets.example.com/queues/winter",
        "http://localhost:9000//seats",
      })
  void leadOnToWhatTheOperatorNamed(String address) {
    assertThat(returns.allowed(address)).isEqualTo(address);
  }

  @Test
  void writeAnAddressSoThatItCanBeReadInOneWayOnly() {
    assertThat(returns.allowed("HTTPS://SHOP.example.com:443"))
        .isEqualTo("https://shop.example.com/");
    assertThat(returns.allowed("https://shop.example.com?a='b'"))
        .isEqualTo("https://shop.example.com/?a='b'");
    assertThat(returns.allowed("https://shop.example.com/좌석"))
        .isEqualTo("https://shop.example.com/%EC%A2%8C%EC%84%9D");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/seats",
        "//evil.example/",
        "///evil.example/",
        "\\\\evil.example/",
        "/\\evil.example/",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https://evil.example/",
        "https://evil.example/?https://shop.example.com/",
        "https://evil.example#https://shop.example.com/",
        "https://shop.example.com@evil.example/",
        "https://shop.example.com:443@evil.example/",
        "https://visitor@shop.example.com/",
        "https://:@shop.example.com/",
        "https://shop.example.com\\@evil.example/",
        "https://evil.example\\@shop.example.com/",
        "https://shop.example.com.evil.example/",
        "https://evil.example/shop.example.com",
        "https://shop.example.com%2eevil.example/",
        "https://shop.example.com:8443/",
        "https://shop.example.com:443:443/",
        "http://shop.example.com/",
        "http://localhost/",
        "http://localhost:90000/",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://shop.example.com/",
        "javascript://shop.example.com/%0aalert(1)",
        "data:text/html,x",
        "ftp://shop.example.com/",
        " https://shop.example.com/",
        "\thttps://shop.example.com/",
        "https://shop.example.com/\r\nSet-Cookie: a=b",
        "https://shop.example.com/\"><script>",
        "https://shop.example.com/ ",
        "https://shöp.example.com/",
      })
  void leadNowhereElse(String address) {
    assertThat(returns.allowed(address)).isNull();
  }

  @Test
  void carryNoAddressThatIsTooLong() {
    assertThat(returns.allowed("https://shop.example.com/" + "x".repeat(2_000))).isNull();
    assertThat(returns.allowed(null)).isNull();
  }

  @Test
  void nameTheRequestThatAProxyAsksAbout() {
    assertThat(roomFor("https", "shop.example.com", "/seats?a=1&b=2"))
        .isEqualTo(ROOM + "?return=https%3A%2F%2Fshop.example.com%2Fseats%3Fa%3D1%26b%3D2");
    assertThat(roomFor("https", "evil.example", "/seats")).isEqualTo(ROOM);
    assertThat(roomFor("https", "shop.example.com", "@evil.example/")).isEqualTo(ROOM);
    assertThat(roomFor("https", "shop.example.com", ".evil.example/")).isEqualTo(ROOM);
    assertThat(roomFor("javascript", "shop.example.com", "/")).isEqualTo(ROOM);
    assertThat(returns.roomUrl("winter", MultiMap.caseInsensitiveMultiMap())).isEqualTo(ROOM);
  }

  private String roomFor(String proto, String host, String uri) {
    var headers =
        Map.of("X-Forwarded-Proto", proto, "X-Forwarded-Host", host, "X-Forwarded-Uri", uri);
    return returns.roomUrl("winter", MultiMap.caseInsensitiveMultiMap().addAll(headers));
  }
}
