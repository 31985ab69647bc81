package io.daegi.booking.api;

import java.util.List;

/**
 * What an operator saw who writes a concert's plan.
 *
 * @param revisions any of which the present plan must have; none: there must be no such concert;
 *     null: whatever there is
 * @param any whether the present plan may be any, as long as there is one
 */
public record SeenPlan(List<String> revisions, boolean any) {

  public static final SeenPlan WHATEVER = new SeenPlan(null, false);
  public static final SeenPlan NOTHING = new SeenPlan(List.of(), false);
  public static final SeenPlan SOMETHING = new SeenPlan(List.of(), true);

  public static SeenPlan of(List<String> revisions) {
    return new SeenPlan(List.copyOf(revisions), false);
  }

  /**
   * Whether this is what there is.
   *
   * @param revision of the present plan; null when there is no such concert
   */
  public boolean fits(String revision) {
    if (revisions == null) {
      return true;
    }
    if (revision == null) {
      return revisions.isEmpty() && !any;
    }
    return any || revisions.contains(revision);
  }
}
