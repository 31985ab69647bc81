package io.daegi.http.problem;

import java.util.Locale;

/**
 * Every refusal of the public contract: the one table from a reason to its status, its title and
 * the text of its page. A problem's {@code code} is the constant's name in kebab case.
 */
public enum ProblemCode {
  // the request itself
  NOT_FOUND(404, "Not found", "Nothing is served at this address."),
  METHOD_NOT_ALLOWED(
      405, "Method not allowed", "The address exists; the Allow header names what it understands."),
  BAD_REQUEST(400, "Bad request", "The request could not be read as HTTP."),
  JSON_INVALID(400, "Not valid JSON", "The body must be one JSON object in UTF-8."),
  VALIDATION_FAILED(
      400,
      "A field is missing or wrong",
      "The member errors names each field and what it must be."),
  PRECONDITION_FAILED(
      412, "Changed in the meantime", "The If-Match header does not name the current version."),
  REQUEST_TOO_SLOW(
      408, "Request too slow", "The body did not arrive in time; the connection is closed."),
  BODY_TOO_LARGE(
      413, "Body too large", "A body may have at most 16 KB, an operator's at most 256 KB."),
  URI_TOO_LONG(414, "Address too long", "The request line is longer than the server reads."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "Unsupported media type", "Bodies are sent as Content-Type: application/json."),
  PRECONDITION_REQUIRED(
      428, "If-Match is required", "Read the resource first and send its ETag as If-Match."),
  UPGRADE_REQUIRED(426, "WebSocket only", "This address speaks WebSocket (HTTP/1.1 upgrade)."),
  HEADERS_TOO_LARGE(431, "Headers too large", "All headers together may have at most 8 KB."),
  INTERNAL(500, "Internal error", "The fault is ours; the instance helps us to find it."),

  // credentials
  TOKEN_MISSING(401, "No token", "This call needs a queue token or a visitor credential."),
  TOKEN_INVALID(401, "Token not valid", "The credential is damaged, forged or of another queue."),
  ADMIN_KEY_INVALID(401, "Admin key not valid", "Operators send Authorization: Bearer ADMIN_KEY."),
  TOO_MANY_WRONG_KEYS(429, "Too many wrong keys", "Too many wrong keys came from this address."),
  ORIGIN_KEY_INVALID(401, "Origin key not valid", "Shops send Authorization: Bearer ORIGIN_KEY."),
  WRONG_QUEUE(403, "Token of another queue", "The token was given out for another queue."),
  ORIGIN_NOT_ALLOWED(
      403, "Origin not allowed", "Writes by cookie are taken from known web origins only."),
  AMBIGUOUS_CREDENTIALS(
      400, "Credentials disagree", "Cookie and Authorization header name different visitors."),

  // idempotency
  IDEMPOTENCY_KEY_MISSING(
      400, "Idempotency-Key is required", "Send an Idempotency-Key: a fresh UUID per attempt."),
  IDEMPOTENCY_KEY_WEAK(
      400, "Idempotency-Key too weak", "Use a UUID or at least 22 base64url characters."),
  IDEMPOTENCY_KEY_REUSED(
      422, "Idempotency-Key used before", "The same key came with another body."),
  IDEMPOTENCY_KEY_EXPIRED(
      409,
      "Idempotency-Key too old",
      "The place under this key was given long ago: only its visitor credential shows it."),
  IDEMPOTENCY_KEY_RUNNING(
      409, "Still running", "The first request with this key has not finished yet."),

