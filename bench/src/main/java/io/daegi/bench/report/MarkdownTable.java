package io.daegi.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Figures as a Markdown table whose columns line up in a terminal too. */
final class MarkdownTable {

  private static final List<String> HEAD = List.of("figure", "value", "unit", "goal", "met");

  private MarkdownTable() {}

  /** The table, and under it the conditions of all figures and of each. */
  static String of(List<Figure> figures, String everywhere) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    figures.forEach(figure -> rows.add(cells(figure)));
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEAD.size(); column++) {
      int at = column;
      widths.add(most(rows, row -> row.get(at).length()));
    }
    var text = new StringBuilder();
    for (int row = 0; row < rows.size(); row++) {
      line(text, rows.get(row), widths);
      if (row == 0) {
        line(text, widths.stream().map("-"::repeat).toList(), widths);
      }
    }
    text.append("\n- all: ").append(everywhere).append('\n');
    for (Figure figure : figures) {
      text.append("- ").append(figure.figure()).append(": ").append(figure.conditions());
      text.append('\n');
    }
    return text.toString();
  }

  private static List<String> cells(Figure figure) {
    return List.of(
        figure.figure(),
        Numbers.rounded(figure.value()),
        figure.unit(),
        figure.goal() == null ? "" : figure.goal().toString(),
        met(figure));
  }

  private static String met(Figure figure) {
    if (figure.goal() == null) {
      return "";
    }
    return (figure.met() ? "yes" : "no") + (figure.isNoisy() ? ", noisy" : "");
  }

  private static int most(List<List<String>> rows, ToIntFunction<List<String>> width) {
    return rows.stream().mapToInt(width).max().orElse(0);
  }

  private static void line(StringBuilder text, List<String> cells, List<Integer> widths) {
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(widths.get(column) - cell.length());
      boolean isNumber = column == 1;
      text.append("| ").append(isNumber ? space + cell : cell + space).append(' ');
    }
    text.append("|\n");
  }
}
