package io.daegi.engine.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.journal.JournalSession;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Writers that are followed at any moment of a commit. */
@Timeout(120)
class FencedWriterTest {

  private static final int ROUNDS = 30;
  private static final int WRITES_BEFORE = 3;

  @TempDir Path dataDir;

  @Test
  void aWriterThatIsFollowedAtAnyMomentOfACommitKnowsThatItWasFenced() throws Exception {
    try (var services = EmbeddedServices.start(dataDir, EnumSet.of(ServiceKind.KAFKA))) {
      var config = new KafkaLogConfig(services.broker().bootstrapServers(), "fence.", Map.of());
      LogTopics.ensure(config, 1, 1);
      var journal = new KafkaJournal(config, 0);
      JournalSession writer = journal.takeOver();
      for (int round = 0; round < ROUNDS; round++) {
        var written = new CountDownLatch(WRITES_BEFORE);
        JournalSession writing = writer;
        var trouble = CompletableFuture.supplyAsync(() -> writeUntilTrouble(writing, written));
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        writer = journal.takeOver();
        assertThat(trouble.get(30, TimeUnit.SECONDS))
            .as("round %d", round)
            .isEqualTo(Trouble.FENCED);
        writing.close();
      }
      writer.close();
    }
  }

  private static Trouble writeUntilTrouble(JournalSession writer, CountDownLatch written) {
    var batch = new byte[1_000];
    while (true) {
      try {
        writer.append(batch, batch.length);
        written.countDown();
      } catch (JournalException e) {
        return e.trouble();
      }
    }
  }
}
