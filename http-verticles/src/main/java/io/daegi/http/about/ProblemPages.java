package io.daegi.http.about;

import io.daegi.http.problem.ProblemCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The pages of the problems, as HTML. */
final class ProblemPages {

  private ProblemPages() {}

  /** The page of one problem. */
  static String page(ProblemCode problem) {
    return frame(
        problem.title(),
        """
        <p class="status">%d</p>
        <h1>%s</h1>
        <p class="what">%s</p>
        <h2>What to do</h2>
        <p>%s</p>
        <p class="code">code <code>%s</code></p>
        <p><a href="/problems">All problems</a></p>
        """
            .formatted(
                problem.status(),
                escape(problem.title()),
                escape(problem.page()),
                escape(advice(problem)),
                problem.code()));
  }

  /** All problems, by status. */
  static String list() {
    var rows =
        Arrays.stream(ProblemCode.values())
            .sorted(Comparator.comparingInt(ProblemCode::status).thenComparing(ProblemCode::code))
            .map(ProblemPages::row)
            .collect(Collectors.joining());
    return frame(
        "Problems",
        """
        <h1>Problems</h1>
        <p class="what">Every reason for which a call can be refused. Answers carry it as
        <code>code</code>, in the form of RFC 9457.</p>
        <table>
        <thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        """
            .formatted(rows));
  }

  private static String row(ProblemCode problem) {
    return "<tr><td>%d</td><td><a href=\"/problems/%s\"><code>%s</code></a></td><td>%s</td></tr>\n"
        .formatted(problem.status(), problem.code(), problem.code(), escape(problem.page()));
  }

  private static String advice(ProblemCode problem) {
    return switch (problem.status()) {
      case 401 -> "Send a valid credential in the Authorization header.";
      case 402 -> "Nothing was booked. Choose again, or pay in another way.";
      case 408, 429, 503 -> "Wait as long as Retry-After says, then ask again. It is safe.";
      case 409, 412, 428 -> "Read the current state first, then decide again.";
      case 500 -> "Ask again later, and tell the operator the instance of the answer.";
      default -> "The same request will be refused again: change it first.";
    };
  }

  private static String frame(String title, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s · Daegi</title>
        <link rel="stylesheet" href="/problems.css">
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escape(title), content);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
