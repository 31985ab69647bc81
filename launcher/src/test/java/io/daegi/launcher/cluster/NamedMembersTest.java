package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.daegi.embedded.FreePorts;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that know a name, a real DNS server that knows it later, and Hazelcast between them.
 */
class NamedMembersTest {
  private static final String NAME = "members.daegi.test";

  @TempDir private Path dir;
  private Optional<NameServer> possible;

  @BeforeEach
  void open() throws Exception {
    possible = NameServer.ifPossible(dir);
    assumeThat(possible).isPresent();
  }

  @AfterEach
  void close() {
    possible.ifPresent(NameServer::close);
  }

  @Test
  void findEachOtherHoweverLateTheNameLeadsToThem() throws Exception {
    NameServer names = possible.orElseThrow();
    Machine one = names.machine();
    Machine two = names.machine();
    int port = FreePorts.one();
    names.stop();
    try (BusProcess first = BusProcess.start(dir, one, port, NAME);
        BusProcess second = BusProcess.start(dir, two, port, NAME)) {
      first.awaitSees(1);
      second.awaitSees(1);

      names.start();
      names.add(NAME, one);
      names.add(NAME, two);
      first.awaitSees(2).awaitAnswerOf(second);
      second.awaitSees(2).awaitAnswerOf(first);
    }
  }
}
