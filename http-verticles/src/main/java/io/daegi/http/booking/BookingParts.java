package io.daegi.http.booking;

import io.daegi.booking.api.BookingClient;
import io.daegi.http.edge.AdmissionGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;

/** What booking's routes share; belongs to one event loop. */
public record BookingParts(
    BookingClient booking,
    Credentials credentials,
    Callers callers,
    ConcertMemory concerts,
    OwnWrites writes) {

  public static BookingParts on(
      Edge edge,
      BookingClient booking,
      Credentials credentials,
      AdmissionGate admission,
      OwnWrites writes) {
    return new BookingParts(
        booking,
        credentials,
        new Callers(edge, credentials, admission),
        new ConcertMemory(booking),
        writes);
  }
}
