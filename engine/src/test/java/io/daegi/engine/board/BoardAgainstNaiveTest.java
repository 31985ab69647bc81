package io.daegi.engine.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.TokenState;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoardAgainstNaiveTest {

  private static final int STREAMS = 2_000;
  private static final int QUEUES = 3;

  @Test
  void saysTheSameAsANaiveBoardAfterRandomEvents() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    for (int stream = 0; stream < STREAMS; stream++) {
      long streamSeed = seed + stream;
      try {
        playAndCompare(new Random(streamSeed), 1 + stream % 40);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("fails with -Ddaegi.seed=" + streamSeed, e);
      }
    }
  }

  @Test
  void saysTheSameAsANaiveBoardInALongQueue() {
    long seed = Long.getLong("daegi.seed", ThreadLocalRandom.current().nextLong());
    try {
      playAndCompare(new Random(seed), 600);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("fails with -Ddaegi.seed=" + seed, e);
    }
  }

  private static void playAndCompare(Random random, int batches) {
    var clocks = new ManualClocks();
    Board board = clocks.board(1);
    BoardWriter writer = board.writer(0);
    var naive = new NaiveBoard();
    var events = new RandomEvents(random, naive, writer);

    for (int batch = 0; batch < batches; batch++) {
      writer.beginBatch(batch);
      if (batch == 0) {
        events.lead(clocks.wallMs());
        createQueues(events);
      }
      for (int i = random.nextInt(40); i > 0; i--) {
        events.next();
      }
      long stepMs = random.nextInt(2_000);
      clocks.passMs(stepMs);
      events.tick(stepMs, clocks.wallMs());
      writer.endBatch();
    }
    for (int queue = 0; queue < QUEUES; queue++) {
      compare(board, "q" + queue, naive.queues.get(queue), batches - 1);
    }
  }

  private static void createQueues(RandomEvents events) {
    for (int queue = 0; queue < QUEUES; queue++) {
      events.createQueue("q" + queue);
    }
  }

  private static void compare(Board board, String queueId, NaiveBoard.Queue naive, long version) {
    QueueView view = board.queue(queueId);
    assertThat(view.state()).isEqualTo(naive.state);
    assertThat(view.held()).isEqualTo(naive.held);
    assertThat(view.settings()).isEqualTo(naive.settings);
    assertThat(view.servingNumber()).isEqualTo(naive.servingNumber);
    assertThat(view.lastNumber()).isEqualTo(naive.tokens.size());
    assertThat(view.waiting()).isEqualTo(naive.count(TokenState.WAITING));
    assertThat(view.ready()).isEqualTo((int) naive.count(TokenState.READY));
    assertThat(view.active()).isEqualTo((int) naive.count(TokenState.ACTIVE));
    long waitingAhead = 0;
    for (NaiveBoard.Token token : naive.tokens) {
      compare(board.token(queueId, token.number), naive, token, 1 + waitingAhead, version);
      waitingAhead += token.state == TokenState.WAITING ? 1 : 0;
    }
  }

  private static void compare(
      TokenView view, NaiveBoard.Queue queue, NaiveBoard.Token token, long position, long version) {
    boolean ready = token.state == TokenState.READY;
    boolean runs = ready ? queue.readyRuns() : queue.activeRuns();
    long leftMs = token.deadlineMs - (ready ? queue.readyMs : queue.activeMs);
    boolean inside = token.state.isAdmitted();

    assertThat(view)
        .isEqualTo(
            new TokenView(
                token.state,
                token.reason,
                token.state == TokenState.WAITING ? position : 0,
                view.etaMs(),
                inside ? Math.max(0, leftMs) : -1,
                inside && !runs,
                version));
  }
}
