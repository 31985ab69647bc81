package io.daegi.engine.verticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.codec.ByteReader;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.model.QueueState;
import org.junit.jupiter.api.Test;

class BusCodecTest {
  private final ByteWriter out = new ByteWriter(16);
  private final Command read = new Command();

  @Test
  void carriesWhatTheOperatorSawOfAState() {
    carry(new Command().changeState("demo", QueueState.CLOSED, "over", QueueState.PAUSED));
    assertThat(read.state()).isEqualTo(QueueState.CLOSED);
    assertThat(read.text()).isEqualTo("over");
    assertThat(read.seenState()).isEqualTo(QueueState.PAUSED);
  }

  @Test
  void carriesWhatTheOperatorSawOfAMessage() {
    carry(new Command().setMessage("demo", "Soon", ""));
    assertThat(read.text()).isEqualTo("Soon");
    assertThat(read.seenMessage()).isEmpty();
  }

  @Test
  void writesAChangeWithoutAConditionAsEveryBuildReadsIt() {
    carry(new Command().changeState("q", QueueState.OPEN, ""));
    assertThat(read.seenState()).isNull();
    assertThat(out.toBytes())
        .containsExactly(CommandType.CHANGE_STATE.code(), 1, 'q', QueueState.OPEN.code(), 0);
  }

  private void carry(Command command) {
    BusCodec.encode(command, out);
    ByteReader in = new ByteReader().wrap(out.array(), 0, out.size());
    BusCodec.decode(in, read);
    assertThat(in.remaining()).isZero();
    assertThat(read.type()).isEqualTo(command.type());
    assertThat(read.queueId()).isEqualTo(command.queueId());
  }
}
