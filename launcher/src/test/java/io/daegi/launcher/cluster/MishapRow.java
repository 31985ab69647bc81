package io.daegi.launcher.cluster;

import java.util.Map;

/**
 * What one mishap cost.
 *
 * @param whom it happened to
 * @param heldS seconds from its beginning to its mending
 * @param refusedS seconds from its beginning until joins were taken again at every edge but the one
 *     it happened to; 0 when none was refused; NaN where nobody can join meanwhile
 * @param afterS seconds from its mending until they were taken at every edge
 * @param refusals how often joins were refused with what
 * @param streamsLost that had to be opened again
 * @param works whether joins were taken again in time
 */
record MishapRow(
    Mishap mishap,
    String whom,
    double heldS,
    double refusedS,
    double afterS,
    Map<String, Long> refusals,
    Polls.Count polls,
    long streamsLost,
    boolean works) {

  String words() {
    return "%s (%s, %.0f s): joins work again after %s, everywhere %.1f s after its end, refused: %s; %d of %d polls failed, %d went to another edge, %d streams opened again%s"
        .formatted(
            mishap,
            whom,
            heldS,
            seconds(refusedS),
            afterS,
            refusals.isEmpty() ? "none" : refusals,
            polls.failed(),
            polls.asked(),
            polls.moved(),
            streamsLost,
            works ? "" : "; JOINS DO NOT WORK");
  }

  static String seconds(double s) {
    return Double.isNaN(s) ? "–" : "%.1f s".formatted(s);
  }
}
