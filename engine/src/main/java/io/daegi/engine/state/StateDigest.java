package io.daegi.engine.state;

import io.daegi.engine.model.QueueSettings;
import java.util.function.Consumer;

/** A fingerprint of a canonical state. */
public final class StateDigest implements StateSink {

  private long hash = 0xCBF29CE484222325L;

  private StateDigest() {}

  /** Of whatever writes its state. */
  public static long of(Consumer<StateSink> state) {
    var digest = new StateDigest();
    state.accept(digest);
    return digest.hash;
  }

  @Override
  public void number(long value) {
    bits(value);
  }

  @Override
  public void bits(long value) {
    hash = (hash ^ value) * 0x100000001B3L;
    hash ^= hash >>> 29;
  }

  @Override
  public void text(String value) {
    bits(value.length());
    for (int i = 0; i < value.length(); i++) {
      bits(value.charAt(i));
    }
  }

  /**
   * Field by field: a setting that a later build adds counts only where it differs from its
   * default, so that a snapshot of today has the same fingerprint then.
   */
  @Override
  public void settings(QueueSettings value) {
    text(value.title());
    bits(value.capacity());
    bits(Double.doubleToLongBits(value.admitPerSecond()));
    bits(value.readyTtlMs());
    bits(value.activeTtlMs());
    bits(value.sessionMaxMs());
    bits(value.waitingTtlMs());
    bits(value.opensAtMs());
    bits(value.passMode().code());
    text(value.audience());
    bits(value.maxWaiting());
  }
}
