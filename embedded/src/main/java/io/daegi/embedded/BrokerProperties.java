package io.daegi.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** What one broker that is its own controller needs to be told, and why. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private final Properties properties = new Properties();

  private BrokerProperties() {}

  /**
   * @param advertised host:port where clients are told to come
   */
  static Properties of(
      Path folder, int port, String advertised, int controllerPort, boolean fsync) {
    BrokerProperties broker = new BrokerProperties();
    broker.identity(folder, port, advertised, controllerPort);
    broker.oneOfEverything();
    broker.quickRestart();
    broker.durability(fsync);
    broker.small();
    return broker.properties;
  }

  private void identity(Path folder, int port, String advertised, int controllerPort) {
    String listener = "PLAINTEXT://";
    String controller = FreePorts.LOOPBACK + ":" + controllerPort;
    set("process.roles", "broker,controller");
    set("node.id", NODE_ID);
    set("controller.quorum.voters", NODE_ID + "@" + controller);
    set("controller.listener.names", CONTROLLER);
    set(
        "listeners",
        listener + FreePorts.LOOPBACK + ":" + port + "," + CONTROLLER + "://" + controller);
    set("advertised.listeners", listener + advertised);
    set("log.dirs", folder.toString());
    set("auto.create.topics.enable", false);
  }

  private void oneOfEverything() {
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      set(topic + ".num.partitions", 1);
      set(topic + ".replication.factor", 1);
    }
    set("transaction.state.log.min.isr", 1);
    set("share.coordinator.state.topic.min.isr", 1);
  }

  private void quickRestart() {
    // The controller keeps the session of a killed broker until it runs out, and lets no new one in
    // before.
    set("broker.session.timeout.ms", 1_000);
    set("broker.heartbeat.interval.ms", 200);
    set("group.initial.rebalance.delay.ms", 0);
    // A transaction that follows on the heels of another one waits for that one's markers, 20 ms a
    // try by default.
    set("add.partitions.to.txn.retry.backoff.ms", 1);
  }

  private void durability(boolean fsync) {
    if (fsync) {
      // Every append is forced, also in __transaction_state, where the acknowledgement of a commit
      // lives.
      set("log.flush.interval.messages", 1);
    }
  }

  private void small() {
    set("num.network.threads", 2);
    set("num.io.threads", 4);
    set("background.threads", 2);
    set("num.replica.fetchers", 1);
    set("num.recovery.threads.per.data.dir", 1);
    set("group.coordinator.threads", 1);
    set("log.cleaner.threads", 1);
    set("log.cleaner.dedupe.buffer.size", 16 << 20);
    set("queued.max.requests", 200);
    set("metric.reporters", "");
  }

  private void set(String name, Object value) {
    properties.setProperty(name, String.valueOf(value));
  }
}
