package io.daegi.launcher.cluster;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * What one run is to live through.
 *
 * @param faults how many
 * @param seed that draws them, their victims and their times
 * @param waiting how many wait in a line of their own before any of them
 * @param only what a fault's name must contain
 */
record ClusterOrder(int faults, long seed, int waiting, Pattern only) {

  /** Four arguments, in this order; a seed of 0 is one of its own. */
  static ClusterOrder of(String... arguments) {
    long wish = Long.parseLong(arguments[1]);
    return new ClusterOrder(
        Integer.parseInt(arguments[0]),
        wish > 0 ? wish : System.nanoTime() % 1_000_000_000,
        Integer.parseInt(arguments[2]),
        Pattern.compile(arguments[3]));
  }

  Random random() {
    return new Random(seed);
  }

  /** Those of these that are wanted. */
  List<Mishap> wanted(List<Mishap> possible) {
    return possible.stream().filter(one -> only.matcher(one.toString()).find()).toList();
  }

  String words() {
    return "%d faults by seed %d, %,d wait before them".formatted(faults, seed, waiting);
  }

  String command() {
    return "mvn -q -Pcluster -Dfaults=%d -Dseed=%d -Dwaiting=%d -Donly='%s'"
        .formatted(faults, seed, waiting, only);
  }
}
