package io.daegi.bench.engine;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import io.daegi.bench.Suite;
import io.daegi.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The engine and its board, beside what one would take instead. */
public final class EngineSuite implements Suite {

  private static final List<FigureGroup> GROUPS =
      List.of(
          new JoinFigures(),
          new MachineFigures(),
          new GarbageFigures(),
          new MemoryFigures(),
          new BoardFigures(),
          new PeerFigures(),
          new DurableFigures(),
          new ReplayFigures(),
          new LatencyFigures(),
          new StallFigures());

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public List<Figure> run(Effort effort, Progress progress) {
    requireKnown(effort.only());
    List<Figure> figures = new ArrayList<>();
    for (FigureGroup group : GROUPS) {
      if (effort.wants(group.name())) {
        progress.say("group " + group.name());
        figures.addAll(measure(group, effort, progress));
      }
    }
    return figures;
  }

  private static List<Figure> measure(FigureGroup group, Effort effort, Progress progress) {
    try {
      return group.measure(effort, progress);
    } catch (Exception e) {
      throw new IllegalStateException("group %s: %s".formatted(group.name(), e.getMessage()), e);
    }
  }

  private static void requireKnown(Set<String> wanted) {
    Set<String> known = GROUPS.stream().map(FigureGroup::name).collect(Collectors.toSet());
    var unknown = new TreeSet<>(wanted);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no group is called %s; there are: %s"
              .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
  }
}
