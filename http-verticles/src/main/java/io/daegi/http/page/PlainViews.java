package io.daegi.http.page;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.http.problem.Problem;
import io.daegi.http.queue.TokenStatus;
import io.daegi.http.words.Words;

/** What a visitor without scripts is shown in each state of the place and of the line. */
final class PlainViews {

  private PlainViews() {}

  /**
   * Before the visitor has a place.
   *
   * @param key names the visitor of the join, so that a form that is sent twice takes one place
   */
  static void join(PlainPage page, QueueView queue, long nowMs, String key) {
    var words = page.words();
    page.kicker(queue.settings().title());
    switch (queue.state()) {
      case SCHEDULED -> ahead(page, queue, nowMs);
      case DRAINING, CLOSED ->
          page.heading(words.text("join.closed"))
              .paragraph("lead", words.text("join.closedLead"))
              .note(WaitWords.note(words, queue));
      case OPEN, PAUSED ->
          page.heading(words.text("join.title"))
              .paragraph("lead", words.text("join.lead"))
              .note(WaitWords.note(words, queue))
              .facts(
                  words.text("join.waiting"),
                  words.number(queue.waiting()),
                  words.text("join.inside"),
                  words.text(
                      "join.capacity",
                      "inside",
                      queue.ready() + queue.active(),
                      "capacity",
                      queue.settings().capacity()))
              .form(page.address().at("join", "key", key), "primary", words.text("join.do"));
    }
  }

  private static void ahead(PlainPage page, QueueView queue, long nowMs) {
    var words = page.words();
    long opensAtMs = queue.settings().opensAtMs();
    page.heading(words.text("join.ahead"));
    page.paragraph(
        "lead",
        opensAtMs == 0
            ? words.text("join.scheduledSometime")
            : words.text("join.scheduled", "time", WaitWords.moment(words, opensAtMs)));
    if (opensAtMs != 0) {
      page.facts(words.text("join.opensIn"), WaitWords.about(words, opensAtMs - nowMs));
    }
    page.note(WaitWords.note(words, queue));
  }

  /**
   * Somebody who has, or had, a place.
   *
   * @param key of the next join, as above
   */
  static void place(PlainPage page, TokenStatus status, String key) {
    page.kicker(status.queue().settings().title());
    switch (status.view().state()) {
      case WAITING -> waiting(page, status);
      case READY -> called(page, status);
      case ACTIVE -> inside(page, status);
      case COMPLETED, LEFT, ABANDONED, EXPIRED, TURNED_AWAY -> end(page, status, key);
    }
  }

  private static void waiting(PlainPage page, TokenStatus status) {
    var words = page.words();
    var queue = status.queue();
    long position = status.view().position();
    boolean isMoving =
        status.view().etaMs() >= 0
            && queue.state() != QueueState.PAUSED
            && WaitWords.isCalling(queue);
    var ahead =
        position == 1
            ? words.text("waiting.next")
            : words.text("waiting.ahead", "count", position - 1);
    var number = words.number(status.number());
    page.heading(words.text("waiting.title"))
        .note(WaitWords.note(words, queue))
        .place(words.text("waiting.place"), words.number(position), ahead);
    if (isMoving) {
      page.facts(
          words.text("waiting.eta"),
          WaitWords.about(words, status.view().etaMs()),
          words.text("waiting.number"),
          number);
    } else {
      page.facts(words.text("waiting.number"), number);
    }
    long keptUntilMs = status.nowMs() + queue.settings().waitingTtlMs();
    page.paragraph("lead", words.text("waiting.kept", "time", WaitWords.moment(words, keptUntilMs)))
        .leaving(words.text("leave.do"));
  }

  private static void called(PlainPage page, TokenStatus status) {
    var words = page.words();
    page.call()
        .heading(words.text("called.title"))
        .paragraph("clock", WaitWords.left(status.view().remainingMs()))
        .paragraph("label", words.text("called.left"))
        .form(page.address().at("enter"), "primary large", words.text("called.do"));
    if (status.queue().state() == QueueState.PAUSED) {
      page.paragraph("note", words.text("called.paused"));
    }
    page.note(WaitWords.message(status.queue()))
        .paragraph("small", words.text("called.lead"))
        .leaving(words.text("leave.do"));
  }

  private static void inside(PlainPage page, TokenStatus status) {
    var words = page.words();
    var returnTo = page.address().returnTo();
    page.heading(words.text("inside.title"))
        .facts(words.text("shop.left"), WaitWords.left(status.view().remainingMs()))
        .paragraph("lead", words.text(returnTo == null ? "inside.back" : "inside.lead"));
    if (returnTo != null) {
      page.link(returnTo, "primary", words.text("inside.do"));
    }
    page.leaving(words.text("leave.shop"));
  }

  private static void end(PlainPage page, TokenStatus status, String key) {
    var words = page.words();
    var why = why(words, status);
    page.heading(words.text("end." + why + ".title"))
        .paragraph("lead", words.text("end." + why + ".text"))
        .note(WaitWords.message(status.queue()));
    if (status.isOver() && status.view().state() != TokenState.TURNED_AWAY) {
      page.form(page.address().at("join", "key", key), "primary", words.text("join.again"));
    }
  }

  private static String why(Words words, TokenStatus status) {
    if (!status.isOver()) {
      return "RETURNING";
    }
    EndReason reason = status.view().reason();
    boolean isKnown = reason != null && words.has("end." + reason.code() + ".title");
    return isKnown ? reason.code() : status.view().state().name();
  }

  /** Why something was not done, and the way on. */
  static void refusal(PlainPage page, Problem problem) {
    var words = page.words();
    var key = "problem." + problem.code().code();
    page.heading(words.text("trouble.title"))
        .paragraph(
            "lead",
            words.has(key)
                ? words.text(key, "seats", "", "missing", "")
                : words.text("problem.other", "detail", problem.detail()))
        .link(page.address().room(), "primary", words.text("again"));
  }
}
