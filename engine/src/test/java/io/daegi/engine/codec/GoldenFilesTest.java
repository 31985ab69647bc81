package io.daegi.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was written once is read for ever: the files under {@code format/} are never changed. A new
 * version gets files of its own beside them.
 */
class GoldenFilesTest {

  private static final int MAJOR_AT = 2;
  private static final int MINOR_AT = 3;
  private static final int COUNT_AT = 14;

  private static String text(String file) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/format/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> lines(String file) throws IOException {
    return text(file).lines().toList();
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
    byte[] old = bytes("1.0/batch.hex");
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

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1"})
  void readsEveryEventOfEveryVersion(String version) throws IOException {
    assertThat(read(bytes(version + "/batch.hex")))
        .containsExactlyElementsOf(lines(version + "/batch.txt"));
  }

  @Test
  void writesEachVersionAsItWasWritten() throws IOException {
    assertThat(Version1.batch()).isEqualTo(bytes("1.0/batch.hex"));
    assertThat(Version1.snapshot()).containsExactly(bytes("1.0/snapshot.hex"));
    assertThat(Version11.batch()).isEqualTo(bytes("1.1/batch.hex"));
    assertThat(Version11.snapshot()).containsExactly(bytes("1.1/snapshot.hex"));
  }

  @Test
  void readsAJoinOf10AsTheEntryOfItsNumberInLane0() throws IOException {
    byte[] record = bytes("1.0/batch.hex");
    var in = new ByteReader().wrap(record, 0, record.length);
    assertThat(BatchHeader.decode(in).version()).isEqualTo(FormatVersion.V1_0);
    var numbers = new ArrayList<Long>();
    EventDecoder.decodeAll(
        in,
        new SilentSink() {
          @Override
          public void joined(
              int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
            assertThat(entry).isEqualTo(number);
            assertThat(lane).isZero();
            numbers.add(number);
          }
        });
    assertThat(numbers).hasSize(301);
  }

  @Test
  void aJoinWhoseEntryIsItsNumberCostsNoByteMoreThanIn10() {
    assertThat(joinBytes(FormatVersion.V1_1, 7, 0)).isEqualTo(joinBytes(FormatVersion.V1_0, 7, 0));
    assertThat(joinBytes(FormatVersion.V1_1, 8, 3).length)
        .isEqualTo(joinBytes(FormatVersion.V1_0, 7, 0).length + 2);
  }

  @Test
  void version10IsNeverMadeToSayWhatItCannot() {
    assertThatThrownBy(() -> joinBytes(FormatVersion.V1_0, 8, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> joinBytes(FormatVersion.V1_0, 7, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("format 1.0 cannot tell what 1.1 can");
  }

  private static byte[] joinBytes(FormatVersion version, long entry, int lane) {
    var out = new ByteWriter(64);
    var encoder = new EventEncoder(version);
    encoder.start(out);
    encoder.joined(0, 7, entry, lane, 1, 2);
    return out.toBytes();
  }

  @Test
  void readsASnapshotOfEveryVersionIntoTheSameMachine() throws IOException {
    checkSnapshot("1.0", Version1::tell, FormatVersion.V1_0, 41, 90);
    checkSnapshot("1.1", Version11::tell, FormatVersion.V1_1, 77, 150);
  }

  private static void checkSnapshot(
      String folder,
      Consumer<EventSink> events,
      FormatVersion version,
      long lastBatch,
      long nextOffset)
      throws IOException {
    byte[] part = bytes(folder + "/snapshot.hex");
    var straight = new Machine(2);
    events.accept(straight.replay());

    SnapshotHeader header = SnapshotHeader.decode(part);
    Machine machine = SnapshotDecoder.decode(header, List.of(part));

    assertThat(machine.digest()).isEqualTo(straight.digest());
    assertThat(header.version()).isEqualTo(version);
    assertThat(header.lastBatch()).isEqualTo(lastBatch);
    assertThat(header.nextOffset()).isEqualTo(nextOffset);
  }

  @Test
  void aBuildOf10ReadsWhatItKnowsOf11() throws IOException {
    List<String> known =
        lines("1.1/batch.txt").stream().map(line -> line.replaceAll(" entry=.*", "")).toList();

    assertThat(OldReader.read(bytes("1.1/batch.hex"))).containsExactlyElementsOf(known);
    assertThat(OldReader.read(bytes("1.0/batch.hex")))
        .containsExactlyElementsOf(lines("1.0/batch.txt"));
  }

  /** What stands in an event is read by its place, so a later field comes after all before it. */
  @Test
  void skipsOptionalFieldsPlantedInEveryEvent() throws IOException {
    byte[] newer = withFieldsPlanted(bytes("1.1/batch.hex"));

    assertThat(read(newer)).containsExactlyElementsOf(lines("1.1/batch.txt"));
    assertThat(OldReader.read(newer)).isEqualTo(OldReader.read(bytes("1.1/batch.hex")));
  }

  private static byte[] withFieldsPlanted(byte[] record) {
    var types = new TreeSet<Integer>();
    var out = new ByteWriter(2 * record.length);
    out.put(record, 0, BatchHeader.BYTES);
    int at = BatchHeader.BYTES;
    while (at < record.length) {
      int type = record[at];
      int length = new ByteReader().wrap(record, at + 1, 2).readShort();
      byte[] later = laterFields(type, new ByteReader().wrap(record, at + 3, length));
      out.putByte(type);
      out.putShort(length + later.length);
      out.put(record, at + 3, length);
      out.put(later, 0, later.length);
      types.add(type);
      at += 3 + length;
    }
    assertThat(types)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(EventType.LED, EventType.OUTCOME_APPLIED).boxed().toList());
    byte[] planted = out.toBytes();
    planted[MINOR_AT] = 9;
    return planted;
  }

  private static byte[] laterFields(int type, ByteReader body) {
    var fields = new ByteWriter(32);
    if (type == EventType.JOINED) {
      body.readVarLong();
      long number = body.readVarLong();
      body.readLong();
      body.readLong();
      if (body.remaining() == 0) {
        fields.putVarLong(number);
        fields.putVarLong(0);
      }
    }
    fields.putString("what a newer build says");
    fields.putLong(-1);
    return fields.toBytes();
  }

  @Test
  void skipsFieldsThatANewerMinorVersionAppended() throws IOException {
    int leftOf2 = EventType.LEFT;
    List<String> events = read(extended(7, leftOf2, 0, 5, 0, 2, 99, 98, 97));

    assertThat(events).hasSize(lines("1.0/batch.txt").size() + 1);
    assertThat(events.getLast()).isEqualTo("left 0 2");
  }

  @Test
  void skipsEventsThatANewerMinorVersionMayLeaveOut() throws IOException {
    List<String> events = read(extended(7, 200, 0, 2, 1, 2));

    assertThat(events).containsExactlyElementsOf(lines("1.0/batch.txt"));
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
    byte[] batch = bytes("1.0/batch.hex");
    batch[MAJOR_AT] = 2;
    assertThatThrownBy(() -> read(batch))
        .isInstanceOf(FormatException.class)
        .hasMessage("format 2.0; this build reads 1.x");

    byte[] part = bytes("1.0/snapshot.hex");
    part[MAJOR_AT] = 2;
    assertThatThrownBy(() -> SnapshotHeader.decode(part))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a snapshot of format 2.0");
  }

  @Test
  void refusesEveryTruncationWithoutReadingBeyondIt() throws IOException {
    byte[] batch = bytes("1.0/batch.hex");
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
