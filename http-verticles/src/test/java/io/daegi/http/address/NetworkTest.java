package io.daegi.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
    "192.0.2.128/25, 192.0.2.128, 192.0.2.255, 192.0.2.127, 192.0.3.0",
    "192.0.2.7, 192.0.2.7, ::ffff:192.0.2.7, 192.0.2.6, 192.0.2.8",
    "192.0.2.7/32, 192.0.2.7, 192.0.2.7, 192.0.2.6, 192.0.2.8",
    "::ffff:10.0.0.0/104, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
    "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::, 2001:db8::1",
    "::/0, ::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 0.0.0.0, 192.0.2.1",
    "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7::, 2001:db9::",
    "2001:db8:0:7::/64, 2001:db8:0:7::, 2001:db8:0:7:ffff:ffff:ffff:ffff, 2001:db8:0:6::1,"
        + " 2001:db8:0:8::",
    "2001:db8::8/125, 2001:db8::8, 2001:db8::f, 2001:db8::7, 2001:db8::10",
    "2001:db8::1, 2001:db8::1, 2001:db8:0::1, 2001:db8::, 2001:db8::2",
  })
  void holdsItsFirstAndLastAddressAndNotTheirNeighbours(
      String text, String first, String last, String before, String after) {
    var network = Network.parse(text);
    assertThat(network.contains(address(first))).isTrue();
    assertThat(network.contains(address(last))).isTrue();
    assertThat(network.contains(address(before))).isFalse();
    assertThat(network.contains(address(after))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0/8",
        "example.com/8",
        "[2001:db8::]/32",
        "2001:db8::/129",
        "2001:db8::1/64",
        "::ffff:0.0.0.0/90",
        "fe80::1%eth0",
        " 10.0.0.0/8"
      })
  void refusesWhatIsNoNetwork(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
