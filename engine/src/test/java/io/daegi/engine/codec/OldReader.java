package io.daegi.engine.codec;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueState;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads as a build does that knows nothing after format 1.0: a table of what each event held then,
 * written by hand and never extended. Whatever follows in an event is skipped.
 */
public final class OldReader {

  /** By type: q a queue, v a number, l eight bytes, t a text, s a state, h a reason, S settings. */
  private static final String[][] EVENTS = {
    {},
    {"led", "vttv"},
    {"ticked", "vv"},
    {"queueCreated", "qtvvS"},
    {"settingsChanged", "qS"},
    {"queueStateChanged", "qst"},
    {"messageChanged", "qt"},
    {"shopAttached", "q"},
    {"admissionHeld", "qh"},
    {"joined", "qvll"},
    {"called", "qvv"},
    {"entered", "qv"},
    {"sessionExtended", "qvv"},
    {"completed", "qv"},
    {"left", "qv"},
    {"abandoned", "qv"},
    {"returned", "qv"},
    {"expired", "qv"},
    {"turnedAway", "qvv"},
    {"outcomeApplied", "v"},
  };

  private OldReader() {}

  /** The events of one record, as lines. */
  public static List<String> read(byte[] record) {
    var in = new ByteReader().wrap(record, 0, record.length);
    if (in.readShort() != ('D' << 8 | 'G') || in.readByte() != 1) {
      throw new FormatException("not a batch of format 1");
    }
    in.readByte();
    in.readShort();
    in.readLong();
    int count = in.readInt();
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      int type = in.readByte();
      int length = in.readShort();
      in.setLimit(in.position() + length);
      if (type < EVENTS.length) {
        lines.add(line(EVENTS[type][0], EVENTS[type][1], in));
      }
      in.skipToLimit();
      in.setLimit(record.length);
    }
    return lines;
  }

  private static String line(String name, String fields, ByteReader in) {
    var line = new StringBuilder(name);
    for (int i = 0; i < fields.length(); i++) {
      line.append(' ').append(value(fields.charAt(i), in));
    }
    return line.toString();
  }

  private static Object value(char field, ByteReader in) {
    return switch (field) {
      case 'q', 'v' -> in.readVarLong();
      case 'l' -> in.readLong();
      case 't' -> in.readString();
      case 's' -> QueueState.ofCode(in.readByte());
      case 'h' -> HoldReason.ofCode(in.readByte());
      case 'S' -> SettingsCodec.decode(in);
      default -> throw new AssertionError(field);
    };
  }
}
