package io.daegi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void givesNoPortTwice() {
    Set<Integer> given = new HashSet<>();

    for (int i = 0; i < 2_000; i++) {
      assertThat(given.add(FreePorts.one())).isTrue();
    }
  }

  @Test
  void givesPortsThatCanBeListenedOnAndNumberNoOutgoingConnection() throws Exception {
    int port = FreePorts.one();

    assertThat(port).isLessThan(32_768);
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }
}
