package io.daegi.engine.pipeline;

import static io.daegi.engine.fixture.MachineFixture.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;
import io.daegi.engine.fixture.FaultyLog;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.model.QueueSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes a record and what does not. */
class JournalHandlerTest {

  private final FaultyLog log = new FaultyLog(0, () -> true, record -> {});
  private final List<Long> versions = new ArrayList<>();
  private InlinePipeline pipeline;

  @BeforeEach
  void lead() throws JournalException {
    var listener =
        new PipelineListener() {
          @Override
          public void appended(long batchNumber, long durationNs, int commands, int bytes) {}

          @Override
          public void journalFailed(JournalException cause) {}

          @Override
          public void bug(Throwable cause) {
            throw new AssertionError(cause);
          }
        };
    pipeline =
        new InlinePipeline(
            new Machine(0),
            log.takeOver(),
            FormatVersion.NEWEST,
            0,
            () -> 5,
            listener,
            (command, answer, count) -> {});
    send(c -> c.lead("a", "engine.0.1", 1));
    send(c -> c.createQueue(QUEUE, QueueSettings.defaults(QUEUE)));
    turn();
  }

  private void send(Consumer<Command> filler) {
    Envelope envelope = pipeline.tryClaim(0);
    filler.accept(envelope.command());
    envelope.setReplyTo(answered -> versions.add(answered.version()), 0);
    pipeline.publish();
  }

  private void turn() {
    pipeline.apply();
    pipeline.commit(100);
  }

  @Test
  void writesNothingForATickThatTellsNothing() {
    send(c -> c.tick(100, 1));
    turn();

    assertThat(log.committed()).hasSize(1);
    assertThat(versions).hasSize(3);
  }

  @Test
  void writesASignOfLifeForAnAnswerWithoutEvents() {
    send(c -> c.tick(100, 1));
    send(c -> c.ask(QUEUE, 1, 7, 7));
    turn();

    assertThat(log.committed()).hasSize(2);
    assertThat(versions).endsWith(1L, 1L);
  }

  @Test
  void writesTheCommandsOfOneTurnAsOneRecord() {
    for (int i = 0; i < 50; i++) {
      int visitor = i;
      send(c -> c.join(QUEUE, 7, visitor));
    }
    turn();

    assertThat(log.committed()).hasSize(2);
  }
}
