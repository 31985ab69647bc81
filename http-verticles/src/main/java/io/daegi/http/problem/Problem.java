package io.daegi.http.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One refusal as a value.
 *
 * @param status the HTTP status; the code's own unless a call says otherwise
 * @param errors fields that are missing or wrong
 * @param extras further members of the body
 * @param retryAfterMs when to ask again; 0: the answer does not say
 */
public record Problem(
    ProblemCode code,
    int status,
    String detail,
    List<FieldError> errors,
    Map<String, Object> extras,
    long retryAfterMs) {

  /**
   * A field that is missing or wrong.
   *
   * @param pointer JSON pointer into the body, or {@code #query/name}, {@code #header/name}
   */
  public record FieldError(String pointer, String code, String detail) {}

  public static Problem of(ProblemCode code) {
    return of(code, code.page());
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, code.status(), detail, List.of(), Map.of(), 0);
  }

  /** A validation problem of one field of the body. */
  public static Problem field(String pointer, String code, String detail) {
    return fields(List.of(new FieldError(pointer, code, detail)));
  }

  public static Problem fields(List<FieldError> errors) {
    var first = errors.getFirst();
    var detail = first.pointer() + " " + first.detail();
    return new Problem(
        ProblemCode.VALIDATION_FAILED,
        ProblemCode.VALIDATION_FAILED.status(),
        detail,
        List.copyOf(errors),
        Map.of(),
        0);
  }

  public Problem withStatus(int newStatus) {
    return new Problem(code, newStatus, detail, errors, extras, retryAfterMs);
  }

  public Problem withRetryAfterMs(long newRetryAfterMs) {
    return new Problem(code, status, detail, errors, extras, newRetryAfterMs);
  }

  /** Adds a member to the body. */
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(extras);
    more.put(name, value);
    return new Problem(code, status, detail, errors, more, retryAfterMs);
  }

  public ProblemException toException() {
    return new ProblemException(this);
  }

  /** The body, with {@code instance} as the request's id. */
  public JsonObject toJson(String requestId) {
    var json =
        new JsonObject()
            .put("type", "/problems/" + code.code())
            .put("title", code.title())
            .put("status", status)
            .put("detail", detail)
            .put("code", code.code())
            .put("instance", requestId);
    extras.forEach(json::put);
    if (!errors.isEmpty()) {
      var list = new ArrayList<JsonObject>();
      errors.forEach(
          e ->
              list.add(
                  new JsonObject()
                      .put("pointer", e.pointer())
                      .put("code", e.code())
                      .put("detail", e.detail())));
      json.put("errors", new JsonArray(list));
    }
    if (retryAfterMs > 0) {
      json.put("retryAfterMs", retryAfterMs);
    }
    return json;
  }
}
