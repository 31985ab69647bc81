package io.daegi.bench.engine;

import io.daegi.bench.peers.WaitingRoom;
import io.daegi.engine.journal.JournalException;
import java.io.IOException;

/** A rung seen as a waiting room, so that peers can stand beside it. */
final class RungRoom implements WaitingRoom {

  private final Rung rung;
  private final Crowd crowd;

  RungRoom(Rung rung) {
    this.rung = rung;
    this.crowd = new Crowd(rung);
    crowd.openTheQueue();
  }

  @Override
  public void join(int visitors) {
    crowd.join(visitors);
  }

  @Override
  public void pass(int visitors) {
    crowd.pass(visitors);
  }

  @Override
  public void verify() {
    crowd.verify();
  }

  @Override
  public void close() throws IOException {
    try {
      rung.close();
    } catch (JournalException e) {
      throw new IOException(e);
    }
  }
}
