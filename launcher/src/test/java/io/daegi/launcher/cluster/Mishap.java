package io.daegi.launcher.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Something that happens to one process of a deployment, or to a service under it. */
record Mishap(Role role, Deed deed) {

  /** To whom. */
  enum Role {
    ENGINE,
    EDGE,
    BOOKING,
    KAFKA,
    POSTGRES,
    REDIS;

    /** Whether another of its kind does the work meanwhile. */
    boolean hasOthers() {
      return this == ENGINE || this == EDGE || this == BOOKING;
    }

    /** Whether nobody gets a place while it is away. */
    boolean isNeededToJoin() {
      return this == KAFKA;
    }

    String word() {
      return switch (this) {
        case ENGINE -> "engine";
        case EDGE -> "edge";
        case BOOKING -> "booking";
        case KAFKA -> "broker";
        case POSTGRES -> "PostgreSQL";
        case REDIS -> "Redis";
      };
    }
  }

  /** What. */
  enum Deed {
    KILLED("killed"),
    ENDED("ended in order"),
    STOPPED("stopped, then woken"),
    CUT_FROM_KAFKA("cut from Kafka"),
    CUT_FROM_POSTGRES("cut from PostgreSQL"),
    CUT_FROM_REDIS("cut from Redis"),
    CUT_FROM_PEERS("cut from its peers"),
    SLOW_DISK("with a slow disk");

    private final String words;

    Deed(String words) {
      this.words = words;
    }

    boolean isCut() {
      return name().startsWith("CUT");
    }

    /** Whether the process is gone, and has to be started again. */
    boolean isEnd() {
      return this == KILLED || this == ENDED;
    }
  }

  private static List<Mishap> of(Role role, Deed... deeds) {
    return Arrays.stream(deeds).map(deed -> new Mishap(role, deed)).toList();
  }

  /** Each there is. */
  static List<Mishap> all() {
    List<Mishap> all = new ArrayList<>();
    all.addAll(of(Role.ENGINE, Deed.KILLED, Deed.ENDED, Deed.STOPPED));
    all.addAll(of(Role.ENGINE, Deed.CUT_FROM_KAFKA, Deed.CUT_FROM_PEERS));
    all.addAll(of(Role.EDGE, Deed.KILLED, Deed.ENDED, Deed.STOPPED));
    all.addAll(of(Role.EDGE, Deed.CUT_FROM_KAFKA, Deed.CUT_FROM_REDIS, Deed.CUT_FROM_PEERS));
    all.addAll(of(Role.BOOKING, Deed.KILLED, Deed.ENDED, Deed.STOPPED));
    all.addAll(of(Role.BOOKING, Deed.CUT_FROM_KAFKA, Deed.CUT_FROM_POSTGRES));
    all.addAll(of(Role.BOOKING, Deed.CUT_FROM_REDIS, Deed.CUT_FROM_PEERS));
    all.addAll(of(Role.KAFKA, Deed.KILLED, Deed.ENDED, Deed.STOPPED, Deed.SLOW_DISK));
    all.addAll(of(Role.POSTGRES, Deed.KILLED, Deed.STOPPED, Deed.SLOW_DISK));
    all.addAll(of(Role.REDIS, Deed.KILLED, Deed.STOPPED));
    return all;
  }

  /** So many, each kind in turn, in an order drawn anew for each turn. */
  static List<Mishap> drawn(List<Mishap> possible, int count, Random random) {
    List<Mishap> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      List<Mishap> turn = new ArrayList<>(possible);
      Collections.shuffle(turn, random);
      drawn.addAll(turn);
    }
    return drawn.subList(0, count);
  }

  @Override
  public String toString() {
    return role.word() + " " + deed.words;
  }
}
