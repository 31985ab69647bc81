package io.daegi.booking.api;

/**
 * What the edge found when it checked a token's admission, once per request.
 *
 * @param refusal why the token is not admitted; null when it is
 * @param position place in line of a token that waits; else null
 * @param expiresAtMs end of the session, milliseconds since 1970 UTC; 0 when not admitted
 */
public record AdmissionVerdict(RefusalCode refusal, Long position, long expiresAtMs) {

  public static AdmissionVerdict admittedUntil(long expiresAtMs) {
    return new AdmissionVerdict(null, null, expiresAtMs);
  }

  /**
   * @param refusal {@code NOT_ADMITTED}, {@code SESSION_OVER}, {@code WRONG_QUEUE} or {@code
   *     BOOKING_UNAVAILABLE} when the edge could not find out
   */
  public static AdmissionVerdict refused(RefusalCode refusal, Long position) {
    return new AdmissionVerdict(refusal, position, 0);
  }

  /** Whether new business may be done. */
  public boolean isAdmitted() {
    return refusal == null;
  }
}
