package io.daegi.engine.codec;

import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;

/** A queue's settings as bytes; new settings are appended, and have defaults where they lack. */
public final class SettingsCodec {

  private SettingsCodec() {}

  public static void encode(QueueSettings settings, ByteWriter out) {
    out.putString(settings.title());
    out.putVarLong(settings.capacity());
    out.putLong(Double.doubleToLongBits(settings.admitPerSecond()));
    out.putVarLong(settings.readyTtlMs());
    out.putVarLong(settings.activeTtlMs());
    out.putVarLong(settings.sessionMaxMs());
    out.putVarLong(settings.waitingTtlMs());
    out.putVarLong(settings.opensAtMs());
    out.putByte(settings.passMode().code());
    out.putString(settings.audience());
    out.putVarLong(settings.maxWaiting());
  }

  public static QueueSettings decode(ByteReader in) {
    return new QueueSettings(
        in.readString(),
        in.readVarInt(),
        Double.longBitsToDouble(in.readLong()),
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        PassMode.ofCode(in.readByte()),
        in.readString(),
        in.readVarInt());
  }
}
