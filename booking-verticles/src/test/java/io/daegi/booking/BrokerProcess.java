package io.daegi.booking;

import io.daegi.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real broker in a process of its own, to be killed and started again on its data and port. */
final class BrokerProcess implements AutoCloseable {

  private static final String READY = "the broker is at ";

  private final Path folder;
  private LaunchedProcess process;
  private String address;

  private BrokerProcess(Path folder) {
    this.folder = folder;
  }

  static BrokerProcess start(Path folder) {
    BrokerProcess broker = new BrokerProcess(folder);
    broker.start("0");
    return broker;
  }

  /** Arguments: folder, port. Ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(arguments[0]), false).at(Integer.parseInt(arguments[1]));
    broker.start();
    System.out.println(READY + broker.bootstrapServers());
    System.in.transferTo(System.out);
    Runtime.getRuntime().halt(0);
  }

  String bootstrapServers() {
    return address;
  }

  void kill() {
    process.kill();
  }

  /** On the data that the killed one left, where clients look for it. */
  void startAgain() {
    start(address.substring(address.lastIndexOf(':') + 1));
  }

  private void start(String port) {
    process = LaunchedProcess.start(BrokerProcess.class, List.of(folder.toString(), port));
    address = process.awaitSaid(READY, 1).getFirst();
  }

  @Override
  public void close() {
    kill();
  }
}
