package io.daegi.launcher.cluster;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Rows of one kind as one, the middle and the worst of each. */
final class MishapTable {
  private static final String HEAD =
      """
      | fault | times | joins work again at the other edges | everywhere, after its end | polls failed | polls that went to another edge | streams opened again |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  private MishapTable() {}

  /** In the order of the roles. */
  static String of(List<MishapRow> rows) {
    Map<Mishap, List<MishapRow>> kinds = new LinkedHashMap<>();
    for (Mishap mishap : Mishap.all()) {
      List<MishapRow> some = rows.stream().filter(row -> row.mishap().equals(mishap)).toList();
      if (!some.isEmpty()) {
        kinds.put(mishap, some);
      }
    }
    StringBuilder table = new StringBuilder(HEAD);
    kinds.forEach((mishap, some) -> table.append(line(mishap.toString(), some)));
    return table.append(line("all", rows)).toString();
  }

  private static String line(String name, List<MishapRow> rows) {
    return "| %s | %d | %s | %s | %d of %,d | %,d | %,d |\n"
        .formatted(
            name,
            rows.size(),
            middleAndWorst(rows, MishapRow::refusedS),
            middleAndWorst(rows, MishapRow::afterS),
            sum(rows, row -> row.polls().failed()),
            sum(rows, row -> row.polls().asked()),
            sum(rows, row -> row.polls().moved()),
            sum(rows, MishapRow::streamsLost));
  }

  private static long sum(List<MishapRow> rows, ToLongFunction<MishapRow> figure) {
    return rows.stream().mapToLong(figure).sum();
  }

  private static String middleAndWorst(List<MishapRow> rows, ToDoubleFunction<MishapRow> figure) {
    List<Double> sorted =
        rows.stream()
            .map(figure::applyAsDouble)
            .filter(s -> !Double.isNaN(s))
            .sorted(Comparator.naturalOrder())
            .toList();
    if (sorted.isEmpty()) {
      return MishapRow.seconds(Double.NaN);
    }
    String worst = MishapRow.seconds(sorted.getLast());
    return sorted.size() == 1
        ? worst
        : MishapRow.seconds(sorted.get(sorted.size() / 2)) + ", at most " + worst;
  }
}
