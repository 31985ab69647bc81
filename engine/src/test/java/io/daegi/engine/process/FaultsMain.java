package io.daegi.engine.process;

import io.daegi.engine.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Kills an engine under full load as often as asked, then takes the broker away from one for as
 * many seconds as asked, and tells of all of it; without a seed, or with 0, by one of its own:
 *
 * <pre>
 *   mvn -q -Pkill -pl engine -am test-compile -Dkills=50 -Dseed=1 -Doutage=60
 * </pre>
 */
public final class FaultsMain {

  private static final int OUTAGE_IN_TTLS = 10;

  private FaultsMain() {}

  public static void main(String... arguments) throws Exception {
    int kills = Integer.parseInt(arguments[0]);
    long wish = Long.parseLong(arguments[1]);
    int outageS = Integer.parseInt(arguments[2]);
    long seed = wish > 0 ? wish : System.nanoTime();
    Path folder = Files.createTempDirectory("daegi-kill");
    boolean kept =
        (kills == 0 || kill(folder, kills, seed)) && (outageS == 0 || leave(folder, outageS));
    System.out.println(kept ? "no promise broken" : "what was left is in " + folder);
    if (kept) {
      delete(folder);
    }
    System.exit(kept ? 0 : 1);
  }

  private static boolean kill(Path folder, int kills, long seed)
      throws IOException, InterruptedException, JournalException {
    System.out.printf("%d kills by seed %d%n", kills, seed);
    return isKept(new KillRun(folder.resolve("kills"), seed, kills, System.out::println).run());
  }

  private static boolean leave(Path folder, int outageS)
      throws IOException, InterruptedException, JournalException {
    var waitingTtl = Duration.ofSeconds(outageS).dividedBy(OUTAGE_IN_TTLS);
    System.out.printf(
        "%d s without a broker, where nobody may be silent for more than %d ms%n",
        outageS, waitingTtl.toMillis());
    return isKept(new OutageRun(folder.resolve("outage"), waitingTtl, System.out::println).run());
  }

  private static boolean isKept(LogEvidence evidence) {
    System.out.println(evidence.words());
    evidence.faults().forEach(fault -> System.out.println("BROKEN: " + fault));
    return evidence.faults().isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
