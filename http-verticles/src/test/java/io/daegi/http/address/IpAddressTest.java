package io.daegi.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 192.0.2.1, false",
    "0.0.0.0, 0.0.0.0, 0.0.0.0, false",
    "255.255.255.255, 255.255.255.255, 255.255.255.255, false",
    "127.0.0.1, 127.0.0.1, 127.0.0.1, true",
    "127.255.3.4, 127.255.3.4, 127.255.3.4, true",
    "128.0.0.1, 128.0.0.1, 128.0.0.1, false",
    "::ffff:192.0.2.1, 192.0.2.1, 192.0.2.1, false",
    "::ffff:c000:201, 192.0.2.1, 192.0.2.1, false",
    "::ffff:127.0.0.1, 127.0.0.1, 127.0.0.1, true",
    "::1, ::1, ::/64, true",
    "0:0:0:0:0:0:0:1, ::1, ::/64, true",
    "::2, ::2, ::/64, false",
    "1::1, 1::1, 1::/64, false",
    "2001:DB8:0:7:aaaa:bbbb:cccc:dddd, 2001:db8:0:7:aaaa:bbbb:cccc:dddd, 2001:db8:0:7::/64, false",
    "2001:db8:0:7::1, 2001:db8:0:7::1, 2001:db8:0:7::/64, false",
    "2001:db8:0:8::1, 2001:db8:0:8::1, 2001:db8:0:8::/64, false",
    "fe80::1%eth0, fe80::1, fe80::/64, false",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,"
        + " ffff:ffff:ffff:ffff::/64, false",
  })
  void readsEverySpellingAndCountsIpv6ByItsNetwork(
      String text, String shown, String countedAs, boolean isLoopback) {
    var address = IpAddress.parse(text).orElseThrow();
    assertThat(address).hasToString(shown);
    assertThat(address.countedAs()).isEqualTo(countedAs);
    assertThat(address.isLoopback()).isEqualTo(isLoopback);
    assertThat(IpAddress.parse(shown)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "_hidden",
        "localhost",
        "example.com",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.-4",
        "1.2.3.4 ",
        "1.2.3.4:80",
        "1.2.3.4/8",
        "0x7f.0.0.1",
        "::g",
        ":::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "2001:db8::/32",
        "\u0661.2.3.4"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @Test
  void keepsItsNumberThroughItsText() {
    var random = new java.util.Random(7);
    for (int i = 0; i < 10_000; i++) {
      var six = new IpAddress(random.nextLong(), random.nextLong());
      assertThat(IpAddress.parse(six.toString())).contains(six);
      var four = new IpAddress(0, 0xffffL << 32 | Integer.toUnsignedLong(random.nextInt()));
      assertThat(four.isIpv4()).isTrue();
      assertThat(IpAddress.parse(four.toString())).contains(four);
    }
  }
}
