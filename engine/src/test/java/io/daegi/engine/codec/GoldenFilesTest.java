package io.daegi.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.core.Machine;
import io.daegi.engine.fixture.SilentSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What was written once is read for ever: the files under {@code format/1.0} are never changed. A
 * new version gets files of its own beside them.
 */
class GoldenFilesTest {

  private static final int MAJOR_AT = 2;
  private static final int MINOR_AT = 3;
  private static final int COUNT_AT = 14;

  private static String text(String file) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/format/1.0/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String file) throws IOException {
    return HexFormat.of().parseHex(text(file).replaceAll("\\s", ""));
  }

  private static List<String> read(byte[] record) {
    var in = new ByteReader().wrap(record, 0, record.length);
    BatchHeader header = BatchHeader.decode(in);
    var events = new EventText();
    assertThat(EventDecoder.decodeAll(in, events.sink())).isEqualTo(header.eventCount());
    return events.lines();
  }

  /** The batch with more events behind its own, as a build of another minor version writes it. */
  private static byte[] extended(int minor, int... eventBytes) throws IOException {
    byte[] old = bytes("batch.hex");
    byte[] record = Arrays.copyOf(old, old.length + eventBytes.length);
    for (int i = 0; i < eventBytes.length; i++) {
      record[old.length + i] = (byte) eventBytes[i];
    }
    record[MINOR_AT] = (byte) minor;
    int count = new ByteReader().wrap(old, COUNT_AT, 4).readInt() + 1;
    record[COUNT_AT + 2] = (byte) (count >>> 8);
    record[COUNT_AT + 3] = (byte) count;
    return record;
  }

  @Test
  void readsEveryEventOfVersion1() throws IOException {
    assertThat(read(bytes("batch.hex")))
        .containsExactlyElementsOf(text("batch.txt").lines().toList());
  }

  @Test
  void writesVersion1AsItWasWritten() throws IOException {
    assertThat(Version1.batch()).isEqualTo(bytes("batch.hex"));
  }

  @Test
  void readsASnapshotOfVersion1IntoTheSameMachine() throws IOException {
    byte[] part = bytes("snapshot.hex");
    var straight = new Machine(2);
    Version1.tell(straight.replay());

    SnapshotHeader header = SnapshotHeader.decode(part);
    Machine machine = SnapshotDecoder.machine(header, List.of(part).iterator());

    assertThat(machine.digest()).isEqualTo(straight.digest());
    assertThat(header.lastBatch()).isEqualTo(41);
    assertThat(header.nextOffset()).isEqualTo(90);
  }

  @Test
  void skipsFieldsThatANewerMinorVersionAppended() throws IOException {
    int leftOf2 = EventType.LEFT;
    List<String> events = read(extended(7, leftOf2, 0, 5, 0, 2, 99, 98, 97));

    assertThat(events).hasSize(text("batch.txt").lines().toList().size() + 1);
    assertThat(events.getLast()).isEqualTo("left 0 2");
  }

  @Test
  void skipsEventsThatANewerMinorVersionMayLeaveOut() throws IOException {
    List<String> events = read(extended(7, 200, 0, 2, 1, 2));

    assertThat(events).containsExactlyElementsOf(text("batch.txt").lines().toList());
  }

  @Test
  void refusesAnEventThatItMustKnowAndDoesNot() throws IOException {
    byte[] record = extended(7, 90, 0, 2, 1, 2);

    assertThatThrownBy(() -> read(record))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("event type 90 is of a newer build");
  }

  @Test
  void refusesANewerMajorVersion() throws IOException {
    byte[] batch = bytes("batch.hex");
    batch[MAJOR_AT] = 2;
    assertThatThrownBy(() -> read(batch))
        .isInstanceOf(FormatException.class)
        .hasMessage("format 2.0; this build reads 1.x: use a build that knows it");

    byte[] part = bytes("snapshot.hex");
    part[MAJOR_AT] = 2;
    assertThatThrownBy(() -> SnapshotHeader.decode(part))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a snapshot of format 2.0");
  }

  @Test
  void refusesEveryTruncationWithoutReadingBeyondIt() throws IOException {
    byte[] batch = bytes("batch.hex");
    for (int length = 0; length < batch.length; length++) {
      byte[] cut = Arrays.copyOf(batch, length);
      boolean whole = isWhole(cut);
      assertThat(whole).as("%d of %d bytes", length, batch.length).isFalse();
    }
  }

  private static boolean isWhole(byte[] record) {
    try {
      var in = new ByteReader().wrap(record, 0, record.length);
      BatchHeader header = BatchHeader.decode(in);
      return EventDecoder.decodeAll(in, new SilentSink()) == header.eventCount();
    } catch (FormatException e) {
      return false;
    }
  }
}
