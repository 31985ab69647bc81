package io.daegi.bench.edge.server;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One server in a process of its own. It tells its port, then does what it is asked for line by
 * line, and ends with its standard input: it does not outlive whoever started it.
 */
public final class ServerMain {

  private ServerMain() {}

  public static void main(String[] args) {
    try {
      serve(args);
      System.exit(0);
    } catch (Exception | Error e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(String... args) throws Exception {
    Settings settings = Settings.of(Arrays.copyOfRange(args, 1, args.length));
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Served served = ServerKind.valueOf(args[0]).start(settings)) {
      out.println("port " + served.port());
      answer(served, in, out);
    }
  }

  private static void answer(Served served, BufferedReader in, PrintStream out) throws Exception {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "memory" -> out.println(Memory.afterCollection());
        case "histogram" -> out.println(Memory.histogram());
        default -> out.println(served.ask(line));
      }
    }
  }
}
