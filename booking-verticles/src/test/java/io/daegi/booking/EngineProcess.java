package io.daegi.booking;

import java.io.IOException;
import java.util.List;

/** An engine in a process of its own, to be killed. Ends with its standard input. */
final class EngineProcess {

  static final String LEADING = "leading";

  private EngineProcess() {}

  static LaunchedProcess start(ShopSite site, String node) {
    return LaunchedProcess.start(
        EngineProcess.class, List.of(site.bootstrapServers(), site.topicPrefix(), node));
  }

  public static void main(String[] arguments) throws IOException {
    LeadingEngine engine =
        LeadingEngine.start(LeadingEngine.log(arguments[0], arguments[1]), arguments[2]);
    engine.awaitLeader();
    System.out.println(LEADING);
    System.in.transferTo(System.out);
    Runtime.getRuntime().halt(0);
  }
}
