package io.daegi.launcher.cluster;

import java.util.List;

/** The broker. */
record BrokerVictim(BrokerProcess broker, Mishap.Deed deed) implements Victim {

  @Override
  public String name() {
    return "the broker";
  }

  @Override
  public void strike() throws Exception {
    switch (deed) {
      case KILLED -> broker.kill();
      case ENDED -> broker.end();
      case STOPPED -> Commands.signal("STOP", List.of(broker.pid()));
      case SLOW_DISK -> {
        broker.end();
        broker.start(SlowDisk.LAUNCHED).awaitReady();
      }
      case CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS, CUT_FROM_PEERS ->
          throw new IllegalArgumentException("it asks nobody");
    }
  }

  @Override
  public void mend() throws Exception {
    switch (deed) {
      case KILLED, ENDED -> broker.start().awaitReady();
      case STOPPED -> Commands.signal("CONT", List.of(broker.pid()));
      case SLOW_DISK -> {
        broker.end();
        broker.start().awaitReady();
      }
      case CUT_FROM_KAFKA, CUT_FROM_POSTGRES, CUT_FROM_REDIS, CUT_FROM_PEERS ->
          throw new IllegalArgumentException("it asks nobody");
    }
  }
}
