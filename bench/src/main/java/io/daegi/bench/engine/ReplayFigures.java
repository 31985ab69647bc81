package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.peers.BenchServices;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Numbers;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import io.daegi.embedded.ServiceKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How fast a log is read again, against how fast it was written. */
final class ReplayFigures implements FigureGroup {

  private static final String LABEL = "written and read again";

  /** One log's two lives. */
  private record Log(long events, long writtenNs, long readNs, double commandsPerBatch) {

    double writtenPerSecond() {
      return events * 1e9 / writtenNs;
    }

    double readPerSecond() {
      return events * 1e9 / readNs;
    }

    @Override
    public String toString() {
      return "%,d events, %s/s in, %s/s out"
          .formatted(events, Numbers.rounded(writtenPerSecond()), Numbers.rounded(readPerSecond()));
    }
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int visitors = effort.choose(500_000, 5_000);
    try (var services = new BenchServices(ServiceKind.KAFKA)) {
      Map<String, Callable<Log>> ways = Map.of(LABEL, () -> writeAndRead(services, visitors));
      List<Log> logs = new Turns(effort, progress).run(ways).get(LABEL);
      Samples written = Samples.of(logs, Log::writtenPerSecond);
      Samples read = Samples.of(logs, Log::readPerSecond);
      String how =
          "%,d join, are called %,d at a time, complete; one broker in the process; same state"
              .formatted(visitors, Crowd.BATCH);
      return List.of(
          written.toFigure("events through the pipeline with Kafka journal", "events/s", null, how),
          Samples.of(logs, Log::commandsPerBatch)
              .toFigure("commands that share a commit", "commands", null, how),
          read.toFigure("events in replay", "events/s", null, how),
          read.dividedBy(written)
              .toFigure(
                  "replay against pipeline with Kafka journal", "ratio", Goal.atLeast(2), how));
    }
  }

  private static Log writeAndRead(BenchServices services, int visitors) throws Exception {
    var rung = new KafkaRung(services.newLog());
    Cost cost;
    try (rung) {
      var crowd = new Crowd(rung);
      crowd.openTheQueue();
      cost =
          Cost.of(
              () -> {
                crowd.join(visitors);
                crowd.pass(visitors);
              });
      crowd.verify();
    }
    return new Log(
        rung.replay().events(),
        cost.wallNs(),
        rung.replay().tookNs(),
        rung.pipeline().commandsPerBatch());
  }
}
