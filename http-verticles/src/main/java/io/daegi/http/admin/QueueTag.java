package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;

/**
 * What an operator saw of a queue, as its ETag names it: {@code
 * "generation-settings-state-message"}. A change compares the part that it takes the place of:
 * whoever pauses a queue refuses nobody who changes its message.
 */
enum QueueTag {
  SETTINGS(1),
  STATE(2),
  MESSAGE(3);

  private static final String ANY = "*";

  private final int place;

  QueueTag(int place) {
    this.place = place;
  }

  /** The ETag of a queue as it is. */
  static String of(QueueView queue) {
    var word = HexFormat.of().toHexDigits(message(queue).hashCode());
    var settings = queue.generation() + "-" + queue.settingsVersion();
    return '"' + settings + "-" + queue.state() + "-" + word + '"';
  }

  /** The word to the waiting; empty when there is none. */
  static String message(QueueView queue) {
    return queue.message() == null ? "" : queue.message();
  }

  /**
   * Whether the request says what it saw; then it must be what there is.
   *
   * @throws io.daegi.http.problem.ProblemException 412 when this part changed since
   */
  boolean require(RoutingContext context, QueueView present) {
    var ifMatch = context.request().getHeader("If-Match");
    if (ifMatch == null) {
      return false;
    }
    if (!isSeen(ifMatch, of(present))) {
      throw Problem.of(ProblemCode.PRECONDITION_FAILED).toException();
    }
    return !ifMatch.strip().equals(ANY);
  }

  private boolean isSeen(String ifMatch, String etag) {
    var present = parts(etag);
    for (var candidate : ifMatch.split(",", -1)) {
      var seen = parts(candidate);
      boolean isAny = candidate.strip().equals(ANY);
      if (isAny || (seen.length > place && seen[0].equals(present[0]) && isSame(seen, present))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSame(String[] seen, String[] present) {
    return seen[place].equals(present[place]);
  }

  private static String[] parts(String etag) {
    return etag.strip().replaceFirst("^W/", "").replace("\"", "").split("-", -1);
  }
}
