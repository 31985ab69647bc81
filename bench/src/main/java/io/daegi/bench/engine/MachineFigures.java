package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.FigureGroup;
import io.daegi.bench.Progress;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Goal;
import io.daegi.bench.report.Samples;
import io.daegi.bench.turns.Cost;
import io.daegi.bench.turns.Turns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Whether a join on the machine costs more the more people wait. */
final class MachineFigures implements FigureGroup {

  private static final String OWN = "no machine";

  /** The first and the last of those who join a long queue. */
  private record Joins(Cost all, Cost last) {

    @Override
    public String toString() {
      return "all in %s; the last in %s".formatted(all, last);
    }
  }

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public List<Figure> measure(Effort effort, Progress progress) throws Exception {
    int few = effort.choose(1_000_000, 20_000);
    int many = effort.choose(10_000_000, 40_000);
    int last = effort.choose(200_000, 5_000);
    String fewLabel = "machine, %,d waiting".formatted(few);
    String manyLabel = "machine, %,d waiting".formatted(many);
    Map<String, Callable<Joins>> ways = new LinkedHashMap<>();
    ways.put(OWN, () -> joins(new EmptyRung(), few, last));
    ways.put(fewLabel, () -> joins(new MachineRung(), few, last));
    ways.put(manyLabel, () -> joins(new MachineRung(), many, last));
    Map<String, List<Joins>> found = new Turns(effort, progress).run(ways);
    Samples ownNs = lastNs(found.get(OWN), last);
    Samples fewNs = lastNs(found.get(fewLabel), last).minus(ownNs);
    Samples manyNs = lastNs(found.get(manyLabel), last).minus(ownNs);
    Samples allNs = Samples.of(found.get(manyLabel), joins -> (double) joins.all.cpuNs() / many);
    String how =
        "the last %,d joins; machine and encoder on one thread, its processor time without %s"
            .formatted(last, "the bench's own share");
    return List.of(
        ownNs.toFigure(
            "join without a machine",
            "ns/join",
            null,
            "the bench's own share: commands made, answers checked"),
        fewNs.toFigure("join on the " + fewLabel, "ns/join", null, how),
        manyNs.toFigure("join on the " + manyLabel, "ns/join", Goal.atMost(150), how),
        manyNs
            .dividedBy(fewNs)
            .toFigure(
                "join on the machine, %,d against %,d waiting".formatted(many, few),
                "ratio",
                Goal.atMost(1.5),
                how),
        allNs.toFigure(
            "join on the machine, from the first to %,d".formatted(many),
            "ns/join",
            null,
            "all joins, the growth of every table and the bench's own share among them"));
  }

  private static Samples lastNs(List<Joins> found, int last) {
    return Samples.of(found, joins -> (double) joins.last.cpuNs() / last);
  }

  private static Joins joins(Rung rung, int visitors, int last) throws Exception {
    var crowd = new Crowd(rung);
    crowd.openTheQueue();
    Cost first = Cost.of(() -> crowd.join(visitors - last));
    Cost then = Cost.of(() -> crowd.join(last));
    crowd.verify();
    return new Joins(first.plus(then), then);
  }
}
