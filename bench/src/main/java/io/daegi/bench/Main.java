package io.daegi.bench;

import io.daegi.bench.report.Conditions;
import io.daegi.bench.report.Figure;
import io.daegi.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs one suite: {@code Main <suite> <report folder> [quick=true] [rounds=9] [only=join,rank]}. A
 * setting without a value is not set, but for {@code quick=}, which is.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) throws IOException {
    run(args[0], Path.of(args[1]), effort(Arrays.copyOfRange(args, 2, args.length)));
  }

  static Effort effort(String... settings) {
    Map<String, String> nameToValue = new HashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      nameToValue.put(parts[0], parts.length == 2 ? parts[1].strip() : "");
    }
    String quick = nameToValue.getOrDefault("quick", "false");
    Effort usual = quick.isEmpty() || quick.equals("true") ? Effort.QUICK : Effort.NORMAL;
    String rounds = nameToValue.getOrDefault("rounds", "");
    return new Effort(
        usual.isQuick(),
        rounds.isEmpty() ? usual.rounds() : Integer.parseInt(rounds),
        names(nameToValue.getOrDefault("only", "")));
  }

  private static Set<String> names(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(","))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.toUnmodifiableSet());
  }

  static void run(String suiteName, Path folder, Effort effort) throws IOException {
    Suite suite = Suites.named(suiteName);
    var progress = new Progress(System.out);
    progress.say(
        "suite %s, %s"
            .formatted(
                suite.name(),
                effort.isQuick() ? "quick" : "rounds: %d".formatted(effort.rounds())));
    List<Figure> figures = suite.run(effort, progress);
    var report = new Report(suite.name(), Conditions.here(effort.isQuick()), figures);
    report.writeTo(folder);
    System.out.println();
    System.out.print(report.table());
    progress.say("report in " + folder);
  }
}
