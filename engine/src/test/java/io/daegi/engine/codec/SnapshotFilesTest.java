package io.daegi.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.core.Machine;
import io.daegi.engine.state.StateDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot of board and machine in format 1.1, part by part; the files are never changed. */
class SnapshotFilesTest {

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = SnapshotFilesTest.class.getResourceAsStream("/format/1.1/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
  }

  private static BoardWriter board() {
    var board = BoardWriter.unread(2);
    board.beginBatch(41);
    Version1.tell(board);
    board.endBatch();
    return board;
  }

  private static List<byte[]> snapshot() {
    var machine = new Machine(2);
    Version1.tell(machine.replay());
    var parts = new ArrayList<byte[]>();
    SnapshotEncoder.encode(machine, board()::writeTo, FormatVersion.V1_1, 2, 41, 90, parts::add);
    return parts;
  }

  private static BoardWriter board(byte[] part) {
    SnapshotHeader header = SnapshotHeader.decode(part);
    return SnapshotDecoder.board(
        header,
        List.of(part).iterator(),
        in -> BoardWriter.readFrom(in, header.partition(), header.lastBatch()),
        BoardWriter::writeTo);
  }

  @Test
  void writesVersion11AsItWasWritten() throws IOException {
    assertThat(snapshot())
        .containsExactly(bytes("snapshot-board.hex"), bytes("snapshot-machine.hex"));
  }

  @Test
  void readsASnapshotOfVersion11IntoTheSameBoardAndMachine() throws IOException {
    var machine = new Machine(2);
    Version1.tell(machine.replay());
    byte[] part = bytes("snapshot-machine.hex");
    SnapshotHeader header = SnapshotHeader.decode(part);
    assertThat(header.ofBoard()).isFalse();
    assertThat(SnapshotDecoder.machine(header, List.of(part).iterator()).digest())
        .isEqualTo(machine.digest());

    var straight = board();
    assertThat(StateDigest.of(board(bytes("snapshot-board.hex"))::writeTo))
        .isEqualTo(StateDigest.of(straight::writeTo));
  }

  @Test
  void refusesABoardThatIsNotTheOneThatWasWritten() throws IOException {
    byte[] part = bytes("snapshot-board.hex");
    SnapshotHeader header = SnapshotHeader.decode(part);
    byte[] body = new byte[part.length - SnapshotHeader.BYTES];
    System.arraycopy(part, SnapshotHeader.BYTES, body, 0, body.length);
    byte[] anotherDigest =
        new SnapshotHeader(
                header.version(),
                header.partition(),
                header.lastBatch(),
                header.nextOffset(),
                header.digest() + 1,
                0,
                false,
                true)
            .encode(body, body.length);

    assertThatThrownBy(() -> board(anotherDigest))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("another state");
  }
}
