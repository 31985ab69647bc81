package io.daegi.engine.shard;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.Pipeline;
import io.daegi.engine.pipeline.PipelineListener;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** From the state that was taken over to an incarnation that leads. */
final class Accession {

  /** Looks, not time: a process that was stopped meanwhile has lost one of them. */
  private static final int LOOKS_FOR_THE_FIRST_BATCH = 30;

  private static final long LOOK_MS = 1_000;

  private final ShardConfig config;
  private final Executor ingress;
  private final ShardListener listener;
  private final Shard.ShardClocks clocks;
  private final Consumer<Throwable> bug;

  Accession(
      ShardConfig config,
      Executor ingress,
      ShardListener listener,
      Shard.ShardClocks clocks,
      Consumer<Throwable> bug) {
    this.config = config;
    this.ingress = ingress;
    this.listener = listener;
    this.clocks = clocks;
    this.bug = bug;
  }

  /** Starts the stages. Nobody knows the incarnation yet. */
  Incarnation incarnate(Succession from) {
    var end = new End();
    var pipeline =
        new Pipeline(
            from.machine(),
            config.partition(),
            from.session(),
            from.version(),
            from.lastBatch() + 1,
            config.waitStrategy().get(),
            clocks.wallMs(),
            endsBy(end));
    pipeline.start();
    String address = config.place().apply(Incarnation.address(config.partition(), from.epoch()));
    return new Incarnation(config.partition(), address, pipeline, from.session(), ingress, end);
  }

  private PipelineListener endsBy(End end) {
    return new PipelineListener() {
      @Override
      public void appended(long batchNumber, long durationNs, int commands, int bytes) {
        listener.appended(batchNumber, durationNs, commands, bytes);
      }

      @Override
      public void journalFailed(JournalException cause) {
        end.byTrouble(cause);
      }

      @Override
      public void bug(Throwable cause) {
        bug.accept(cause);
        end.byBug(cause);
      }
    };
  }

  /** Writes {@code Led} as the first batch: nobody is answered before it is durable. */
  boolean declare(Incarnation incarnation) throws InterruptedException {
    var led = new LinkedBlockingQueue<Outcome>();
    ingress.execute(
        () -> {
          Envelope envelope = incarnation.tryClaimReserved();
          envelope
              .command()
              .lead(config.node(), incarnation.address(), clocks.wallMs().getAsLong());
          envelope.setReplyTo(answered -> led.add(answered.answer().outcome()), 0);
          incarnation.publish();
        });
    for (int look = 0; look < LOOKS_FOR_THE_FIRST_BATCH; look++) {
      Outcome outcome = led.poll(LOOK_MS, TimeUnit.MILLISECONDS);
      if (outcome != null) {
        return outcome == Outcome.DONE;
      }
    }
    throw new IllegalStateException("the first batch got no answer");
  }
}
