package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One thread writes a stream in which every figure follows from the batch's number, others read and
 * check that what they see belongs to one batch.
 */
@Timeout(60)
class BoardReadersTest {

  private static final String QUEUE = "demo";

  /** Joined, called, entered and completed in each batch; the stages lag by one batch each. */
  private static final int STEP = 64;

  private static final int BATCHES = 60_000;
  private static final int READERS = 3;

  private final Board board = new Board(1);
  private final BoardWriter writer = board.writer(0);
  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

  @BeforeEach
  void createTheQueue() {
    writer.beginBatch(0);
    writer.queueCreated(0, QUEUE, 1, 0, QueueSettings.defaults(QUEUE));
    writer.endBatch();
  }

  @AfterEach
  void stopTheReaders() {
    readers.shutdownNow();
  }

  @Test
  void everyReaderSeesOneBatchAtATime() throws Exception {
    List<Future<Long>> checks = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      checks.add(readers.submit(this::readUntilTheEnd));
    }

    for (long batch = 1; batch <= BATCHES; batch++) {
      write(batch);
    }

    for (Future<Long> check : checks) {
      assertThat(check.get()).isPositive();
    }
  }

  @Test
  void writingMakesNoGarbageOnceTheBoardHasItsSize() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long batch = 1;
    while (batch <= 30_000) {
      write(batch++);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    int batches = 1_000;
    for (int i = 0; i < batches; i++) {
      write(batch++);
    }
    long numbers = (long) batches * STEP;
    long chunkBytes = (numbers / 65_536 + 1) * (32_768 + 8_192 + 512);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(chunkBytes);
  }

  private void write(long batch) {
    writer.beginBatch(batch);
    writer.ticked(10, 1_790_000_000_000L + batch * 10);
    for (long number = (batch - 1) * STEP + 1; number <= batch * STEP; number++) {
      writer.joined(0, number, number, 0, 1, number);
    }
    if (batch > 1) {
      writer.called(0, (batch - 2) * STEP + 1, (batch - 1) * STEP);
    }
    for (long number = (batch - 3) * STEP + 1;
        batch > 2 && number <= (batch - 2) * STEP;
        number++) {
      writer.entered(0, number);
    }
    for (long number = (batch - 4) * STEP + 1;
        batch > 3 && number <= (batch - 3) * STEP;
        number++) {
      writer.completed(0, number);
    }
    writer.endBatch();
  }

  private long readUntilTheEnd() {
    long looks = 0;
    long version = 0;
    while (version < BATCHES) {
      version = checkQueue(version);
      if (version > 3) {
        checkToken(1 + ThreadLocalRandom.current().nextLong(version * STEP));
      }
      looks++;
    }
    return looks;
  }

  private long checkQueue(long versionBefore) {
    QueueView view = board.queue(QUEUE);
    long version = view.version();
    assertThat(version).isGreaterThanOrEqualTo(versionBefore);
    assertThat(view.lastNumber()).isEqualTo(version * STEP);
    if (version > 3) {
      assertThat(view.servingNumber()).isEqualTo((version - 1) * STEP);
      assertThat(view.waiting()).isEqualTo(STEP);
      assertThat(view.ready()).isEqualTo(STEP);
      assertThat(view.active()).isEqualTo(STEP);
    }
    return version;
  }

  private void checkToken(long number) {
    TokenView view = board.token(QUEUE, number);
    long batchesAgo = view.version() - (number + STEP - 1) / STEP;
    TokenState expected =
        batchesAgo <= 0
            ? TokenState.WAITING
            : batchesAgo == 1
                ? TokenState.READY
                : batchesAgo == 2 ? TokenState.ACTIVE : TokenState.COMPLETED;
    assertThat(view.state()).isEqualTo(expected);
    if (expected == TokenState.WAITING) {
      assertThat(view.position()).isEqualTo(number - (view.version() - 1) * STEP);
    }
  }
}
