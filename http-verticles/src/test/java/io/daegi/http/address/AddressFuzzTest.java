package io.daegi.http.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Whatever stands in {@code X-Forwarded-For} or in a setting. */
class AddressFuzzTest {

  private static final IpAddress PROXY = IpAddress.parse("10.0.0.1").orElseThrow();
  private static final ClientAddresses CLIENTS =
      new ClientAddresses(Set.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyText(byte[] input) {
    var text = new String(input, StandardCharsets.UTF_8);
    var address = IpAddress.parse(text);
    if (address.isPresent() && !IpAddress.parse(address.get().toString()).equals(address)) {
      throw new IllegalStateException(text + " is written as " + address.get());
    }
    address.ifPresent(IpAddress::countedAs);
    try {
      Network.parse(text);
    } catch (IllegalArgumentException refused) {
      // what is told to the operator
    }
    CLIENTS.clientAddress(PROXY, List.of(text.split("\n", -1))).countedAs();
  }
}
