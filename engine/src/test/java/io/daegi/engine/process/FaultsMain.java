package io.daegi.engine.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Kills an engine under full load as often as asked, and tells of each; without a seed, or with 0,
 * by one of its own:
 *
 * <pre>
 *   mvn -q -Pkill -pl engine -am test-compile -Dkills=50 -Dseed=1
 * </pre>
 */
public final class FaultsMain {

  private FaultsMain() {}

  public static void main(String... arguments) throws Exception {
    int kills = Integer.parseInt(arguments[0]);
    long wish = Long.parseLong(arguments[1]);
    long seed = wish > 0 ? wish : System.nanoTime();
    Path folder = Files.createTempDirectory("daegi-kills");
    System.out.printf("%d kills by seed %d in %s%n", kills, seed, folder);
    LogEvidence evidence = new KillRun(folder, seed, kills, System.out::println).run();
    System.out.println(evidence.words());
    if (!evidence.faults().isEmpty()) {
      evidence.faults().forEach(System.out::println);
      System.out.println("seed " + seed + " broke a promise; what it left is in " + folder);
      System.exit(1);
    }
    delete(folder);
    System.out.println("no promise broken");
    System.exit(0);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
