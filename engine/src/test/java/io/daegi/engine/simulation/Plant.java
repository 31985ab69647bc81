package io.daegi.engine.simulation;

/** A mistake planted around the machine, to see that the simulation finds it. */
public enum Plant {
  NONE,
  /** A take-over reads the log's end first and takes the right to write afterwards. */
  REPLAY_BEFORE_FENCING,
  /** An edge believes its board however long the log has been silent. */
  EDGE_THAT_TRUSTS_AN_OLD_BOARD
}
