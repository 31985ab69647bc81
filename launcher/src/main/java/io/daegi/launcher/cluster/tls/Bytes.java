package io.daegi.launcher.cluster.tls;

import com.hazelcast.internal.networking.HandlerStatus;
import java.nio.ByteBuffer;

/** From one buffer to the next. */
final class Bytes {
  private Bytes() {}

  /** As many as there is room for; dirty when some are left. */
  static HandlerStatus move(ByteBuffer from, ByteBuffer to) {
    int count = Math.min(from.remaining(), to.remaining());
    to.put(to.position(), from, from.position(), count);
    to.position(to.position() + count);
    from.position(from.position() + count);
    return from.hasRemaining() ? HandlerStatus.DIRTY : HandlerStatus.CLEAN;
  }
}
