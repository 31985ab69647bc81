package io.daegi.bench;

import io.daegi.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A suite of groups, measured one after the other. */
public record GroupedSuite(String name, List<FigureGroup> groups) implements Suite {

  public GroupedSuite {
    groups = List.copyOf(groups);
  }

  @Override
  public List<Figure> run(Effort effort, Progress progress) {
    requireKnown(effort.only());
    List<Figure> figures = new ArrayList<>();
    for (FigureGroup group : groups) {
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

  private void requireKnown(Set<String> wanted) {
    Set<String> known = groups.stream().map(FigureGroup::name).collect(Collectors.toSet());
    var unknown = new TreeSet<>(wanted);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no group is called %s; there are: %s"
              .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
  }
}
