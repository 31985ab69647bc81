package io.daegi.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as horizontal bars: one group a unit, each on its own scale from 0, goals as a mark. */
final class BarPlot {

  private static final int LABELS = 520;
  private static final int BARS = 420;
  private static final int VALUES = 120;
  private static final int ROW = 26;
  private static final int GROUP_HEAD = 34;

  private final String title;
  private final Map<String, List<Figure>> unitToFigures;
  private final StringBuilder svg = new StringBuilder();
  private int y = 48;

  BarPlot(String title, List<Figure> figures) {
    this.title = title;
    this.unitToFigures =
        figures.stream()
            .collect(Collectors.groupingBy(Figure::unit, LinkedHashMap::new, Collectors.toList()));
  }

  String toSvg() {
    unitToFigures.forEach(this::group);
    int width = LABELS + BARS + VALUES;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
        font-family="system-ui, sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="16" y="28" font-size="18" font-weight="600" fill="#1c2733">Suite %s</text>
        %s</svg>
        """
        .formatted(width, y + 16, escaped(title), svg);
  }

  private void group(String unit, List<Figure> figures) {
    text(16, y + 22, "start", "#5b6b7b", unit);
    y += GROUP_HEAD;
    double most = figures.stream().mapToDouble(BarPlot::extent).max().orElse(1);
    for (Figure figure : figures) {
      bar(figure, BARS / Math.max(most, Double.MIN_NORMAL));
      y += ROW;
    }
  }

  private static double extent(Figure figure) {
    return figure.goal() == null ? figure.value() : Math.max(figure.value(), figure.goal().bound());
  }

  private void bar(Figure figure, double pixelsPerUnit) {
    double length = Math.max(1, figure.value() * pixelsPerUnit);
    text(LABELS - 10, y + 15, "end", "#1c2733", figure.figure());
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"/>%n",
            LABELS,
            y + 3,
            length,
            Boolean.FALSE.equals(figure.met()) ? "#c2452d" : "#2f6f9f"));
    if (figure.goal() != null) {
      double at = LABELS + figure.goal().bound() * pixelsPerUnit;
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %dv20\" stroke=\"#1c2733\" stroke-dasharray=\"3 2\"/>%n",
              at,
              y + 1));
    }
    text(LABELS + length + 8, y + 15, "start", "#1c2733", Numbers.rounded(figure.value()));
  }

  private void text(double x, int baseline, String anchor, String colour, String words) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x,
            baseline,
            anchor,
            colour,
            escaped(words)));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
