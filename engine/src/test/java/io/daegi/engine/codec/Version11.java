package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import java.util.ArrayList;
import java.util.List;

/** One of everything that format 1.1 knows, as today's code writes it. */
final class Version11 {

  private static final QueueSettings SETTINGS =
      new QueueSettings(
          "Hall 대기", 3, 0.5, 60_000, 600_000, 1_800_000, 900_000, 0, PassMode.ONLINE, "hall", 500);

  private Version11() {}

  /** Every event, in an order that a machine could have told. */
  static void tell(EventSink out) {
    out.led(3, "node-b", "engine.2.3", 1_795_000_000_000L);
    out.queueCreated(0, "hall", 4, 2, SETTINGS);
    out.ticked(950, 1_795_000_000_950L);
    out.joined(0, 1, 1, 0, 0x0123_4567_89AB_CDEFL, -1);
    out.joined(0, 2, 300, 0, 0x0123_4567_89AB_CDEFL, -2);
    out.joined(0, 3, 3, 2, 0x0123_4567_89AB_CDEFL, -3);
    out.joined(0, 4, 2, 1, 0x0123_4567_89AB_CDEFL, -4);
    out.joined(0, 5, 4_000_000_000L, 200, 0x0123_4567_89AB_CDEFL, -5);
    out.joined(0, 6, 6, 0, 0x0123_4567_89AB_CDEFL, -6);
    out.shopAttached(0);
    out.admissionHeld(0, HoldReason.SHOP_AWAY);
    out.admissionHeld(0, HoldReason.NONE);
    out.abandoned(0, 4);
    out.abandoned(0, 5);
    out.returned(0, 5);
    out.called(0, 1, 3);
    out.entered(0, 1);
    out.entered(0, 2);
    out.sessionExtended(0, 1, 700_000);
    out.completed(0, 1);
    out.expired(0, 3);
    out.left(0, 6);
    out.messageChanged(0, "잠시만요");
    out.settingsChanged(0, SETTINGS);
    out.outcomeApplied(17);
    out.turnedAway(0, 4, 5);
    out.queueStateChanged(0, QueueState.CLOSED, "over");
  }

  static byte[] batch() {
    var events = new ByteWriter(64);
    var encoder = new EventEncoder(FormatVersion.V1_1);
    encoder.start(events);
    tell(encoder);
    var record = new ByteWriter(64);
    BatchHeader.encode(FormatVersion.V1_1, 2, 77, encoder.count(), record);
    record.put(events.array(), 0, events.size());
    return record.toBytes();
  }

  static List<byte[]> snapshot() {
    var machine = new Machine(2);
    tell(machine.replay());
    var parts = new ArrayList<byte[]>();
    SnapshotEncoder.encode(machine, FormatVersion.V1_1, 2, 77, 150, parts::add);
    return parts;
  }
}
