package io.daegi.http.shop;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;

/** Whether a visitor may pass into a shop. */
sealed interface Verdict {

  /**
   * @param sessionEndsMs wall-clock end of what is known to be granted
   */
  record Granted(String tokenId, long sessionEndsMs) implements Verdict {}

  /** The visitor stays outside; the problem's code is the reason. */
  record Denied(Problem problem) implements Verdict {

    static Denied of(ProblemCode code) {
      return new Denied(Problem.of(code));
    }

    /** 401 when we do not know who comes, 403 for all else: proxies understand nothing more. */
    int status() {
      return problem.status() == 401 ? 401 : 403;
    }
  }
}