  // the queue
  QUEUE_UNKNOWN(404, "No such queue", "No queue has this name."),
  QUEUE_NOT_OPEN(409, "Not open yet", "The queue opens at opensAt."),
  QUEUE_CLOSED(409, "Queue closed", "The queue takes nobody any more."),
  QUEUE_FULL(409, "Queue full", "As many wait as the queue may hold."),
  QUEUE_EXISTS(409, "Queue exists", "A queue of this name was created in the meantime."),
  TOO_MANY_QUEUES(409, "Too many queues", "The shard holds as many queues as it may."),
  WRONG_STATE(409, "Wrong state", "The queue's state does not allow this change."),
  NOT_CALLED(409, "Not called yet", "It is not this token's turn."),
  SESSION_OVER(410, "Session over", "The token has ended."),
  SESSION_ENDED(409, "Session ended", "The session has ended and cannot be changed."),
  SESSION_UNKNOWN(404, "No such session", "No token of this queue has this id."),
  NOT_ADMITTED(403, "Not admitted", "New business needs a token that was called."),
  TOO_MANY_JOINS(429, "Too many joins", "Too many new places were taken from this address."),

  STREAM_REPLACED(409, "Stream replaced", "The token opened more streams than it may have."),
  STREAM_TOO_SLOW(408, "Reader too slow", "The stream was not read for too long."),

  // booking
  CONCERT_UNKNOWN(404, "No such concert", "No concert has this id."),
  SHOW_UNKNOWN(404, "No such date", "The concert has no show on this date."),
  SEAT_UNKNOWN(404, "No such seat", "The show has no such seat."),
  SEAT_TAKEN(409, "Seat taken", "Somebody else holds or owns at least one of the seats."),
  SEAT_LIMIT(409, "Too many seats", "A visitor may hold only so many seats of a concert."),
  HOLD_ATTEMPTS(429, "Too many attempts", "A session has only so many attempts to hold seats."),
  RESERVATION_UNKNOWN(404, "No such reservation", "No reservation of yours has this id."),
  ALREADY_CONFIRMED(409, "Already confirmed", "A paid reservation cannot be released."),
  HOLD_EXPIRED(409, "Hold expired", "The hold ran out before it was paid."),
  HOLD_CANCELLED(409, "Hold cancelled", "The hold was released or cancelled."),
  PAYMENT_UNKNOWN(404, "No such payment", "No payment of yours has this id."),
  GATEWAY_UNKNOWN(404, "No such gateway", "No payment gateway of this name pays here."),
  SIGNATURE_INVALID(
      401, "Signature not valid", "The gateway did not sign this body within five minutes."),
  PAYMENT_DECLINED(402, "Payment declined", "The payment was declined; the hold is cancelled."),
  INSUFFICIENT_BALANCE(
      402, "Balance too low", "The balance does not cover the total; the hold is cancelled."),
  AMOUNT_OUT_OF_RANGE(400, "Amount out of range", "The amount cannot be charged at once."),
  CURRENCY_MISMATCH(400, "Another currency", "The wallet keeps its money in another currency."),
  SEATS_IN_USE(409, "Seats in use", "The change would drop seats that are held or sold."),
  TOP_UP_REFUSED(403, "Charging refused", "The balance cannot be charged here."),
  NOT_CONFIRMED(409, "Not confirmed", "Only a paid reservation has a ticket and can be refunded."),
  PAYMENT_RUNNING(
      409, "Payment running", "Another payment of this reservation has not finished yet."),
  BOOKING_UNAVAILABLE(
      503, "Booking unavailable", "Booking does not answer; repeating under the key is safe."),

  // trouble
  OVERLOADED(503, "Overloaded", "Too much at once; nothing happened, ask again."),
  UNAVAILABLE(503, "Unavailable", "A part that this needs is away; nothing was lost, ask again."),
  OUTCOME_UNKNOWN(
      503, "Outcome unknown", "The log did not say how it ended; asking again is safe."),
  BEHIND(503, "Behind", "This edge has not yet read what was promised; ask again.");

  private final int status;
  private final String title;
  private final String page;
  private final String code;

  ProblemCode(int status, String title, String page) {
    this.status = status;
    this.title = title;
    this.page = page;
    this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** One sentence for people: the problem's page, and its detail when there is no better one. */
  public String page() {
    return page;
  }

  public String code() {
    return code;
  }
}
