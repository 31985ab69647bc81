package io.daegi.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressesTest {

  private final ClientAddresses clients =
      new ClientAddresses(Set.of(Network.parse("10.0.0.0/8"), Network.parse("2001:db8:1::/48")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # socket        | X-Forwarded-For                              | client
          192.0.2.1       | ''                                           | 192.0.2.1
          192.0.2.1       | 198.51.100.1                                 | 192.0.2.1
          192.0.2.1       | 198.51.100.1, 10.0.0.2                       | 192.0.2.1
          127.0.0.1       | 198.51.100.1                                 | 127.0.0.1
          10.0.0.1        | ''                                           | 10.0.0.1
          10.0.0.1        | 198.51.100.1                                 | 198.51.100.1
          10.0.0.1        | 203.0.113.9, 198.51.100.1                    | 198.51.100.1
          10.0.0.1        | 127.0.0.1, 198.51.100.1                      | 198.51.100.1
          10.0.0.1        | 198.51.100.1, 10.0.0.2                       | 198.51.100.1
          10.0.0.1        | 203.0.113.9,198.51.100.1 ,10.0.0.3,10.0.0.2  | 198.51.100.1
          10.0.0.1        | 10.0.0.9, 10.0.0.2                           | 10.0.0.9
          10.0.0.1        | 198.51.100.1, unknown                        | 10.0.0.1
          10.0.0.1        | 198.51.100.1, unknown, 10.0.0.2              | 10.0.0.2
          10.0.0.1        | 198.51.100.1,                                | 10.0.0.1
          10.0.0.1        | unknown, 198.51.100.1                        | 198.51.100.1
          10.0.0.1        | 999.1.1.1                                    | 10.0.0.1
          10.0.0.1        | 198.51.100.1:4711                            | 198.51.100.1
          10.0.0.1        | [2001:db8:2::7]:4711                         | 2001:db8:2::7
          10.0.0.1        | [2001:db8:2::7]                              | 2001:db8:2::7
          10.0.0.1        | 2001:db8:2::7                                | 2001:db8:2::7
          10.0.0.1        | [2001:db8:2::7                               | 10.0.0.1
          10.0.0.1        | 198.51.100.1, ::ffff:10.0.0.2                | 198.51.100.1
          ::ffff:10.0.0.1 | 198.51.100.1                                 | 198.51.100.1
          2001:db8:1::5   | 198.51.100.1, 2001:db8:1::6                  | 198.51.100.1
          2001:db8:2::5   | 198.51.100.1                                 | 2001:db8:2::5
          """)
  void believesWhatTrustedProxiesSawAndNothingElse(
      String socket, String forwarded, String expected) {
    var lines = forwarded.isEmpty() ? List.<String>of() : List.of(forwarded);
    assertThat(clients.clientAddress(address(socket), lines)).hasToString(expected);
  }

  @Test
  void readsSeveralLinesAsOneList() {
    var lines = List.of("203.0.113.9", "198.51.100.1, 10.0.0.3", "10.0.0.2");
    assertThat(clients.clientAddress(address("10.0.0.1"), lines)).hasToString("198.51.100.1");
  }

  /** Whatever stands left of what the first trusted proxy saw, the answer is what it saw. */
  @Test
  void isNotMovedByAnythingThatAClientSends() {
    var random = new Random(11);
    var pieces =
        List.of("10.0.0.1", "127.0.0.1", "::1", "198.51.100.9", "unknown", "", ",", ";", "[", "\t");
    for (int i = 0; i < 10_000; i++) {
      var lines = new ArrayList<String>();
      for (int line = random.nextInt(4); line > 0; line--) {
        var invented = new StringBuilder();
        for (int piece = random.nextInt(6); piece > 0; piece--) {
          invented.append(pieces.get(random.nextInt(pieces.size())));
          invented.append(random.nextBoolean() ? "," : "");
        }
        lines.add(invented.toString());
      }
      assertThat(clients.clientAddress(address("192.0.2.1"), lines)).hasToString("192.0.2.1");
      boolean isOneLine = !lines.isEmpty() && random.nextBoolean();
      lines.add((isOneLine ? lines.removeLast() + ", " : "") + "192.0.2.1, 10.0.0.2");
      assertThat(clients.clientAddress(address("10.0.0.1"), lines)).hasToString("192.0.2.1");
    }
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
