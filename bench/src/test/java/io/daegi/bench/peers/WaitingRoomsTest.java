package io.daegi.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WaitingRoomsTest {

  private static final int BATCH = 64;

  @Test
  void visitorsPassThroughTheRoomsOfTheJdk() throws Exception {
    try (var skipList = new SkipListRoom(BATCH);
        var arrayQueue = new ArrayQueueRoom(256, BATCH)) {
      passThrough(skipList);
      passThrough(arrayQueue);
    }
  }

  @Test
  void visitorsPassThroughRedisAndNobodyIsMissed(@TempDir Path folder) throws Exception {
    try (var services = EmbeddedServices.start(folder, Set.of(ServiceKind.REDIS))) {
      URI redis = URI.create(services.cache().url());
      try (var room = new RedisRoom(redis.getHost(), redis.getPort(), 16, BATCH);
          var other = new RedisClient(redis.getHost(), redis.getPort())) {
        passThrough(room);
        long emptyBytes = room.usedBytes();
        room.join(1_000);
        assertThat(room.usedBytes()).isGreaterThan(emptyBytes);

        other.ask("ZREMRANGEBYRANK", "waiting", "0", "0");

        assertThatThrownBy(room::verify).hasMessageContaining("999 wait");
      }
    }
  }

  @Test
  void visitorsPassThroughRedisByWayOfItsLibrary(@TempDir Path folder) throws Exception {
    try (var services = EmbeddedServices.start(folder, Set.of(ServiceKind.REDIS));
        var room = new RedisClientRoom(services.cache().url(), 16, BATCH)) {
      passThrough(room);
    }
  }

  /** Numbers that are no multiples of anything, so that the last window and batch are not full. */
  private static void passThrough(WaitingRoom room) throws Exception {
    room.join(1_003);
    room.pass(500);
    room.verify();
    room.join(7);
    room.pass(510);
    room.verify();
  }
}
