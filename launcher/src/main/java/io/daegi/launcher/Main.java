package io.daegi.launcher;

import io.daegi.launcher.cluster.ClusterBus;
import io.daegi.launcher.config.ConfigFaults;
import io.daegi.launcher.config.LauncherConfig;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The program: one node, configured by its environment, until it is told to stop. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      System.exit(CommandLine.run(List.of(arguments), System.getenv(), out()));
    }
    ClusterBus.believeNamesBriefly();
    ParentWatch.startIfAsked();
    try {
      run(System.getenv());
    } catch (StartFailure e) {
      System.err.println("daegi: " + e.getMessage());
      System.exit(e.exitCode());
    } catch (CloseChain.Stopping e) {
      LoggerFactory.getLogger(Main.class).debug("stopped during the start", e);
    } catch (Exception e) {
      LoggerFactory.getLogger(Main.class).error("the start failed by a fault of the program", e);
      System.exit(StartFailure.UNUSABLE);
    }
  }

  private static void run(Map<String, String> environment) throws Exception {
    LauncherConfig config = configuration(environment);
    Logging.configure(config);
    CloseChain chain = new CloseChain();
    Shutdown.closes(chain, config.drainMs());
    Node.start(config, chain, Progress.in(config.logFormat(), out()));
    new CountDownLatch(1).await();
  }

  private static LauncherConfig configuration(Map<String, String> environment) throws StartFailure {
    try {
      return LauncherConfig.read(environment, Path.of(""));
    } catch (ConfigFaults e) {
      throw StartFailure.misconfigured(e.getMessage());
    }
  }

  private static PrintStream out() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }
}
