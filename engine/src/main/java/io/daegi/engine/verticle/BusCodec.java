package io.daegi.engine.verticle;

import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.SettingsCodec;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;

/**
 * Commands and answers on the bus: each message is a version byte, a count, and that many of them.
 *
 * <p>The highest bit of a command's type says that what the operator saw follows it. Builds that do
 * not know the bit refuse the command.
 */
final class BusCodec {

  static final int VERSION = 1;

  private static final int WITH_SEEN = 0x80;

  private BusCodec() {}

  static void encodeHead(int count, ByteWriter out) {
    out.putByte(VERSION);
    out.putShort(count);
  }

  /** How many commands or answers follow. */
  static int decodeHead(ByteReader in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw new FormatException("bus messages of version " + version);
    }
    return in.readShort();
  }

  static void encode(Command command, ByteWriter out) {
    boolean withSeen = command.seenState() != null || command.seenMessage() != null;
    out.putByte(command.type().code() | (withSeen ? WITH_SEEN : 0));
    out.putString(command.queueId());
    switch (command.type()) {
      case JOIN -> encodeVisitor(command, out);
      case ENTER, LEAVE, ASK -> {
        out.putVarLong(command.number());
        encodeVisitor(command, out);
      }
      case COMPLETE, ABANDON -> out.putVarLong(command.number());
      case EXTEND -> {
        out.putVarLong(command.number());
        out.putVarLong(command.amountMs());
      }
      case SEEN -> {
        out.putVarLong(command.numbers().length);
        for (long number : command.numbers()) {
          out.putVarLong(number);
        }
      }
      case CREATE_QUEUE -> SettingsCodec.encode(command.settings(), out);
      case CHANGE_SETTINGS -> {
        SettingsCodec.encode(command.settings(), out);
        out.putVarLong(command.version());
      }
      case CHANGE_STATE -> {
        out.putByte(command.state().code());
        out.putString(command.text());
        if (withSeen) {
          out.putByte(command.seenState().code());
        }
      }
      case SET_MESSAGE -> {
        out.putString(command.text());
        if (withSeen) {
          out.putString(command.seenMessage());
        }
      }
      case SHOP_ALIVE -> out.putVarLong(command.amountMs());
      case LEAD, TICK, OUTCOME ->
          throw new IllegalArgumentException(command.type() + " does not travel");
    }
  }

  private static void encodeVisitor(Command command, ByteWriter out) {
    out.putLong(command.visitorHigh());
    out.putLong(command.visitorLow());
  }

  static void decode(ByteReader in, Command command) {
    int code = in.readByte();
    boolean withSeen = (code & WITH_SEEN) != 0;
    CommandType type = CommandType.ofCode(code & ~WITH_SEEN);
    String queueId = in.readString();
    switch (type) {
      case JOIN -> command.join(queueId, in.readLong(), in.readLong());
      case ENTER -> command.enter(queueId, in.readVarLong(), in.readLong(), in.readLong());
      case LEAVE -> command.leave(queueId, in.readVarLong(), in.readLong(), in.readLong());
      case ASK -> command.ask(queueId, in.readVarLong(), in.readLong(), in.readLong());
      case COMPLETE -> command.complete(queueId, in.readVarLong());
      case ABANDON -> command.abandon(queueId, in.readVarLong());
      case EXTEND -> command.extend(queueId, in.readVarLong(), in.readVarLong());
      case SEEN -> command.seen(queueId, decodeNumbers(in));
      case CREATE_QUEUE -> command.createQueue(queueId, SettingsCodec.decode(in));
      case CHANGE_SETTINGS ->
          command.changeSettings(queueId, SettingsCodec.decode(in), in.readVarInt());
      case CHANGE_STATE ->
          command.changeState(
              queueId,
              QueueState.ofCode(in.readByte()),
              in.readString(),
              withSeen ? QueueState.ofCode(in.readByte()) : null);
      case SET_MESSAGE ->
          command.setMessage(queueId, in.readString(), withSeen ? in.readString() : null);
      case SHOP_ALIVE -> command.shopAlive(queueId, in.readVarLong());
      case LEAD, TICK, OUTCOME -> throw new FormatException(type + " does not travel");
    }
  }

  private static long[] decodeNumbers(ByteReader in) {
    int count = in.readVarInt();
    if (count > in.remaining()) {
      throw new FormatException(count + " numbers in " + in.remaining() + " bytes");
    }
    var numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readVarLong();
    }
    return numbers;
  }

  static void encode(Answer answer, ByteWriter out) {
    out.putByte(answer.outcome().code());
    out.putVarLong(answer.number());
    out.putByte(answer.state() == null ? 0 : answer.state().code() + 1);
    out.putVarLong(answer.generation());
    out.putVarLong(answer.remainingMs() + 1);
    out.putVarLong(answer.sinceJoinMs() + 1);
    out.putVarLong(answer.partition() + 1L);
    out.putVarLong(answer.version() + 1);
  }

  static Answer decodeAnswer(ByteReader in) {
    Outcome outcome = Outcome.ofCode(in.readByte());
    long number = in.readVarLong();
    int state = in.readByte();
    return new Answer(
        outcome,
        number,
        state == 0 ? null : TokenState.ofCode(state - 1),
        in.readVarInt(),
        in.readVarLong() - 1,
        in.readVarLong() - 1,
        in.readVarInt() - 1,
        in.readVarLong() - 1);
  }
}
