package io.daegi.engine.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.fixture.SilentSink;
import java.util.List;

/** Whatever stands in a log or in a snapshot's part: it is read or refused by name. */
class CodecFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyBatch(byte[] record) {
    try {
      var in = new ByteReader().wrap(record, 0, record.length);
      BatchHeader.decode(in);
      EventDecoder.decodeAll(in, new SilentSink());
    } catch (FormatException refused) {
      // by name
    }
  }

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyEvents(byte[] events) {
    try {
      var in = new ByteReader().wrap(events, 0, events.length);
      EventDecoder.decodeAll(in, new SilentSink());
    } catch (FormatException refused) {
      // by name
    }
  }

  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnySnapshot(byte[] record) {
    SnapshotHeader.isNewer(record);
    try {
      read(SnapshotHeader.decode(record), record);
    } catch (FormatException refused) {
      // by name
    }
  }

  /** With a head that fits, as if whoever wrote the part had been wrong. */
  @FuzzTest(maxDuration = "10m")
  void readsOrRefusesAnyState(byte[] body) {
    for (boolean ofBoard : new boolean[] {true, false}) {
      var header = new SnapshotHeader(FormatVersion.V1_1, 2, 41, 90, 0, 0, true, ofBoard);
      try {
        read(header, header.encode(body, body.length));
      } catch (FormatException refused) {
        // by name
      }
    }
  }

  private static void read(SnapshotHeader header, byte[] record) {
    var parts = List.of(record).iterator();
    if (header.ofBoard()) {
      SnapshotDecoder.board(
          header,
          parts,
          in -> BoardWriter.readFrom(in, header.partition(), header.lastBatch()),
          BoardWriter::writeTo);
    } else {
      SnapshotDecoder.machine(header, parts);
    }
  }
}
