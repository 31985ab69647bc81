package io.daegi.http.stream;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.StatusReader;

/** What both kinds of stream are built from. */
public record StreamParts(
    Edge edge,
    Credentials credentials,
    StatusReader statuses,
    BoardGate gate,
    LeavePolicy leaving) {

  StreamAuth auth() {
    return new StreamAuth(edge, credentials);
  }
}
