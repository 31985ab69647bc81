package io.daegi.http.stream;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A visitor's connection that keeps what it is told, and takes it only while it reads. */
final class RecordingSink implements StreamSink {

  private final List<String> statuses = new ArrayList<>();
  private boolean reads = true;
  private boolean answers = true;
  private boolean holdsOne;
  private int pings;
  private StreamEnd end;

  /** Takes nothing beyond the next status. */
  void stopReading() {
    reads = false;
  }

  void readOn() {
    reads = true;
    holdsOne = false;
  }

  List<JsonObject> statuses() {
    return statuses.stream().map(JsonObject::new).toList();
  }

  int count() {
    return statuses.size();
  }

  JsonObject last() {
    return new JsonObject(statuses.getLast());
  }

  int pings() {
    return pings;
  }

  /** How it was ended; null while it was not. */
  StreamEnd end() {
    return end;
  }

  /** Like SSE, it cannot answer pings. */
  RecordingSink thatCannotAnswer() {
    answers = false;
    return this;
  }

  @Override
  public String kind() {
    return SocketSink.KIND;
  }

  @Override
  public boolean isFull() {
    return holdsOne;
  }

  @Override
  public void send(String status, long version) {
    if (holdsOne) {
      throw new IllegalStateException("a second status for a reader that has not taken the first");
    }
    statuses.add(status);
    holdsOne = !reads;
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public boolean answersPings() {
    return answers;
  }

  @Override
  public void end(StreamEnd why) {
    end = why;
  }
}
