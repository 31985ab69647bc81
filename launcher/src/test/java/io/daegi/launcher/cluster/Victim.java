package io.daegi.launcher.cluster;

/** To whom something happens, and how it is mended. */
interface Victim {
  /** As people call it. */
  String name();

  void strike() throws Exception;

  /** Returns when nothing keeps it from its work any more. */
  void mend() throws Exception;

  /** Returns when it is as before, as far as it can tell by itself. */
  default void awaitWell() {}
}
