package io.daegi.engine.process;

import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.fixture.RunningEngine;
import io.daegi.engine.fixture.RunningShard;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An engine in a process of its own, among others of the same log: it follows, and leads what the
 * group gives it. While it leads, one visitor after the other joins, and what they are told it
 * writes down. The end of its standard input ends it in order.
 */
public final class MemberProcess {

  private static final long NEXT_VISITOR_MS = 2;

  private final CountDownLatch ending = new CountDownLatch(1);

  private MemberProcess() {}

  public static void main(String... arguments) {
    try {
      new MemberProcess().live(EngineLife.ofArguments(arguments));
      System.exit(0);
    } catch (IOException | InterruptedException | RuntimeException e) {
      EngineProcess.die(e);
    }
  }

  private void live(EngineLife life) throws IOException, InterruptedException {
    var told = new ToldJoins.Writer(life.folder());
    watchInput();
    try (var engine = new RunningEngine(life.log(), life.node(), 1)) {
      for (long visitor = 1; !ending.await(NEXT_VISITOR_MS, TimeUnit.MILLISECONDS); visitor++) {
        if (engine.failure() != null) {
          EngineProcess.die(engine.failure());
        }
        if (!engine.led().isEmpty()) {
          join(engine.shard(0), life, visitor, told);
        }
      }
    }
  }

  private static void join(
      RunningShard shard, EngineLife life, long visitor, ToldJoins.Writer told) {
    Answer answer = shard.ask(c -> c.join(EngineLife.QUEUE, life.life(), visitor));
    if (answer.outcome().isAccepted()) {
      told.tell(answer.number(), life.life(), visitor);
    } else if (answer.outcome() == Outcome.QUEUE_UNKNOWN) {
      shard.ask(c -> c.createQueue(EngineLife.QUEUE, life.queueSettings()));
    }
  }

  private void watchInput() {
    var input =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                EngineProcess.die(e);
              }
              ending.countDown();
            },
            "input");
    input.setDaemon(true);
    input.start();
  }
}
