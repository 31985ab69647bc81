package io.daegi.bench;

import io.daegi.bench.jmh.Rounds;
import io.daegi.bench.report.Conditions;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs one suite: {@code Main <suite> <report folder> [quick=true]}. */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    boolean isQuick = args.length > 2 && isQuick(args[2]);
    run(args[0], Path.of(args[1]), isQuick ? Effort.QUICK : Effort.NORMAL);
  }

  /** {@code quick=} and {@code quick=true}: given on the command line, with or without a value. */
  private static boolean isQuick(String argument) {
    return argument.equals("quick=") || argument.equals("quick=true");
  }

  static void run(String suiteName, Path folder, Effort effort) throws IOException {
    Suite suite = Suites.named(suiteName);
    var progress = new Progress(System.out);
    progress.say(
        "suite %s, %s".formatted(suite.name(), effort.isQuick() ? "quick" : "a few minutes"));
    List<Figure> figures = suite.run(effort, progress);
    var report = new Report(suite.name(), Conditions.here(Rounds.HEAP, effort.isQuick()), figures);
    report.writeTo(folder);
    System.out.println();
    System.out.print(report.table());
    progress.say("report in " + folder);
  }
}
